using Procurement.Bidding.Domain;
using Procurement.Consortia.Contracts;
using Procurement.Kernel;

namespace Procurement.Bidding.WithdrawBid;

/// <summary>Takes a bid back before closing. Its places in the lots are free again, and so is the consortium's make-up.</summary>
internal sealed class WithdrawBidHandler(BidDesk desk, BidBook book, IConsortia consortia, IWho who)
{
    public Task<Result> HandleAsync(string reference, string reason, CancellationToken ct) =>
        desk.ChangeAsync(reference, bid => who.May(Duties.Approve, bid.Content.LeadOrganisationId), async (bid, conditions) =>
        {
            var done = bid.Withdraw(conditions.Terms, reason, desk.Arrived);
            if (!done.IsDone) return done;
            await book.GiveBackAsync(bid, ct);
            if (bid.Content.ConsortiumId is { } consortium && (await consortia.ReleaseAsync(consortium, bid.Id, ct)).Refusal is { } refusal) return refusal;
            await desk.TellAllAsync(bid, "BidWithdrawnByBidder", "", new()
            {
                ["Bid"] = bid.Reference,
                ["Opportunity"] = conditions.Terms.Title,
                ["Reason"] = bid.Content.WithdrawnBecause,
                ["Closes"] = London.Long(conditions.Terms.ClosesAt),
            }, ct);
            return Result.Done;
        }, ct);
}
