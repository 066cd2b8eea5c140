using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Testing;

namespace Procurement.AuditTrail.Tests.Seal;

public sealed class SealTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Records_that_are_written_while_others_are_chained_are_all_chained_once(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        using var stop = new CancellationTokenSource();
        var sealers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await trail.SealAsync();
        })).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++) await trail.BoilAsync(Guid.CreateVersion7(), 2);
        })));
        await stop.CancelAsync();
        await Task.WhenAll(sealers);
        await trail.SealAsync();
        var records = await trail.RecordsAsync();
        Assert.Equal(Enumerable.Range(1, 240).Select(i => (long?)i), records.Select(r => r.Sequence));
        Assert.True((await trail.VerifyAsync()).IsIntact);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_writes_a_record_does_not_wait_for_one_who_is_chaining(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        await trail.BoilAsync(Guid.CreateVersion7());
        // The sealer's turn is taken, as while it computes; writers go on.
        var turn = trail.Room.Services.GetRequiredService<AuditTrail.Seal.SealTurn>();
        await turn.Semaphore.WaitAsync();
        await trail.BoilAsync(Guid.CreateVersion7()).WaitAsync(TimeSpan.FromSeconds(10));
        turn.Semaphore.Release();
        Assert.Equal(2, await trail.SealAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_head_that_a_crash_kept_from_the_file_is_written_there_by_the_next_run(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        await trail.BoilAsync(Guid.CreateVersion7(), 3);
        await trail.SealAsync();
        var before = await File.ReadAllBytesAsync(trail.HeadFile);
        await trail.BoilAsync(Guid.CreateVersion7(), 3);
        await trail.SealAsync();
        // As a crash leaves it: committed, and half a line in the file.
        await File.WriteAllBytesAsync(trail.HeadFile, [.. before, .. "{\"count\":6,\"ha"u8]);
        Assert.True((await trail.VerifyAsync()).IsIntact);
        await trail.SealAsync();
        Assert.Contains("\"count\":6,", (await File.ReadAllLinesAsync(trail.HeadFile))[^1], StringComparison.Ordinal);
        Assert.True((await trail.VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task A_key_is_made_once_however_many_ask_for_it_at_first()
    {
        await using var trail = await Trail.StartAsync(Engine.Sqlite);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => trail.BoilAsync(Guid.CreateVersion7()))));
        Assert.True((await trail.VerifyAsync()).IsIntact);
        Assert.Single(Directory.GetFiles(Path.Combine(trail.Room.Storage, "keys"), "audit.key*"));
    }
}
