using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Awards.ReleaseHolds;

/// <summary>An administrator releases what a workflow holds, and says why. The award's own guards stand as before.</summary>
internal sealed class ReleaseHoldHandler(PortalDbContext db, IWho who, ChangeContext change, TimeProvider clock)
{
    public async Task<Result> HandleAsync(Guid id, string? why, CancellationToken ct)
    {
        if (!who.May(AwardsPermissions.ReleaseHolds)) return new NotAllowed();
        if (await db.Set<AwardHold>().FirstOrDefaultAsync(h => h.Id == id, ct) is not { } hold) return new HoldNotChosen();
        if (hold.Release(why, who.DisplayName, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        change.Why = hold.ReleasedWhy;
        return await db.SaveAsync(ct: ct);
    }
}
