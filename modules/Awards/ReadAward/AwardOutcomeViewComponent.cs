using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Awards.ReadAward;

/// <summary>What an opportunity's public page says of its awards, and where a bidder finds its own letter.</summary>
[ViewComponent(Name = "AwardOutcome")]
public sealed class AwardOutcomeViewComponent(PortalDbContext db, IWho who) : ViewComponent
{
    /// <summary>Writes it; nothing while there is nothing to say.</summary>
    public async Task<IViewComponentResult> InvokeAsync(Guid opportunityId)
    {
        var awards = await db.Set<Award>().AsNoTracking().Include(a => a.Bids)
            .Where(a => a.OpportunityId == opportunityId && (a.State == AwardState.Confirmed || a.State == AwardState.Standstill || a.State == AwardState.Challenged))
            .OrderBy(a => a.LotNumber).ToListAsync(HttpContext.RequestAborted);
        var confirmed = awards.Where(a => a.State is AwardState.Confirmed).ToList();
        var letters = awards.SelectMany(a => a.Bids.Where(b => !who.IsSystem && b.OrganisationIds.Any(who.BelongsTo)).Select(b => (a, b))).ToList();
        if (confirmed.Count == 0 && letters.Count == 0) return Content("");
        return View("/Areas/Awards/Pages/ReadAward/_Outcome.cshtml", new Outcome(confirmed, letters));
    }

    internal sealed record Outcome(IReadOnlyList<Award> Confirmed, IReadOnlyList<(Award Award, AwardBid Bid)> Letters);
}
