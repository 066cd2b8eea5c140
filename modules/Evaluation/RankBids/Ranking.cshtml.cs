using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Evaluation.Contracts;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.RankBids;

/// <summary>The ranking, once quality is locked: quality, price, total, and the signature of the panel.</summary>
public sealed class RankingModel : PortalPage
{
    internal LotInHand Lot { get; private set; } = null!;
    internal LotRanking Ranked { get; private set; } = null!;
    internal Dictionary<Guid, IReadOnlyList<CriterionScore>> Scores { get; } = [];
    internal bool MaySign { get; private set; }
    internal bool MaySignInstead { get; private set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, int lot, CancellationToken ct) =>
        await LoadAsync(reference, lot, ct) ? Page() : NotFound();

    /// <summary>Signs it.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<SignHandler>().HandleAsync(reference, lot, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Lot.Url + "/ranking", "Evaluation.Ranking.Signed");
    }

    /// <summary>Signs it in the stead of a panel that is no longer there.</summary>
    public async Task<IActionResult> OnPostInsteadAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<SignHandler>().InsteadAsync(reference, lot, Input.Reason, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Lot.Url + "/ranking", "Evaluation.Ranking.Signed");
    }

    private async Task<bool> LoadAsync(string reference, int lot, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<EvaluationRoom>().LotAsync(reference, lot, ct) is not { } found) return false;
        if (found.Evaluation.QualityLockedAt is null || found.Evaluation.IsRecused(Who.UserId)) return false;
        var lead = found.Terms.LeadProviderId;
        if (!Who.May(Duties.Evaluate, lead) && !Who.May(Duties.Approve, lead) && !Who.May(Duties.Write, lead)) return false;
        var evaluation = services.GetRequiredService<IEvaluation>();
        if (await evaluation.RankingAsync(found.Lot.Id, ct) is not { } ranked) return false;
        foreach (var bid in ranked.Bids) Scores[bid.BidId] = await evaluation.ScoresAsync(found.Lot.Id, bid.BidId, ct);
        (Lot, Ranked) = (found, ranked);
        MaySign = found.Evaluation.SignedAt is null && found.Evaluation.Of(Who.UserId) is { State: EvaluatorState.Locked } && Who.May(Duties.Evaluate, lead);
        MaySignInstead = !MaySign && await services.GetRequiredService<SignHandler>().MaySignInsteadAsync(found, ct);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Why the panel does not sign.</summary>
        public string? Reason { get; set; }
    }
}
