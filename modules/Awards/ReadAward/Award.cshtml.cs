using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Awards.ReadAward;

/// <summary>Who won, for how much, what the authorities said, and how it was regarded. Public from the confirmation on.</summary>
public sealed class AwardModel : PortalPage
{
    internal PublicAward View { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string award, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<AwardRoom>().FindAsync(award, ct) is not { State: AwardState.Confirmed } found) return NotFound();
        var lead = await services.GetRequiredService<IOrganisations>().FindAsync(found.LeadProviderId, ct);
        var bid = await services.GetRequiredService<IOpenedBids>().FindAsync(found.Preferred.BidId, ct);
        View = new PublicAward(found, lead?.Name ?? "", bid?.Members ?? [], await services.GetRequiredService<IComments>().PublishedAsync(found.Id, ct),
            services.GetRequiredService<ISettings>().Current<SiteSettings>().Demonstration);
        return Page();
    }
}
