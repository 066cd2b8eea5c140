using Procurement.Kernel;
using Procurement.Opportunities.FindOpportunities;
using Procurement.Opportunities.Search;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.Home;

/// <summary>The figures of the home page, found once for all its parts.</summary>
internal sealed class OpenWork(OpportunitySearch search, IPlaces places, IServiceCatalogue catalogue, IWorkingDays days, ResultRows rows, TimeProvider clock)
{
    private const int SoonInWorkingDays = 10;
    private IReadOnlyDictionary<string, int>? _byArea;
    private IReadOnlyDictionary<string, int>? _byService;

    public Task<BoundedCount> OpenAsync(CancellationToken ct) => search.CountAsync(SearchRequest.Of(SearchStage.Open), ct);

    public Task<BoundedCount> PlannedAsync(CancellationToken ct) => search.CountAsync(SearchRequest.Of(SearchStage.Planned), ct);

    public Task<BoundedCount> ClosingAsync(CancellationToken ct) => search.ClosingByAsync(days.EndOfPeriod(clock.GetUtcNow(), SoonInWorkingDays), ct);

    public async Task<IReadOnlyList<(AreaCard Area, int Open)>> ByAreaAsync(CancellationToken ct)
    {
        _byArea ??= await search.OpenByFacetAsync([.. places.Areas().Select(a => Facet.Area(a.Code))], ct);
        return [.. places.Areas().Select(a => (a, _byArea.GetValueOrDefault(Facet.Area(a.Code))))];
    }

    public async Task<IReadOnlyList<(ServiceCard Service, int Open)>> MostWantedAsync(int count, CancellationToken ct)
    {
        var offered = catalogue.Services().Where(s => s.IsSubcontractable).ToList();
        _byService ??= await search.OpenByFacetAsync([.. offered.Select(s => Facet.Service(s.Code))], ct);
        return [.. offered.Select(s => (s, Open: _byService.GetValueOrDefault(Facet.Service(s.Code)))).Where(s => s.Open > 0).OrderByDescending(s => s.Open).Take(count)];
    }

    public int ServiceCount => catalogue.Services().Count(s => s.IsSubcontractable);

    public async Task<ResultRowList> SoonestAsync(int count, string? areaCode, CancellationToken ct) =>
        rows.Of((await search.FindAsync(SearchRequest.Of(SearchStage.Open, area: areaCode, size: count), ct)).Items, 3);

    public Task<BoundedCount> OpenInAsync(string areaCode, CancellationToken ct) => search.CountAsync(SearchRequest.Of(SearchStage.Open, area: areaCode), ct);

    public Task<BoundedCount> PlannedInAsync(string areaCode, CancellationToken ct) => search.CountAsync(SearchRequest.Of(SearchStage.Planned, area: areaCode), ct);
}
