using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Data;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.BrowseOrganisations;

/// <summary>The organisations that take part, for everybody.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>Words to look for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    /// <summary>The part that it plays.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The area that it covers: the query's, as the route has an "area" of its own, the module's.</summary>
    [BindProperty(SupportsGet = true), FromQuery(Name = "area")]
    public string? Area { get; set; }

    /// <summary>The service that it offers.</summary>
    [BindProperty(SupportsGet = true, Name = "service")]
    public string? Service { get; set; }

    internal Page<OrganisationCard> Found { get; private set; } = new([], null);

    internal IReadOnlyList<Choice> Kinds => [new Choice("", W.Text("Organisations.Browse.Any")), .. Enum.GetValues<OrganisationKind>().Select(k => new Choice(k.ToString(), W.Text(k)))];

    internal IReadOnlyList<Choice> Areas => [new Choice("", W.Text("Organisations.Browse.Any")), .. Places.Areas().OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Select(a => new Choice(a.Code, a.Name))];

    internal IReadOnlyList<Choice> Services => [new Choice("", W.Text("Organisations.Browse.Any")), .. Catalogue.Services().Where(s => s.IsSubcontractable).Select(s => new Choice(s.Code, s.Name))];

    private IPlaces Places => HttpContext.RequestServices.GetRequiredService<IPlaces>();

    private IServiceCatalogue Catalogue => HttpContext.RequestServices.GetRequiredService<IServiceCatalogue>();

    internal string AreaName(string code) => Places.Area(code)?.Name ?? code;

    internal string ServiceName(string code) => Catalogue.Service(code)?.Name ?? code;

    /// <summary>Shows a page of them.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        OrganisationKind? kind = Enum.TryParse<OrganisationKind>(Kind, out var k) && Enum.IsDefined(k) ? k : null;
        if (Q is { Length: > 200 }) Q = Q[..200];
        Found = await HttpContext.RequestServices.GetRequiredService<OrganisationQueries>()
            .SearchAsync(new OrganisationFilter(Q, Places.Area(Area)?.Code, Catalogue.Service(Service)?.Code, kind, OrganisationStatus.Approved), after, ct);
    }
}
