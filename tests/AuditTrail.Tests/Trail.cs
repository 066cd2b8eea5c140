using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.AuditTrail.Domain;
using Procurement.AuditTrail.Seal;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.AuditTrail.Tests;

/// <summary>Something that happens in these tests.</summary>
public sealed record KettleBoiled(Guid Kettle, string Tea) : IEvent
{
    public Subject Subject => new("Kettle", Kettle, "KET-1");
}

/// <summary>Something that happens under seal.</summary>
public sealed record TeaPoisoned(Guid Kettle, Guid SealId, string With) : ISealedEvent
{
    public Subject Subject => new("Kettle", Kettle, "canary-reference");
}

/// <summary>A trail of a test's own.</summary>
internal sealed class Trail(Room room) : IAsyncDisposable
{
    public static Person Cook { get; } = new(Guid.CreateVersion7(), "Cook (demo account)",
        [new Membership(Guid.CreateVersion7(), "Kitchen CIC", OrganisationKind.Supplier, true, new HashSet<string>(Duties.All))], new HashSet<string>());

    public Room Room { get; } = room;

    public static async Task<Trail> StartAsync(Engine engine) => new(await Room.StartAsync(engine, [typeof(Startup).Assembly]));

    public Task BoilAsync(Guid kettle, int times = 1, string tea = "green") => Room.AsAsync(Cook, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        for (var i = 0; i < times; i++) db.Raise(new KettleBoiled(kettle, tea));
        s.GetRequiredService<ChangeContext>().Why = "Somebody was thirsty";
        // A save writes what was raised when it has a change of its own, too.
        db.Add(BrokenSeal.Of(Guid.CreateVersion7(), Room.Clock.GetUtcNow(), new byte[32]));
        await db.SaveChangesAsync();
    });

    public Task PoisonAsync(Guid kettle, Guid seal) => Room.AsAsync(Cook, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        db.Raise(new TeaPoisoned(kettle, seal, "canary-arsenic"));
        db.Add(BrokenSeal.Of(Guid.CreateVersion7(), Room.Clock.GetUtcNow(), new byte[32]));
        await db.SaveChangesAsync();
    });

    public Task<IReadOnlyList<AuditEntry>> OfAsync(Guid kettle) => Room.AsAsync(null, async s => (await s.GetRequiredService<IAuditReader>().OfAsync("Kettle", kettle, null, CancellationToken.None)).Items);

    public Task<int> SealAsync() => Room.AsAsync(null, s => s.GetRequiredService<SealJob>().RunAsync(CancellationToken.None));

    public Task<int> ListAsync() => Room.AsAsync(null, s => s.GetRequiredService<ListUnsealedJob>().RunAsync(CancellationToken.None));

    public Task<AuditVerdict> VerifyAsync() => Room.AsAsync(null, s => s.GetRequiredService<IAuditVerifier>().VerifyAsync(CancellationToken.None));

    public Task<List<AuditRecord>> RecordsAsync() => Room.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<AuditRecord>().AsNoTracking().OrderBy(r => r.Sequence).ToListAsync());

    /// <summary>What an intruder does first.</summary>
    public Task DropTriggersAsync(Engine engine) => Room.SqlAsync(engine == Engine.Sqlite
        ? "DROP TRIGGER audittrail_records_keep; DROP TRIGGER audittrail_records_fix; DROP TRIGGER audittrail_records_chain;"
        : "DROP TRIGGER audittrail_records_keep ON audittrail_records; DROP TRIGGER audittrail_records_fix ON audittrail_records; DROP TRIGGER audittrail_records_chain ON audittrail_records;");

    public string KeyFile => Path.Combine(Room.Storage, "keys", "audit.key");

    public string HeadFile => Path.Combine(Room.Storage, "keys", "audit-heads.jsonl");

    public ValueTask DisposeAsync() => Room.DisposeAsync();
}
