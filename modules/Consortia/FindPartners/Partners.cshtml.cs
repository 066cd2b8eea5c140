using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Domain;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;

namespace Procurement.Consortia.FindPartners;

public sealed class PartnersModel : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Service { get; set; }

    internal Consortium Consortium { get; private set; } = null!;

    internal Page<OrganisationCard> Found { get; private set; } = new([], null);

    internal DateTimeOffset Now { get; private set; }

    internal IReadOnlyList<Choice> Areas { get; private set; } = [];

    internal IReadOnlyList<Choice> Services { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, string? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<ConsortiumBook>().MineAsync(id, ct) is not { } consortium) return NotFound();
        if (!Who.May(Duties.Write, consortium.Lead.OrganisationId)) return StatusCode(403);
        Consortium = consortium;
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var any = new Choice("", W.Text("Consortia.Partners.Any"));
        Areas = [any, .. services.GetRequiredService<IPlaces>().Areas().Select(a => new Choice(a.Code, a.Name))];
        Services = [any, .. services.GetRequiredService<IServiceCatalogue>().Services().Where(s => s.IsSubcontractable).Select(s => new Choice(s.Code, s.Name))];
        Found = await services.GetRequiredService<IOrganisations>().SearchSuppliersAsync(Words, Place, Service, after, ct);
        return Page();
    }

    internal string ServiceNames(OrganisationCard card)
    {
        var catalogue = HttpContext.RequestServices.GetRequiredService<IServiceCatalogue>();
        return string.Join(", ", card.ServiceCodes.Select(s => catalogue.Service(s)?.Name ?? s));
    }

    internal string AreaNames(OrganisationCard card)
    {
        var places = HttpContext.RequestServices.GetRequiredService<IPlaces>();
        return string.Join(", ", card.AreaCodes.Select(a => places.Area(a)?.Name ?? a));
    }
}
