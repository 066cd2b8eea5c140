using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.AuditTrail.Tests.Record;

public sealed class RecordTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_happens_is_written_with_who_for_whom_when_and_why(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        var kettle = Guid.CreateVersion7();
        var before = trail.Room.Clock.GetUtcNow().AddMilliseconds(-1);
        await trail.BoilAsync(kettle);
        var entry = Assert.Single(await trail.OfAsync(kettle));
        Assert.Equal("KettleBoiled", entry.Action);
        Assert.Equal(Trail.Cook.UserId, entry.UserId);
        Assert.Equal("Cook (demo account)", entry.WhoName);
        Assert.Equal("Kitchen CIC", entry.OrganisationName);
        Assert.Equal("Somebody was thirsty", entry.Why);
        Assert.Equal(new Subject("Kettle", kettle, "KET-1"), entry.Subject);
        Assert.Contains("green", entry.Data, StringComparison.Ordinal);
        Assert.InRange(entry.At, before, trail.Room.Clock.GetUtcNow());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_change_that_is_refused_leaves_no_record(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        var kettle = Guid.CreateVersion7();
        await trail.Room.AsAsync(Trail.Cook, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await db.InTransactionAsync(async () =>
            {
                db.Raise(new KettleBoiled(kettle, "green"));
                s.GetRequiredService<IAudit>().Note("KettleDropped", new Subject("Kettle", kettle));
                await db.SaveChangesAsync();
                return new NotAllowed();
            });
        });
        Assert.Empty(await trail.RecordsAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_under_seal_is_not_there_until_the_seal_is_broken(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        var (kettle, seal) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await trail.PoisonAsync(kettle, seal);
        await trail.Room.AsAsync(Trail.Cook, async s =>
        {
            s.GetRequiredService<IAudit>().Note("PoisonBought", new Subject("Kettle", kettle), new { Shop = "canary-shop" }, seal);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await trail.SealAsync();
        await trail.ListAsync();

        Assert.Empty(await trail.OfAsync(kettle));
        foreach (var record in await trail.RecordsAsync())
        {
            Assert.DoesNotContain("canary", record.Payload, StringComparison.Ordinal);
            Assert.DoesNotContain("Poison", record.Payload, StringComparison.Ordinal);
            Assert.Null(record.Action ?? record.WhoName ?? record.SubjectType ?? record.Reference);
            Assert.Null(record.UserId ?? record.SubjectId ?? record.OrganisationId);
        }

        Assert.Equal(0, (await trail.VerifyAsync()).Records);

        // Who can write into the table, and has not the key, opens nothing.
        await trail.Room.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            db.Add(BrokenSeal.Of(seal, trail.Room.Clock.GetUtcNow(), new byte[32]));
            await db.SaveChangesAsync();
        });
        await trail.ListAsync();
        Assert.Empty(await trail.OfAsync(kettle));
        Assert.Equal(0, (await trail.VerifyAsync()).Records);

        await trail.Room.AsAsync(null, async s =>
        {
            s.GetRequiredService<IAudit>().Unseal(seal);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await trail.ListAsync();

        var entries = await trail.OfAsync(kettle);
        Assert.Equal(["PoisonBought", "TeaPoisoned"], entries.Select(e => e.Action));
        Assert.Equal("canary-reference", entries[1].Subject.Reference);
        Assert.Contains("canary-arsenic", entries[1].Data, StringComparison.Ordinal);
        Assert.True((await trail.VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task What_happens_in_one_save_stands_in_the_order_in_which_it_happened()
    {
        await using var trail = await Trail.StartAsync(Engine.Sqlite);
        var kettle = Guid.CreateVersion7();
        await trail.Room.AsAsync(Trail.Cook, async s =>
        {
            for (var i = 0; i < 60; i++) s.GetRequiredService<IAudit>().Note("Step" + i.ToString("00", System.Globalization.CultureInfo.InvariantCulture), new Subject("Kettle", kettle));
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        var first = await trail.Room.AsAsync(null, s => s.GetRequiredService<IAuditReader>().OfAsync("Kettle", kettle, null, CancellationToken.None));
        var second = await trail.Room.AsAsync(null, s => s.GetRequiredService<IAuditReader>().OfAsync("Kettle", kettle, first.Next, CancellationToken.None));
        Assert.Equal(50, first.Items.Count);
        Assert.Null(second.Next);
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"Step{i:00}"), first.Items.Concat(second.Items).Select(e => e.Action));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_database_refuses_to_change_or_remove_a_record(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        await trail.BoilAsync(Guid.CreateVersion7());
        await Assert.ThrowsAnyAsync<Exception>(() => trail.Room.SqlAsync("DELETE FROM audittrail_records"));
        await Assert.ThrowsAnyAsync<Exception>(() => trail.Room.SqlAsync("UPDATE audittrail_records SET \"Payload\" = 'x'"));
        await trail.SealAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => trail.Room.SqlAsync("UPDATE audittrail_records SET \"Sequence\" = 7"));
        Assert.Single(await trail.RecordsAsync());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_filter_finds_by_reference_person_action_and_days(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        await trail.BoilAsync(Guid.CreateVersion7(), 3);
        Assert.Equal(3, await CountAsync(new AuditFilter(Reference: "KET-1", UserId: Trail.Cook.UserId, Action: "KettleBoiled", From: trail.Room.Clock.GetUtcNow().AddHours(-1), Before: trail.Room.Clock.GetUtcNow().AddHours(1))));
        Assert.Equal(0, await CountAsync(new AuditFilter(Reference: "KET-2")));
        Assert.Equal(0, await CountAsync(new AuditFilter(UserId: Guid.CreateVersion7())));
        Assert.Equal(0, await CountAsync(new AuditFilter(Action: "KettleDropped")));
        Assert.Equal(0, await CountAsync(new AuditFilter(Before: trail.Room.Clock.GetUtcNow().AddHours(-1))));

        Task<int> CountAsync(AuditFilter filter) => trail.Room.AsAsync(null, async s => (await s.GetRequiredService<IAuditReader>().FindAsync(filter, null, CancellationToken.None)).Items.Count);
    }
}
