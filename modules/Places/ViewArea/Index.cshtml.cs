using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Places.Contracts;

namespace Procurement.Places.ViewArea;

/// <summary>An area: its councils of now and before, who governs its police, its history, and what higher rooms add.</summary>
public sealed class IndexModel : PortalPage
{
    internal AreaCard Area { get; private set; } = null!;

    internal IReadOnlyList<Row> Current { get; private set; } = [];

    internal IReadOnlyList<Row> Former { get; private set; } = [];

    internal IReadOnlyList<CommissionerCard> Commissioners { get; private set; } = [];

    internal IReadOnlyList<AreaSection> Sections { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(string slug)
    {
        var services = HttpContext.RequestServices;
        var places = services.GetRequiredService<IPlaces>();
        if ((places.AreaBySlug(slug) ?? places.Area(slug.ToUpperInvariant())) is not { } area) return NotFound();
        if (area.Slug != slug) return RedirectPermanent(area.Url);

        Area = area;
        var today = London.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
        Current = [.. places.AuthoritiesIn(area.Code).Select(a => new Row(a, Names(places, a.Replaces)))];
        Former = [.. places.Authorities().Where(a => a.AreaCode == area.Code && a.ValidTo < today).Select(a => new Row(a, Names(places, a.ReplacedBy)))];
        Commissioners = places.CommissionersIn(area.Code);
        var features = services.GetRequiredService<IFeatures>();
        Sections = [.. services.GetServices<AreaSection>().Where(s => features.IsOn(s.Feature)).OrderBy(s => s.Order)];
        return Page();
    }

    private static string[] Names(IPlaces places, IEnumerable<string> codes) => [.. codes.Select(c => places.Authority(c)?.CouncilName ?? c)];

    internal sealed record Row(AuthorityCard Authority, IReadOnlyList<string> Others);
}
