using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.ReadOpportunity;

namespace Procurement.Opportunities.ManageOpportunity;

/// <summary>The public page before it is public.</summary>
public sealed class PreviewModel : DraftPage
{
    internal OpportunityView View { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } answer) return answer;
        View = await HttpContext.RequestServices.GetRequiredService<OpportunityViews>().PreviewAsync(Draft, ct);
        return Page();
    }
}
