using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Procurement.AuditTrail.Data;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.AuditTrail.Seal;

/// <summary>Lets people find what was written under a seal that is broken now.</summary>
internal sealed partial class ListUnsealedJob(PortalDbContext db, ISeals seals, AuditKey key, ILogger<ListUnsealedJob> logger) : IJob
{
    private const int Batch = 200;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var records = await db.Set<AuditRecord>()
            .Where(r => !r.IsListed && r.SealId != null && db.Set<BrokenSeal>().Any(s => s.SealId == r.SealId))
            .OrderBy(r => r.Id).Take(Batch).ToListAsync(ct);
        var ids = records.Select(r => r.SealId!.Value).Distinct().ToList();
        var rows = await db.Set<BrokenSeal>().AsNoTracking().Where(s => ids.Contains(s.SealId)).ToListAsync(ct);
        var broken = rows.Where(s => s.IsGenuine(key.Bytes)).Select(s => s.SealId).ToHashSet();
        if (broken.Count < ids.Count) LogForged(logger, ids.Count - broken.Count);
        var listed = records.FindAll(r => broken.Contains(r.SealId!.Value));
        foreach (var record in listed) record.List(AuditContent.Read(seals.Open(record.SealId!.Value, record.Payload)));
        await db.SaveChangesAsync(ct);
        return listed.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} seals are said to be broken by rows that this portal has not written: nothing was opened")]
    private static partial void LogForged(ILogger logger, int count);
}
