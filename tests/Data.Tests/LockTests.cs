using Microsoft.Extensions.DependencyInjection;
using Procurement.Testing;

namespace Procurement.Data.Tests;

/// <summary>What one machine does at a time: on another connection, as another machine would be.</summary>
public sealed class LockTests(OnPostgreSql fixture) : IClassFixture<OnPostgreSql>
{
    private readonly IEngine _here = fixture.Portal.Services.GetRequiredService<IEngine>();

    [Fact]
    public async Task While_one_has_it_another_is_told_so_or_waits()
    {
        var mine = await _here.LockAsync("Tidy", wait: false, CancellationToken.None);
        Assert.NotNull(mine);
        Assert.Null(await _here.LockAsync("Tidy", wait: false, CancellationToken.None));
        await using (await _here.LockAsync("Another", wait: false, CancellationToken.None) ?? throw new InvalidOperationException("Another name is another lock.")) { }

        var waiting = _here.LockAsync("Tidy", wait: true, CancellationToken.None);
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);
        await mine.DisposeAsync();

        await using var theirs = await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotNull(theirs);
        Assert.Null(await _here.LockAsync("Tidy", wait: false, CancellationToken.None));
    }

    [Fact]
    public async Task Who_gives_up_waiting_has_nothing()
    {
        var mine = await _here.LockAsync("Patience", wait: false, CancellationToken.None);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _here.LockAsync("Patience", wait: true, soon.Token));
        await mine!.DisposeAsync();

        await using var again = await _here.LockAsync("Patience", wait: false, CancellationToken.None);
        Assert.NotNull(again);
    }
}
