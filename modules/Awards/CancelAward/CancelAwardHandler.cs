using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;

namespace Procurement.Awards.CancelAward;

/// <summary>Gives an award up. The lot goes back to where a new award can be proposed, or ends without one.</summary>
internal sealed class CancelAwardHandler(PortalDbContext db, IWho who, AwardRoom room, IInvolvement involvement, IBidOutcomes outcomes, ILotProgress progress, INotify notify, TimeProvider clock)
{
    public async Task<Result> HandleAsync(string reference, string? reason, bool endsLot, CancellationToken ct)
    {
        if (await room.OfMineAsync(reference, ct) is not { } award) return new NotFound();
        if (!who.May(Duties.Approve, award.LeadProviderId)) return new NotAllowed();
        return await db.InTransactionAsync(async () =>
        {
            if ((await GiveUpAsync(award, reason, endsLot, ct)).Refusal is { } refusal) return refusal;
            if ((await progress.MoveAsync(award.LotId, endsLot ? LotStage.Unsuccessful : LotStage.Evaluating, ct)).Refusal is { } stuck) return stuck;
            return await db.SaveAsync(ct: ct);
        }, ct);
    }

    /// <summary>
    /// Gives it up in the caller's transaction; the caller saves and moves the lot. What bidders were told became of their bids is taken
    /// back; where the lot ends with it, none of them has won.
    /// </summary>
    public async Task<Result> GiveUpAsync(Award award, string? reason, bool endsLot, CancellationToken ct)
    {
        if (award.Cancel(reason, Actor.Of(who), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        if ((await involvement.CloseAsync(award.Id, award.CancelReason!, ct)).Refusal is { } unclosed) return unclosed;
        var values = new Dictionary<string, string?> { ["Reference"] = award.OpportunityReference, ["Title"] = award.Title, ["Reason"] = award.CancelReason };
        // Before the letters no bidder knows that there was a proposal, and none is told now.
        if (award.IsNotified)
        {
            foreach (var bid in award.Bids.Where(b => b.Place is not AwardPlace.Disqualified))
            {
                var undone = endsLot
                    ? await outcomes.SetAsync(bid.BidId, award.LotId, BidOutcome.Unsuccessful, ct)
                    : await outcomes.TakeBackAsync(bid.BidId, award.LotId, ct);
                if (undone.Refusal is { } wrong) return wrong;
            }

            foreach (var organisation in award.Bids.SelectMany(b => b.OrganisationIds).Distinct())
                await notify.SendAsync(new Notice("AwardCancelled", new To.Organisation(organisation, null), "/opportunities/" + award.OpportunityReference, values), ct);
        }

        await notify.SendAsync(new Notice("AwardCancelledLead", new To.Organisation(award.LeadProviderId, null), award.LeadUrl, values), ct);
        return Result.Done;
    }
}
