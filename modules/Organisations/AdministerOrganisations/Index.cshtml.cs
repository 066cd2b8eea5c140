using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Data;

namespace Procurement.Organisations.AdministerOrganisations;

/// <summary>All organisations that were sent or set up, for administrators.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>Words to look for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    /// <summary>Where they stand.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    /// <summary>The part that they play.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    internal Page<OrganisationCard> Found { get; private set; } = new([], null);

    internal IReadOnlyList<Choice> Statuses =>
        [new Choice("", W.Text("Organisations.Browse.Any")), .. Enum.GetValues<OrganisationStatus>().Where(s => s != OrganisationStatus.Draft).Select(s => new Choice(s.ToString(), W.Text(s)))];

    internal IReadOnlyList<Choice> Kinds => [new Choice("", W.Text("Organisations.Browse.Any")), .. Enum.GetValues<OrganisationKind>().Select(k => new Choice(k.ToString(), W.Text(k)))];

    /// <summary>Shows a page of them.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        OrganisationKind? kind = Enum.TryParse<OrganisationKind>(Kind, out var k) && Enum.IsDefined(k) ? k : null;
        OrganisationStatus? status = Enum.TryParse<OrganisationStatus>(Status, out var s) && Enum.IsDefined(s) && s != OrganisationStatus.Draft ? s : null;
        if (Q is { Length: > 200 }) Q = Q[..200];
        Found = await HttpContext.RequestServices.GetRequiredService<OrganisationQueries>()
            .SearchAsync(new OrganisationFilter(Q, Kind: kind, Status: status, WithoutDrafts: true), after, ct);
    }
}
