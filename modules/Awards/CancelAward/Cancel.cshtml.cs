using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Awards.CancelAward;

/// <summary>Gives an award up, with a reason.</summary>
public sealed class CancelModel : PortalPage
{
    internal Award Award { get; private set; } = null!;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(string award, CancellationToken ct) => await LoadAsync(award, ct) ? Page() : NotFound();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(string award, CancellationToken ct)
    {
        if (!await LoadAsync(award, ct)) return NotFound();
        if (Input.Then is not ("again" or "end"))
        {
            ModelState.AddModelError("Input.Then", W.Text("Awards.Cancel.Choose"));
            return Page();
        }

        var done = await HttpContext.RequestServices.GetRequiredService<CancelAwardHandler>().HandleAsync(award, Input.Reason, Input.Then == "end", ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Award.LeadUrl, "Awards.Cancel.Done");
    }

    private async Task<bool> LoadAsync(string award, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<AwardRoom>().OfMineAsync(award, ct) is not { IsAlive: true } found) return false;
        if (found.State is AwardState.Confirmed || !Who.May(Duties.Approve, found.LeadProviderId)) return false;
        Award = found;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Why.</summary>
        public string? Reason { get; set; }

        /// <summary><c>again</c> or <c>end</c>.</summary>
        public string? Then { get; set; }
    }
}
