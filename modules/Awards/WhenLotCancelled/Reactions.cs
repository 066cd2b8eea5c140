using Microsoft.EntityFrameworkCore;
using Procurement.Awards.CancelAward;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Awards.WhenLotCancelled;

/// <summary>The lead provider ended the lot: its award goes with it.</summary>
internal sealed class CancelAwardOfLot(PortalDbContext db, CancelAwardHandler handler) : IReactTo<LotCancelled>
{
    public async Task HandleAsync(LotCancelled happened, Guid messageId, CancellationToken ct)
    {
        foreach (var award in await db.Set<Award>().Include(a => a.Bids).Where(a => a.LiveLotId == happened.LotId && a.State != AwardState.Confirmed).ToListAsync(ct))
            await handler.GiveUpAsync(award, happened.Reason, true, ct);
    }
}

/// <summary>The lead provider ended the opportunity: its awards go with it.</summary>
internal sealed class CancelAwardsOfOpportunity(PortalDbContext db, CancelAwardHandler handler) : IReactTo<OpportunityCancelled>
{
    public async Task HandleAsync(OpportunityCancelled happened, Guid messageId, CancellationToken ct)
    {
        foreach (var award in await db.Set<Award>().Include(a => a.Bids).Where(a => a.OpportunityId == happened.OpportunityId && a.LiveLotId != null && a.State != AwardState.Confirmed).ToListAsync(ct))
            await handler.GiveUpAsync(award, happened.Reason, true, ct);
    }
}
