using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Places.Contracts;

namespace Procurement.Places.BrowseAreas;

/// <summary>All areas, as a map and as a list, and which of them a council is in.</summary>
public sealed class IndexModel : PortalPage
{
    internal IReadOnlyList<Row> Areas { get; private set; } = [];

    internal string Query { get; private set; } = "";

    internal IReadOnlyList<Hit> Found { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public void OnGet(string? q)
    {
        var places = HttpContext.RequestServices.GetRequiredService<IPlaces>();
        Areas = [.. places.Areas().Select(a => new Row(a, places.AuthoritiesIn(a.Code).Count))];
        Query = (q ?? "").Trim();
        if (Query.Length > 100) Query = Query[..100];
        if (Query.Length == 0) return;
        var words = Query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var today = London.DateOf(HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        Found =
        [
            .. places.Authorities()
                .Where(a => Array.TrueForAll(words, w => Says(a, w)))
                .OrderBy(a => a.IsThereOn(today) ? 0 : 1).ThenBy(a => a.CouncilName, StringComparer.OrdinalIgnoreCase)
                .Take(20)
                .Select(a => new Hit(
                    a.CouncilName, places.Area(a.AreaCode)?.Name ?? "", places.Area(a.AreaCode)?.Url ?? "/areas",
                    a.ValidTo is { } to && to < today ? London.Date(to) : null,
                    a.IsThereOn(today) ? "" : string.Join(", ", places.Resolve([a.Gss]).Select(s => s.CouncilName)))),
        ];
    }

    private static bool Says(AuthorityCard authority, string word) =>
        authority.CouncilName.Contains(word, StringComparison.OrdinalIgnoreCase) || authority.CouncilNameCy.Contains(word, StringComparison.OrdinalIgnoreCase)
        || authority.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || authority.Gss.Equals(word, StringComparison.OrdinalIgnoreCase)
        || authority.FormerGss.Contains(word, StringComparer.OrdinalIgnoreCase);

    internal sealed record Row(AreaCard Area, int Councils);

    internal sealed record Hit(string Council, string AreaName, string AreaUrl, string? Until, string Successors);
}
