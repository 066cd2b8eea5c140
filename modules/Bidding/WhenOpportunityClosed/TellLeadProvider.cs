using Procurement.Bidding.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.WhenOpportunityClosed;

/// <summary>The time is over: those who open bids for the lead provider hear that they can, and nothing of how many there are.</summary>
internal sealed class TellLeadProvider(IOpportunities opportunities, INotify notify) : IReactTo<OpportunityClosed>
{
    public async Task HandleAsync(OpportunityClosed happened, Guid messageId, CancellationToken ct)
    {
        if (await opportunities.FindAsync(happened.OpportunityId, ct) is not { } terms || terms.Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled) return;
        await notify.SendAsync(new Notice("BidsCanBeOpened", new To.Organisation(happened.LeadProviderId, Duties.Approve), $"/lead/opportunities/{happened.Reference}/opening", new()
        {
            ["Opportunity"] = terms.Title,
            ["Reference"] = happened.Reference,
            ["From"] = London.Long(happened.ClosesAt + Opening.Grace),
        }), ct);
    }
}
