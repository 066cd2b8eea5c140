using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;

namespace Procurement.Bidding.Domain;

/// <summary>
/// Submissions that have arrived and are not yet stored. Opening waits for those that had arrived in time, in three ways: it is not
/// confirmed within <see cref="Opening.Grace"/> of closing, which is longer than a request takes from its arrival to here; it waits for
/// those that this process knows of, however long they queue; and on PostgreSQL, where other machines may hold some, it waits for
/// their transactions by a lock that they share and that it takes alone.
/// </summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<Guid, (Guid Opportunity, DateTimeOffset At)> _underWay = new();

    public IDisposable Enter(Guid opportunityId, DateTimeOffset arrivedAt)
    {
        var key = Guid.CreateVersion7();
        _underWay[key] = (opportunityId, arrivedAt);
        return new Leaving(this, key);
    }

    public bool AnyInTime(Guid opportunityId, DateTimeOffset closesAt) =>
        _underWay.Values.Any(a => a.Opportunity == opportunityId && a.At < closesAt);

    /// <summary>Waits a while for those in time; false when some are still under way.</summary>
    public async Task<bool> QuietAsync(Guid opportunityId, DateTimeOffset closesAt, TimeSpan atMost, CancellationToken ct)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (AnyInTime(opportunityId, closesAt))
        {
            if (TimeProvider.System.GetElapsedTime(until) >= atMost) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }

        return true;
    }

    /// <summary>Taken by a submission at the start of its transaction.</summary>
    public static Task ShareAsync(PortalDbContext db, Guid opportunityId, CancellationToken ct) => db.IsSqlite
        ? Task.CompletedTask
        : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({KeyOf(opportunityId)})", ct);

    /// <summary>Taken by an opening at the start of its transaction: it waits until no submission is in one.</summary>
    public static Task AloneAsync(PortalDbContext db, Guid opportunityId, CancellationToken ct) => db.IsSqlite
        ? Task.CompletedTask
        : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({KeyOf(opportunityId)})", ct);

    private static long KeyOf(Guid opportunityId) => BitConverter.ToInt64(opportunityId.ToByteArray().AsSpan(8));

    private sealed class Leaving(Arrivals arrivals, Guid key) : IDisposable
    {
        public void Dispose() => arrivals._underWay.TryRemove(key, out _);
    }
}
