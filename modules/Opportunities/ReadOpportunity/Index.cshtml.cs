using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.ReadOpportunity;

/// <summary>The public page of an opportunity.</summary>
public sealed class IndexModel : PortalPage
{
    internal OpportunityView View { get; private set; } = null!;

    internal bool IsOwn => Who.BelongsTo(View.Opportunity.LeadProviderId);

    /// <summary>Shows it: to anyone once it is public, before that to its own lead provider alone.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var wanted = reference.ToUpperInvariant();
        var opportunity = await services.GetRequiredService<PortalDbContext>().Set<Opportunity>().AsNoTracking().Include(o => o.Lots).FirstOrDefaultAsync(o => o.Reference == wanted, ct);
        if (opportunity is null) return NotFound();
        if (!opportunity.IsPublicAt(services.GetRequiredService<TimeProvider>().GetUtcNow()) && !Who.BelongsTo(opportunity.LeadProviderId)) return NotFound();
        if (reference != wanted) return RedirectPermanent("/opportunities/" + wanted);
        View = await services.GetRequiredService<OpportunityViews>().PublicAsync(opportunity, ct);
        return Page();
    }
}
