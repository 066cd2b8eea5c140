using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Organisations.Contracts;

namespace Procurement.Awards.ReadLetter;

/// <summary>A bidder's letter: its own scores and reasons, and the winner's. Nobody's price.</summary>
public sealed class LetterModel : PortalPage
{
    internal Award Award { get; private set; } = null!;
    internal AwardBid Bid { get; private set; } = null!;
    internal string LeadName { get; private set; } = "";

    internal bool IsWinner => Bid.Place is AwardPlace.Preferred;

    internal int Ranked => Award.Bids.Count(b => b.Rank > 0);

    internal bool IsLead => Who.BelongsTo(Award.LeadProviderId);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string award, string bid, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<AwardRoom>().LetterAsync(award, bid, ct) is not { } found) return NotFound();
        (Award, Bid) = found;
        LeadName = (await services.GetRequiredService<IOrganisations>().FindAsync(Award.LeadProviderId, ct))?.Name ?? "";
        return Page();
    }
}
