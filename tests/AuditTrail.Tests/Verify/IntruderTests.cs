using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Testing;

namespace Procurement.AuditTrail.Tests.Verify;

public sealed class IntruderTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_trail_that_nobody_touched_is_intact(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        Assert.True((await trail.VerifyAsync()).IsIntact);
        await trail.BoilAsync(Guid.CreateVersion7(), 450);
        Assert.Equal(450, await trail.SealAsync());
        await trail.BoilAsync(Guid.CreateVersion7(), 2);
        var verdict = await trail.VerifyAsync();
        Assert.True(verdict.IsIntact, verdict.Sentence);
        Assert.Equal(452, verdict.Records);
    }

    /// <summary>Everything that the database holds is made anew, hashes and all; only the key and the file of heads stand outside.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_intruder_who_rewrites_the_whole_chain_is_caught(Engine engine)
    {
        await using var trail = await ChainedAsync(engine);
        var records = await trail.RecordsAsync();
        var intruder = RandomNumberGenerator.GetBytes(32);
        var hash = Chain.Genesis;
        foreach (var record in records)
        {
            var sequence = record.Sequence!.Value;
            Set(record, nameof(AuditRecord.Payload), record.Payload.Replace("green", "black", StringComparison.Ordinal));
            Set(record, nameof(AuditRecord.Mac), Chain.Mac(record, intruder));
            record.Chain(sequence, hash = Chain.Link(hash, sequence, record));
        }

        await ReplaceAsync(trail, records, Chain.Sign(records.Count, hash, trail.Room.Clock.GetUtcNow(), intruder, "0123456789abcdef"));
        Assert.False((await trail.VerifyAsync()).IsIntact);
    }

    /// <summary>The codes of the records that stay are the portal's own, so that the chain and its signed head alone show it.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_intruder_who_takes_one_record_out_and_chains_the_rest_anew_is_caught(Engine engine)
    {
        await using var trail = await ChainedAsync(engine);
        var records = await trail.RecordsAsync();
        records.RemoveAt(5);
        // Another takes its place, so that the number is the same.
        await trail.BoilAsync(Guid.CreateVersion7());
        records.Add((await trail.RecordsAsync()).Single(r => r.Sequence is null));
        var (sequence, hash) = (0L, Chain.Genesis);
        foreach (var record in records) record.Chain(++sequence, hash = Chain.Link(hash, sequence, record));
        await ReplaceAsync(trail, records, null);
        var verdict = await trail.VerifyAsync();
        Assert.False(verdict.IsIntact);
        Assert.Equal(AuditFault.Rewritten, verdict.Fault);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_intruder_who_cuts_off_the_end_with_its_heads_is_caught(Engine engine)
    {
        await using var trail = await ChainedAsync(engine);
        await trail.BoilAsync(Guid.CreateVersion7(), 5);
        await trail.SealAsync();
        await trail.DropTriggersAsync(engine);
        await trail.Room.SqlAsync("DELETE FROM audittrail_records WHERE \"Sequence\" > 20; DELETE FROM audittrail_heads WHERE \"Count\" > 20;");
        var verdict = await trail.VerifyAsync();
        Assert.Equal(AuditFault.Truncated, verdict.Fault);

        // And the sealer does not go on as if nothing had been.
        await trail.BoilAsync(Guid.CreateVersion7(), 5);
        Assert.Equal(0, await trail.SealAsync());
        Assert.Contains(trail.Room.Log.Errors, l => l.Contains("shorter", StringComparison.Ordinal));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_intruder_who_empties_every_table_is_caught(Engine engine)
    {
        await using var trail = await ChainedAsync(engine);
        await trail.DropTriggersAsync(engine);
        await trail.Room.SqlAsync("DELETE FROM audittrail_records; DELETE FROM audittrail_heads;");
        Assert.Equal(AuditFault.Truncated, (await trail.VerifyAsync()).Fault);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_record_that_was_altered_before_it_was_chained_is_caught(Engine engine)
    {
        await using var trail = await Trail.StartAsync(engine);
        await trail.BoilAsync(Guid.CreateVersion7(), 3);
        await trail.DropTriggersAsync(engine);
        await trail.Room.SqlAsync("UPDATE audittrail_records SET \"Payload\" = REPLACE(\"Payload\", 'green', 'black')");
        Assert.Equal(AuditFault.RecordAltered, (await trail.VerifyAsync()).Fault);
        await trail.SealAsync();
        Assert.Equal(AuditFault.RecordAltered, (await trail.VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData("UPDATE audittrail_records SET \"WhoName\" = 'Somebody else'", AuditFault.ListingAltered)]
    [InlineData("UPDATE audittrail_records SET \"SubjectId\" = NULL", AuditFault.ListingAltered)]
    [InlineData("UPDATE audittrail_records SET \"IsListed\" = FALSE", AuditFault.ListingAltered)]
    public async Task Hiding_a_record_from_the_list_or_showing_it_under_another_name_is_caught(string sql, AuditFault fault)
    {
        foreach (var engine in new[] { Engine.Sqlite, Engine.PostgreSql })
        {
            await using var trail = await ChainedAsync(engine);
            await trail.Room.SqlAsync(sql);
            Assert.Equal(fault, (await trail.VerifyAsync()).Fault);
        }
    }

    [Fact]
    public async Task Without_its_key_or_its_file_of_heads_a_trail_does_not_pass_for_intact()
    {
        await using var trail = await ChainedAsync(Engine.Sqlite);
        var heads = await File.ReadAllTextAsync(trail.HeadFile);
        File.Delete(trail.HeadFile);
        Assert.Equal(AuditFault.HeadsAltered, (await trail.VerifyAsync()).Fault);
        await File.WriteAllTextAsync(trail.HeadFile, heads.Replace("\"count\":2,", "\"count\":1,", StringComparison.Ordinal).Replace("\"count\":20,", "\"count\":19,", StringComparison.Ordinal));
        Assert.Equal(AuditFault.HeadsAltered, (await trail.VerifyAsync()).Fault);
        await File.WriteAllTextAsync(trail.HeadFile, heads);
        Assert.True((await trail.VerifyAsync()).IsIntact);
        File.Delete(trail.KeyFile);
        Assert.Equal(AuditFault.KeyMissing, (await trail.VerifyAsync()).Fault);
        await File.WriteAllTextAsync(trail.KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        Assert.Equal(AuditFault.KeyMissing, (await trail.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task The_key_and_the_heads_are_readable_by_the_portal_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var trail = await ChainedAsync(Engine.Sqlite);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(trail.KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(trail.HeadFile));
    }

    private static async Task<Trail> ChainedAsync(Engine engine)
    {
        var trail = await Trail.StartAsync(engine);
        await trail.BoilAsync(Guid.CreateVersion7(), 20);
        await trail.SealAsync();
        Assert.True((await trail.VerifyAsync()).IsIntact);
        return trail;
    }

    private static async Task ReplaceAsync(Trail trail, List<AuditRecord> records, ChainHead? head)
    {
        var engine = await trail.Room.AsAsync(null, s => Task.FromResult(s.GetRequiredService<PortalDbContext>().IsSqlite)) ? Engine.Sqlite : Engine.PostgreSql;
        await trail.DropTriggersAsync(engine);
        await trail.Room.SqlAsync("DELETE FROM audittrail_records;" + (head is null ? "" : " DELETE FROM audittrail_heads;"));
        await trail.Room.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            db.AddRange(records);
            if (head is not null) db.Add(head);
            await db.SaveChangesAsync();
        });
    }

    private static void Set(AuditRecord record, string property, object value) => typeof(AuditRecord).GetProperty(property)!.SetValue(record, value);
}
