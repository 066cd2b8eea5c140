using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Procurement.AuditTrail.Data;
using Procurement.AuditTrail.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.AuditTrail.Seal;

/// <summary>
/// Chains what has been committed, a batch at a time: whoever writes a record waits for nobody. The head of the chain is signed,
/// committed with the batch and then written to the file outside the database; after a crash in between, the next run writes it there.
/// </summary>
internal sealed partial class SealJob(PortalDbContext db, AuditKey key, HeadFile file, SealTurn turn, TimeProvider clock, ILogger<SealJob> logger) : IJob
{
    internal const int Batch = 200;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await turn.Semaphore.WaitAsync(ct);
        try
        {
            var chained = 0;
            while (await SealBatchAsync(ct) is > 0 and var count)
            {
                chained += count;
                if (count < Batch) break;
            }

            return chained;
        }
        finally
        {
            turn.Semaphore.Release();
        }
    }

    private async Task<int> SealBatchAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var head = await db.Set<ChainHead>().AsNoTracking().OrderByDescending(h => h.Count).FirstOrDefaultAsync(ct);
        if (!await CatchUpAsync(head, ct)) return 0;
        var records = await db.Set<AuditRecord>().Where(r => r.Sequence == null).OrderBy(r => r.Id).Take(Batch).ToListAsync(ct);
        if (records.Count == 0) return 0;

        var (sequence, hash) = (head?.Count ?? 0, head is null ? Chain.Genesis : Convert.FromHexString(head.Hash));
        foreach (var record in records)
        {
            hash = Chain.Link(hash, ++sequence, record);
            record.Chain(sequence, hash);
        }

        var signed = Chain.Sign(sequence, hash, clock.GetUtcNow(), key.Bytes, AuditKey.IdOf(key.Bytes));
        db.Add(signed);
        await db.SaveChangesAsync(ct);
        file.Append(signed);
        return records.Count;
    }

    /// <summary>Brings the file up to the database. False when the two contradict each other: then nothing more is chained until somebody has looked.</summary>
    private async Task<bool> CatchUpAsync(ChainHead? head, CancellationToken ct)
    {
        var written = file.Last();
        if (head is not null && !Chain.IsSigned(head, key.Bytes))
        {
            LogContradiction(logger, "the head in the database bears another signature");
            return false;
        }

        if (written is not null && !Chain.IsSigned(written, key.Bytes))
        {
            LogContradiction(logger, "the head in the file bears another signature");
            return false;
        }

        if ((written?.Count ?? 0) > (head?.Count ?? 0))
        {
            LogContradiction(logger, "the chain in the database is shorter than the signed one");
            return false;
        }

        var from = written?.Count ?? 0;
        await foreach (var missing in db.Set<ChainHead>().AsNoTracking().Where(h => h.Count > from).OrderBy(h => h.Count).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (Chain.IsSigned(missing, key.Bytes)) file.Append(missing);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit trail is not being chained: {Contradiction}. Run the command verify-audit, and see the README of the module AuditTrail.")]
    private static partial void LogContradiction(ILogger logger, string contradiction);
}

/// <summary>Lets one sealer at a time work in this process; the unique sequence does the same between machines.</summary>
internal sealed class SealTurn : IDisposable
{
    public SemaphoreSlim Semaphore { get; } = new(1, 1);

    public void Dispose() => Semaphore.Dispose();
}
