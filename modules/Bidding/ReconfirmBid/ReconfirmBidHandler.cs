using Procurement.Bidding.Domain;
using Procurement.Bidding.SubmitBid;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Bidding.ReconfirmBid;

/// <summary>
/// Confirms, after a material amendment, the version that was received. It is judged as a submission is: by when the complete request had
/// arrived. In time or too late, there is a receipt.
/// </summary>
internal sealed class ReconfirmBidHandler(PortalDbContext db, BidDesk desk, Arrivals arrivals, IWho who)
{
    public async Task<Result<Receipt>> HandleAsync(string reference, int version, CancellationToken ct)
    {
        var arrivedAt = desk.Arrived;
        if (await desk.FindAsync(reference, ct) is not { } mine) return new NotFound();
        if (!MayConfirm(mine.Bid)) return new NotAllowed();

        using var underWay = arrivals.Enter(mine.Bid.OpportunityId, arrivedAt);
        Receipt? receipt = null;
        var done = await desk.ChangeAsync(reference, MayConfirm, async (bid, conditions) =>
        {
            await Arrivals.ShareAsync(db, bid.OpportunityId, ct);
            if (!await desk.IsCurrentAsync(conditions, ct)) return new ChangedBySomebodyElse();
            if (arrivedAt < conditions.Terms.ClosesAt && await desk.OpenedAtAsync(bid.OpportunityId, ct) is { } at) return new BidsWereOpened(at);
            if (bid.LastReceived is { } stands && stands.Version != version) return new VersionHasChanged(stands.Version);
            var confirmed = bid.Reconfirm(conditions, arrivedAt, who.DisplayName);
            switch (confirmed.Refusal)
            {
                // A second time: a double click. The first one stands, and so does its receipt.
                case BidAlreadySubmitted:
                    receipt = bid.LastReceived;
                    return Result.Done;
                case OpportunityHasClosed:
                    receipt = await LateReceipt.GiveAsync(desk, bid, conditions, "BidReconfirmedTooLate", () => bid.RefuseToReconfirm(conditions.Terms, arrivedAt, who.DisplayName), ct);
                    return Result.Done;
                case { } refusal:
                    return refusal;
            }

            receipt = confirmed.Value;
            await desk.TellAllAsync(bid, "BidReconfirmed", $"/receipts/{receipt.Id}", ReceiptMail.Values(receipt, bid, conditions.Terms), ct);
            return Result.Done;
        }, ct);
        return done.Refusal is { } r ? r : receipt!;
    }

    private bool MayConfirm(Bid bid) => who.May(Duties.Approve, bid.Content.LeadOrganisationId);
}
