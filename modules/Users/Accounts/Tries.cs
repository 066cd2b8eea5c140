using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Domain;

namespace Procurement.Users.Accounts;

/// <summary>Counts wrong tries, and says when an address is closed for a while.</summary>
internal sealed class Tries(PortalDbContext db, TimeProvider clock)
{
    public async Task<DateTimeOffset?> ClosedUntilAsync(string key, CancellationToken ct)
    {
        var row = await db.Set<SignInTries>().AsNoTracking().FirstOrDefaultAsync(t => t.Key == key, ct);
        return row?.IsClosed(clock.GetUtcNow()) == true ? row.ClosedUntil : null;
    }

    /// <summary>Counts a wrong try. Returns until when the address is closed when this one closed it.</summary>
    public async Task<DateTimeOffset?> FailAsync(string key, Action<DateTimeOffset>? whenClosed, CancellationToken ct)
    {
        DateTimeOffset? until = null;
        await db.InTransactionAsync(async () =>
        {
            // The row is locked by the first write, so that tries at the same moment count one after the other.
            await db.Database.ExecuteSqlAsync($"INSERT INTO users_sign_in_tries (\"Key\", \"Failures\", \"LastAt\") VALUES ({key}, 0, {clock.GetUtcNow().UtcDateTime}) ON CONFLICT (\"Key\") DO UPDATE SET \"Failures\" = users_sign_in_tries.\"Failures\"", ct);
            var row = await db.Set<SignInTries>().FirstAsync(t => t.Key == key, ct);
            await db.Entry(row).ReloadAsync(ct);
            if (row.Fail(clock.GetUtcNow()))
            {
                until = row.ClosedUntil;
                whenClosed?.Invoke(row.ClosedUntil!.Value);
            }

            await db.SaveChangesAsync(ct);
            return Result.Done;
        }, ct);
        return until;
    }

    public async Task ForgetAsync(string key, CancellationToken ct)
    {
        if (!await db.Set<SignInTries>().AnyAsync(t => t.Key == key, ct)) return;
        await db.InTransactionAsync(async () =>
        {
            await db.Set<SignInTries>().Where(t => t.Key == key).ExecuteDeleteAsync(ct);
            return Result.Done;
        }, ct);
    }
}

/// <summary>Forgets wrong tries of yesterday.</summary>
internal sealed class ForgetTriesJob(PortalDbContext db, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(1);
        if (!await db.Set<SignInTries>().AnyAsync(t => t.LastAt < before, ct)) return 0;
        return (await db.InTransactionAsync<int>(async () => await db.Set<SignInTries>().Where(t => t.LastAt < before).ExecuteDeleteAsync(ct), ct)).Value;
    }
}
