using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Awards.ConfirmAward;

/// <summary>After the standstill: final and public.</summary>
public sealed class ConfirmModel : PortalPage
{
    internal Award Award { get; private set; } = null!;

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(string award, CancellationToken ct) => await LoadAsync(award, ct) ? Page() : NotFound();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(string award, CancellationToken ct)
    {
        if (!await LoadAsync(award, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<ConfirmAwardHandler>().HandleAsync(award, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Award.LeadUrl, "Awards.Confirm.Done");
    }

    private async Task<bool> LoadAsync(string award, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<AwardRoom>().OfMineAsync(award, ct) is not { } found || !Who.May(Duties.Approve, found.LeadProviderId)) return false;
        Award = found;
        return true;
    }
}
