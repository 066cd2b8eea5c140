using Microsoft.EntityFrameworkCore;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.AuditTrail.Seal;

/// <summary>Lets people find what was written under a seal that is broken now.</summary>
internal sealed class ListUnsealedJob(PortalDbContext db, ISeals seals) : IJob
{
    private const int Batch = 200;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var records = await db.Set<AuditRecord>()
            .Where(r => !r.IsListed && r.SealId != null && db.Set<BrokenSeal>().Any(s => s.SealId == r.SealId))
            .OrderBy(r => r.Id).Take(Batch).ToListAsync(ct);
        foreach (var record in records) record.List(AuditContent.Read(seals.Open(record.SealId!.Value, record.Payload)));
        await db.SaveChangesAsync(ct);
        return records.Count;
    }
}
