using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.MyBids;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.OpportunityPanel;

/// <summary>The call to action on an opportunity's page: start a bid, go on with one, or sign in first.</summary>
public sealed class BidPanelViewComponent(IServiceProvider services) : ViewComponent
{
    /// <summary>Shows it, or nothing when there is nothing to say.</summary>
    public async Task<IViewComponentResult> InvokeAsync(Guid opportunityId)
    {
        var ct = HttpContext.RequestAborted;
        var who = (IWho)services.GetService(typeof(IWho))!;
        var terms = await ((IOpportunities)services.GetService(typeof(IOpportunities))!).FindAsync(opportunityId, ct);
        var now = ((TimeProvider)services.GetService(typeof(TimeProvider))!).GetUtcNow();
        if (terms is null) return Content("");
        var mine = await ((MyBidsQuery)services.GetService(typeof(MyBidsQuery))!).ForOpportunityAsync(opportunityId, ct);
        var panel = new BidPanel(
            terms, mine, terms.TakesBidsAt(now), who.IsSignedIn,
            who.Memberships.Any(m => m.IsApproved && m.Kind != OrganisationKind.Authority && m.OrganisationId != terms.LeadProviderId && m.Has(Duties.Write)),
            who.Memberships.Any(m => !m.IsApproved && m.Kind == OrganisationKind.Supplier),
            who.Memberships.Any(m => m.OrganisationId == terms.LeadProviderId) && now >= terms.ClosesAt);
        return panel.SaysSomething ? View("/Areas/Bidding/Pages/OpportunityPanel/Panel.cshtml", panel) : Content("");
    }
}

/// <summary>What the panel shows.</summary>
internal sealed record BidPanel(
    OpportunityTerms Terms, IReadOnlyList<MyBid> Mine, bool TakesBids, bool IsSignedIn, bool MayStart, bool IsWaiting, bool MayOpen)
{
    public bool SaysSomething => Mine.Count > 0 || MayOpen || TakesBids && (MayStart || IsWaiting || !IsSignedIn);
}
