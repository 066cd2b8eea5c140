using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Components;

namespace Procurement.Awards.ChallengeAward;

/// <summary>Somebody challenges the award: nothing goes on until that is settled.</summary>
public sealed class ChallengeModel : PortalPage
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
        var done = await HttpContext.RequestServices.GetRequiredService<ChallengeAwardHandler>().ChallengeAsync(award, Input.Reason, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Award.LeadUrl, "Awards.Challenge.Done");
    }

    private async Task<bool> LoadAsync(string award, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<AwardRoom>().OfMineAsync(award, ct) is not { State: AwardState.Standstill or AwardState.Challenged } found || !AwardRoom.MayPropose(Who, found.LeadProviderId)) return false;
        Award = found;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Why, or what came of it.</summary>
        public string? Reason { get; set; }
    }
}
