using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>The lots of a draft.</summary>
public sealed class LotsModel : DraftPage
{
    internal string PlacesOf(Lot lot)
    {
        var places = HttpContext.RequestServices.GetRequiredService<IPlaces>();
        return string.Join(", ", lot.Places.Select(p => places.Area(p)?.Name ?? places.Authority(p)?.Name ?? p));
    }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadDraftAsync(ct) ?? Page();
}
