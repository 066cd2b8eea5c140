using Microsoft.EntityFrameworkCore;
using Procurement.AuditTrail.Contracts;
using Procurement.AuditTrail.Data;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.AuditTrail.Verify;

/// <summary>
/// Walks the chain from its first record to the head that was signed last, a page at a time, beside the lines of the file of heads.
/// What is written while it walks is left for the next time.
/// </summary>
internal sealed class AuditVerifier(PortalDbContext db, AuditKey keys, HeadFile file, ISeals seals, IWords words) : IAuditVerifier
{
    private const int PageSize = 1000;
    private long _read;

    public async Task<AuditVerdict> VerifyAsync(CancellationToken ct)
    {
        _read = 0;
        // The file first: a head is committed before it is written there, so that the file is never ahead of an honest database.
        var written = file.Last();
        var stored = await db.Set<ChainHead>().AsNoTracking().OrderByDescending(h => h.Count).FirstOrDefaultAsync(ct);
        if (keys.Find() is not { } key)
            return stored is null && written is null && !await db.Set<AuditRecord>().AnyAsync(ct) ? Intact() : Fault(AuditFault.KeyMissing);

        if (stored is not null && !file.Exists) return Fault(AuditFault.HeadsAltered);
        if (stored is not null && !Chain.IsSigned(stored, key)) return Fault(stored.KeyId == AuditKey.IdOf(key) ? AuditFault.HeadsAltered : AuditFault.KeyMissing);
        var end = Math.Max(written?.Count ?? 0, stored?.Count ?? 0);
        return await WalkAsync(key, end, stored, ct) ?? await LookAtTheRestAsync(key, end, ct) ?? Intact();
    }

    private async Task<AuditVerdict?> WalkAsync(byte[] key, long end, ChainHead? stored, CancellationToken ct)
    {
        await using var heads = file.ReadAsync(ct).GetAsyncEnumerator(ct);
        var next = await NextAsync(heads, key, 0);
        if (next.Fault is { } first) return Fault(first);
        var (sequence, hash) = (0L, Chain.Genesis);
        while (sequence < end)
        {
            var from = sequence;
            var page = await db.Set<AuditRecord>().AsNoTracking().Where(r => r.Sequence > from && r.Sequence <= end).OrderBy(r => r.Sequence).Take(PageSize).ToListAsync(ct);
            if (page.Count == 0) return Fault(AuditFault.Truncated);
            var broken = await BrokenSealsAsync(page, key, ct);
            foreach (var record in page)
            {
                if (record.Sequence != sequence + 1) return Fault(AuditFault.ChainBroken, record);
                if (Look(record, key, broken) is { } fault) return Fault(fault, record);
                hash = Chain.Link(hash, ++sequence, record);
                if (record.Hash is null || !hash.AsSpan().SequenceEqual(record.Hash)) return Fault(AuditFault.ChainBroken, record);
                if (stored is not null && stored.Count == sequence && stored.Hash != Convert.ToHexStringLower(hash)) return Fault(AuditFault.Rewritten, record);
                while (next.Head is { } head && head.Count == sequence)
                {
                    if (head.Hash != Convert.ToHexStringLower(hash)) return Fault(AuditFault.Rewritten, record);
                    next = await NextAsync(heads, key, head.Count);
                    if (next.Fault is { } fault2) return Fault(fault2);
                }
            }
        }

        return null;
    }

    /// <summary>What is not chained yet is authenticated all the same.</summary>
    private async Task<AuditVerdict?> LookAtTheRestAsync(byte[] key, long end, CancellationToken ct)
    {
        Guid? last = null;
        while (true)
        {
            var query = db.Set<AuditRecord>().AsNoTracking().Where(r => r.Sequence == null || r.Sequence > end);
            if (last is { } from) query = query.Where(r => r.Id.CompareTo(from) > 0);
            var page = await query.OrderBy(r => r.Id).Take(PageSize).ToListAsync(ct);
            if (page.Count == 0) return null;
            var broken = await BrokenSealsAsync(page, key, ct);
            foreach (var record in page)
            {
                if (Look(record, key, broken) is { } fault) return Fault(fault, record);
            }

            last = page[^1].Id;
        }
    }

    private AuditFault? Look(AuditRecord record, byte[] key, HashSet<Guid> broken)
    {
        if (!Chain.Mac(record, key).AsSpan().SequenceEqual(record.Mac)) return AuditFault.RecordAltered;
        var mayBeListed = record.SealId is not { } seal || broken.Contains(seal);
        if (record.IsListed)
        {
            _read++;
            var payload = record.SealId is { } id ? seals.Open(id, record.Payload) : record.Payload;
            return mayBeListed && record.Lists(AuditContent.Read(payload)) ? null : AuditFault.ListingAltered;
        }

        // Under a broken seal it waits a moment for its listing; without a seal there is nothing to wait for.
        return record.SealId is not null && record.Action is null && record.SubjectId is null && record.UserId is null ? null : AuditFault.ListingAltered;
    }

    private async Task<HashSet<Guid>> BrokenSealsAsync(List<AuditRecord> page, byte[] key, CancellationToken ct)
    {
        var ids = page.Where(r => r.SealId is not null).Select(r => r.SealId!.Value).Distinct().ToList();
        if (ids.Count == 0) return [];
        var rows = await db.Set<BrokenSeal>().AsNoTracking().Where(s => ids.Contains(s.SealId)).ToListAsync(ct);
        return [.. rows.Where(s => s.IsGenuine(key)).Select(s => s.SealId)];
    }

    private static async Task<(ChainHead? Head, AuditFault? Fault)> NextAsync(IAsyncEnumerator<ChainHead?> heads, byte[] key, long after)
    {
        while (await heads.MoveNextAsync())
        {
            // A line that a crash has cut short says nothing; the next run has written it again.
            if (heads.Current is not { } head) continue;
            if (head.KeyId != AuditKey.IdOf(key)) return (null, AuditFault.KeyMissing);
            if (!Chain.IsSigned(head, key) || head.Count < after) return (null, AuditFault.HeadsAltered);
            return (head, null);
        }

        return (null, null);
    }

    private AuditVerdict Intact() => new(true, _read, words.Text("Audit.Verdict.None", _read));

    private AuditVerdict Fault(AuditFault fault, AuditRecord? record = null) =>
        new(false, _read, words.Text("Audit.Verdict." + fault, record is null ? "" : words.Text("Audit.Verdict.At", record.Id, record.At)), fault, record?.Id);
}
