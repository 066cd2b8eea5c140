using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Media.Domain;
using Procurement.Media.Keep;

namespace Procurement.Media.CleanUp;

/// <summary>
/// Removes, after two days, files that their owner has released, and those that no owner ever took where its kind says that it takes
/// each one. The row goes first: a crash in between leaves a file without a row, which the sweep removes.
/// </summary>
internal sealed partial class RemoveOrphansJob(PortalDbContext db, Disk disk, IEnumerable<IMayRead> rules, TimeProvider clock, ILogger<RemoveOrphansJob> logger) : IJob
{
    private const int Batch = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var old = clock.GetUtcNow() - Kept;
        var kinds = rules.Where(r => r.ClaimsFiles).Select(r => r.OwnerKind).Distinct().ToList();
        var orphans = await db.Set<MediaFile>()
            .Where(f => (f.ReleasedAt != null && f.ReleasedAt < old) || (f.ClaimedAt == null && f.StoredAt < old && kinds.Contains(f.OwnerKind)))
            .OrderBy(f => f.Id).Take(Batch).ToListAsync(ct);
        if (orphans.Count == 0) return 0;
        db.RemoveRange(orphans);
        // One that is claimed at this moment has another row version by now: then none goes, and the next run looks again.
        if (!(await db.SaveAsync(ct: ct)).IsDone) return 0;
        foreach (var orphan in orphans) Disk.Remove(disk.PathOf(orphan.Id));
        LogRemoved(logger, orphans.Count);
        return orphans.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} files that nobody had claimed")]
    private static partial void LogRemoved(ILogger logger, int count);
}

/// <summary>Removes what a crash has left: uploads that never arrived whole, and files whose row was never written. It goes by the disk's own clock.</summary>
internal sealed class SweepJob(PortalDbContext db, Disk disk) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!Directory.Exists(disk.Root)) return 0;
        var removed = 0;
        foreach (var folder in Directory.EnumerateDirectories(disk.Root))
        {
            var isIncoming = Path.GetFullPath(folder) == Path.GetFullPath(disk.Incoming);
            foreach (var paths in Directory.EnumerateFiles(folder).Where(IsOld).Chunk(500))
            {
                var ids = paths.Select(p => (Path: p, Id: Guid.TryParseExact(Path.GetFileName(p), "N", out var id) ? id : (Guid?)null)).Where(p => p.Id is not null).ToArray();
                var wanted = ids.Select(p => p.Id!.Value).ToList();
                var known = isIncoming ? [] : (await db.Set<MediaFile>().AsNoTracking().Where(f => wanted.Contains(f.Id)).Select(f => f.Id).ToListAsync(ct)).ToHashSet();
                foreach (var (path, id) in ids.Where(p => !known.Contains(p.Id!.Value)))
                {
                    Disk.Remove(path);
                    removed++;
                }
            }
        }

        return removed;
    }

    // The portal's clock may have been moved; a file's time is the machine's.
    private static bool IsOld(string path) => TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(path) > Kept;
}
