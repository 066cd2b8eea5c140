using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Awards.ApproveAward;

/// <summary>The decision, by somebody other than the person who proposed it.</summary>
public sealed class ApproveModel : PortalPage
{
    internal Award Award { get; private set; } = null!;
    internal Clearance Clearance { get; private set; } = null!;
    internal IReadOnlyList<AwardHold> Holds { get; private set; } = [];

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(string award, CancellationToken ct) => await LoadAsync(award, ct) ? Page() : NotFound();

    /// <summary>Decides.</summary>
    public async Task<IActionResult> OnPostAsync(string award, CancellationToken ct)
    {
        if (!await LoadAsync(award, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<ApproveAwardHandler>().HandleAsync(award, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Award.LeadUrl, "Awards.Approve.Done");
    }

    private async Task<bool> LoadAsync(string award, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<AwardRoom>().OfMineAsync(award, ct) is not { } found || !Who.May(Duties.Approve, found.LeadProviderId)) return false;
        (Award, Clearance) = (found, await services.GetRequiredService<IClearance>().ForAsync(found.Id, ct));
        Holds = await services.GetRequiredService<AwardHolds>().StandingAsync(found.Id, ct);
        return true;
    }
}
