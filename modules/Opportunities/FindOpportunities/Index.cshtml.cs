using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Search;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.FindOpportunities;

/// <summary>The search: words and filters in the address, so that a result can be kept and sent on.</summary>
public sealed class IndexModel : PortalPage
{
    internal string Q { get; private set; } = "";

    internal string StageName => Stage.ToString().ToLowerInvariant();

    internal SearchStage Stage { get; private set; }

    internal IReadOnlyList<SelectView> Selects { get; private set; } = [];

    internal ResultRowList Rows { get; private set; } = new([], 3);

    internal string? Next { get; private set; }

    internal BoundedCount Count { get; private set; }

    internal Choice? Elsewhere { get; private set; }

    internal bool IsNarrowed => Q.Length > 0 || Stage is not SearchStage.Open || Selects.Any(s => s.Chosen.Length > 0);

    internal IEnumerable<Choice> Stages => Enum.GetValues<SearchStage>().Select(s => new Choice(s.ToString().ToLowerInvariant(), W.Text(s)));

    internal string OrderKey => Stage is SearchStage.Past ? "Opportunities.Find.OrderPast" : "Opportunities.Find.Order";

    internal string Heading => W.Text($"Opportunities.Find.Count.{Stage}{(Count is { IsMore: false, Value: 1 } ? "One" : "")}", Count.ToString());

    internal string WhyNone => Q.Length > 0 && SearchWords.OfQuery(Q).Count == 0 ? W.Text("Opportunities.Find.NoWords")
        : Q.Length > 0 ? W.Text("Opportunities.Find.NoMatch", Q) : W.Text("Opportunities.Find.NoneText");

    /// <summary>Shows what matches.</summary>
    /// <remarks>The route has an "area" of its own, the module's: the one that is meant here is the query's.</remarks>
    public async Task<IActionResult> OnGetAsync(
        string? q, string? stage, [FromQuery] string? area, string? authority, string? service, string? cohort, string? tier, string? value, string? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var places = services.GetRequiredService<IPlaces>();
        var catalogue = services.GetRequiredService<IServiceCatalogue>();
        Q = (q ?? "").Trim() is { Length: > 200 } longest ? longest[..200] : (q ?? "").Trim();
        Stage = Enum.TryParse<SearchStage>(stage, ignoreCase: true, out var s) && Enum.IsDefined(s) ? s : SearchStage.Open;
        var areaCode = (places.Area(area) ?? places.AreaBySlug(area))?.Code ?? "";
        var gss = places.Authority(authority)?.Gss ?? "";
        var serviceCode = catalogue.Service(service)?.Code ?? "";
        var cohortCode = catalogue.Cohort(cohort)?.Code ?? "";
        int? tierNumber = tier is "1" or "2" or "3" ? int.Parse(tier, CultureInfo.InvariantCulture) : null;
        int? band = value is "1" or "2" or "3" or "4" ? int.Parse(value, CultureInfo.InvariantCulture) : null;
        Selects =
        [
            new("area", W.Text("Opportunities.Find.Area"), W.Text("Opportunities.Find.AnyArea"), areaCode, [.. places.Areas().OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => new Choice(a.Code, a.Name))]),
            new("authority", W.Text("Opportunities.Find.Authority"), W.Text("Opportunities.Find.AnyAuthority"), gss,
                [.. (areaCode.Length > 0 ? places.AuthoritiesIn(areaCode) : places.CurrentAuthorities()).Select(a => new Choice(a.Gss, a.Name)).Concat(Missing(places.Authority(gss), areaCode))]),
            new("service", W.Text("Opportunities.Find.Service"), W.Text("Opportunities.Find.AnyService"), serviceCode, [.. catalogue.Services().Where(x => x.IsSubcontractable).Select(x => new Choice(x.Code, x.Name))]),
            new("cohort", W.Text("Opportunities.Find.Cohort"), W.Text("Opportunities.Find.AnyCohort"), cohortCode, [.. catalogue.Cohorts().Select(x => new Choice(x.Code, x.Name))]),
            new("tier", W.Text("Opportunities.Find.Tier"), W.Text("Opportunities.Find.AnyTier"), tierNumber?.ToString(CultureInfo.InvariantCulture) ?? "", [.. Enumerable.Range(1, 3).Select(t => new Choice(t.ToString(CultureInfo.InvariantCulture), W.Text($"Opportunities.Tier.{t}")))]),
            new("value", W.Text("Opportunities.Find.Value"), W.Text("Opportunities.Find.AnyValue"), band?.ToString(CultureInfo.InvariantCulture) ?? "", [.. Enumerable.Range(1, 4).Select(b => new Choice(b.ToString(CultureInfo.InvariantCulture), W.Text($"Opportunities.Band.{b}")))]),
        ];

        var search = services.GetRequiredService<OpportunitySearch>();
        var request = SearchRequest.Of(Stage, Q, areaCode, gss, serviceCode, cohortCode, tierNumber, band, after);
        var found = await search.FindAsync(request, ct);
        Count = await search.CountAsync(request, ct);
        Next = found.Next;
        Rows = services.GetRequiredService<ResultRows>().Of(found.Items, 3);
        if (found.Items.Count == 0) await LookElsewhereAsync(search, request, ct);
        return Page();
    }

    /// <summary>Nothing here: is there something with the same words in other places, or in the past?</summary>
    private async Task LookElsewhereAsync(OpportunitySearch search, SearchRequest request, CancellationToken ct)
    {
        if (request.Facets.Count > 0 && await search.CountAsync(request with { Facets = [], After = null }, ct) is { Value: > 0 } wide)
            Elsewhere = new(Address(("q", Q), ("stage", StageName)), W.Text("Opportunities.Find.ElsewhereWide", wide.ToString()));
        else if (request.Stage is not SearchStage.Past && await search.CountAsync(request with { Stage = SearchStage.Past, After = null }, ct) is { Value: > 0 } past)
            Elsewhere = new(Address([("q", Q), ("stage", "past"), .. Selects.Select(s => (s.Name, s.Chosen))]), W.Text("Opportunities.Find.ElsewherePast", past.ToString()));
    }

    private static string Address(params (string Name, string Value)[] parts) =>
        "/opportunities" + new QueryBuilder(parts.Where(p => p.Value.Length > 0).Select(p => KeyValuePair.Create(p.Name, p.Value))).ToQueryString();

    // An authority that is no longer there, or lies in another area, stays chosen and is shown.
    private static IEnumerable<Choice> Missing(AuthorityCard? chosen, string areaCode) =>
        chosen is not null && (chosen.ReplacedBy.Count > 0 || (areaCode.Length > 0 && chosen.AreaCode != areaCode)) ? [new(chosen.Gss, chosen.Name)] : [];

    internal sealed record SelectView(string Name, string Label, string Any, string Chosen, IReadOnlyList<Choice> Choices);
}
