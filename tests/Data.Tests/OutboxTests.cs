using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Data.Tests;

/// <summary>An event of this test alone.</summary>
public sealed record SomethingHappened(Guid Id, string Words) : IEvent
{
    public Subject Subject => new("Test", Id);
}

/// <summary>An event under seal.</summary>
public sealed record SomethingSecretHappened(Guid Id, Guid SealId, string Words) : ISealedEvent
{
    public Subject Subject => new("Test", Id);
}

public sealed class OutboxOnSqlite(OnSqlite fixture) : OutboxTests(fixture), IClassFixture<OnSqlite>;

public sealed class OutboxOnPostgreSql(OnPostgreSql fixture) : OutboxTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class OutboxTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task An_event_is_carried_once_its_change_is_committed()
    {
        var id = Guid.CreateVersion7();
        await Raise(new SomethingHappened(id, "plain"));
        await _portal.DrainAsync();
        var row = await Row(id.ToString());
        Assert.NotNull(row.DoneAt);
        Assert.Null(row.DueAt);
    }

    [Fact]
    public async Task What_nobody_reacts_to_is_closed_together_and_what_cannot_be_read_is_not_closed_with_it()
    {
        var ids = Enumerable.Range(0, 70).Select(_ => Guid.CreateVersion7()).ToArray();
        await Raise([.. ids.Select(i => new SomethingHappened(i, "plain"))]);
        var broken = Guid.CreateVersion7();
        await Raise(new SomethingHappened(broken, "of a type that is no more"));
        await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().Where(m => m.Payload.Contains(broken.ToString()))
            .ExecuteUpdateAsync(u => u.SetProperty(m => m.Type, "Procurement.Gone, Procurement.Gone")));

        await _portal.DrainAsync();

        foreach (var id in ids)
        {
            var row = await Row(id.ToString());
            Assert.NotNull(row.DoneAt);
            Assert.Null(row.DueAt);
            Assert.Equal(1, row.Attempts);
        }

        var left = await Row(broken.ToString());
        Assert.Null(left.DoneAt);
        Assert.NotNull(left.DueAt);
        Assert.NotNull(left.Error);
    }

    [Fact]
    public async Task A_refusal_takes_its_events_back()
    {
        var id = Guid.CreateVersion7();
        var result = await _portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            return await db.InTransactionAsync(async () =>
            {
                db.Raise(new SomethingHappened(id, "never"));
                await db.SaveChangesAsync();
                return new NotAllowed();
            });
        });
        Assert.IsType<NotAllowed>(result.Refusal);
        Assert.False(await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AnyAsync(m => m.Payload.Contains(id.ToString()))));
    }

    [Fact]
    public async Task A_sealed_event_shows_neither_its_type_nor_its_words()
    {
        var seal = Guid.CreateVersion7();
        await Raise(new SomethingSecretHappened(Guid.CreateVersion7(), seal, "canary-quartz"));
        var rows = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking().Where(m => m.SealId == seal).ToListAsync());
        var row = Assert.Single(rows);
        Assert.Equal("Sealed", row.Type);
        Assert.DoesNotContain("canary", row.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", row.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_taken_in_the_transaction_that_uses_them_and_never_twice()
    {
        var name = "T" + Guid.CreateVersion7().ToString("N");
        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            return (await db.InTransactionAsync<int>(async () => await db.NextAsync(name))).Value;
        })));
        Assert.Equal(Enumerable.Range(1, 20), numbers.Order());
    }

    private Task Raise(params IEvent[] happened) => _portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        foreach (var one in happened) db.Raise(one);
        await db.SaveChangesAsync();
    });

    private Task<OutboxMessage> Row(string containing) => _portal.AsAsync(null, s =>
        s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Payload.Contains(containing)));
}
