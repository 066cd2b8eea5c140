using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.DeclareInterest;

/// <summary>Before anything else, an evaluator says whether an interest stands in the way. The bidders' names are needed for that, and nothing more.</summary>
public sealed class InterestModel : PortalPage
{
    internal LotInHand Lot { get; private set; } = null!;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Asks. A message may be opened after the time for this: the evaluation itself is shown then.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, int lot, CancellationToken ct)
    {
        if (await LoadAsync(reference, lot, ct)) return Page();
        return Lot is { } found && Who.BelongsTo(found.Terms.LeadProviderId) ? LocalRedirect(found.Url) : NotFound();
    }

    /// <summary>Declares.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        if (Input.Answer is not ("none" or "interest"))
        {
            ModelState.AddModelError("Input.Answer", W.Text("Evaluation.Interest.Choose"));
            return Page();
        }

        var has = Input.Answer == "interest";
        var done = await HttpContext.RequestServices.GetRequiredService<DeclareInterestHandler>().HandleAsync(reference, lot, has, Input.What, ct);
        if (done.Refusal is { } refusal) return Refused(refusal);
        return has ? Confirmed(Lot.Url, "Evaluation.Interest.Recused") : Confirmed(Lot.Url + "/scores", "Evaluation.Interest.None");
    }

    private async Task<bool> LoadAsync(string reference, int lot, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<EvaluationRoom>().LotAsync(reference, lot, ct) is not { } found) return false;
        Lot = found;
        // Who stood back, or was never asked, sees nothing here.
        return Who.May(Duties.Evaluate, found.Terms.LeadProviderId)
            && found.Evaluation.Of(Who.UserId) is { State: EvaluatorState.Assigned or EvaluatorState.NoInterest } && found.Evaluation.QualityLockedAt is null;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary><c>none</c> or <c>interest</c>.</summary>
        public string? Answer { get; set; }

        /// <summary>What it is.</summary>
        public string? What { get; set; }
    }
}
