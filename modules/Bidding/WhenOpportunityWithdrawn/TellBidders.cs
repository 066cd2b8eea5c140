using Procurement.Bidding.Domain;
using Procurement.Consortia.Contracts;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.WhenOpportunityWithdrawn;

/// <summary>A notice that was taken back, or ended: its bidders are told, and consortia are free again. Their bids stay sealed and are kept.</summary>
internal sealed class TellBidders(BidBook book, IConsortia consortia, INotify notify) : IReactTo<OpportunityWithdrawn>, IReactTo<OpportunityCancelled>
{
    public Task HandleAsync(OpportunityWithdrawn happened, Guid messageId, CancellationToken ct) =>
        TellAsync(happened.OpportunityId, happened.Title, happened.Reason, "BidNoticeWithdrawn", ct);

    public Task HandleAsync(OpportunityCancelled happened, Guid messageId, CancellationToken ct) =>
        TellAsync(happened.OpportunityId, happened.Title, happened.Reason, "BidNoticeCancelled", ct);

    private async Task TellAsync(Guid opportunityId, string title, string reason, string template, CancellationToken ct)
    {
        foreach (var bid in await book.OfOpportunityAsync(opportunityId, ct))
        {
            if (bid.Content.State == BidState.Withdrawn) continue;
            if (bid.Content.ConsortiumId is { } consortium) await consortia.ReleaseAsync(consortium, bid.Id, ct);
            foreach (var member in bid.Content.Members)
                await notify.SendAsync(new Notice(template, new To.Organisation(member.OrganisationId, null), "/bids/" + bid.Reference, new()
                {
                    ["Bid"] = bid.Reference,
                    ["Opportunity"] = title,
                    ["Reason"] = reason,
                }, bid.Id), ct);
        }
    }
}
