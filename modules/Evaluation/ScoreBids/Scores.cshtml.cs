using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.ScoreBids;

/// <summary>The bids of a lot, and how far this evaluator has come with each.</summary>
public sealed class ScoresModel : PortalPage
{
    internal LotInHand Lot { get; private set; } = null!;
    internal Evaluator Me { get; private set; } = null!;

    internal int DoneOf(Guid bidId) => Me.Scores.Count(s => s.BidId == bidId && s.Value is not null && !string.IsNullOrWhiteSpace(s.Reason) && Lot.Quality.Any(c => c.Id == s.CriterionId));

    internal bool IsAlone => Lot.Evaluation.Active.Count() == 1;

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, int lot, CancellationToken ct) =>
        await LoadAsync(reference, lot, ct) ? Page() : NotFound();

    /// <summary>Locks this evaluator's scores.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<ScoreHandler>().LockAsync(reference, lot, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Lot.Url, "Evaluation.Scores.Locked");
    }

    private async Task<bool> LoadAsync(string reference, int lot, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<EvaluationRoom>().LotAsync(reference, lot, ct) is not { } found) return false;
        if (!Who.May(Duties.Evaluate, found.Terms.LeadProviderId)) return false;
        if (found.Evaluation.Of(Who.UserId) is not { State: EvaluatorState.NoInterest or EvaluatorState.Locked } me) return false;
        (Lot, Me) = (found, me);
        return true;
    }
}
