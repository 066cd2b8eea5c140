using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Evaluation.Domain;
using Procurement.Evaluation.ScoreBids;
using Procurement.Kernel;

namespace Procurement.Evaluation.Moderate;

/// <summary>When all have locked: the scores side by side, and the one that the panel agrees on.</summary>
public sealed class ModerationModel : PortalPage
{
    internal LotInHand Lot { get; private set; } = null!;
    internal IReadOnlyList<Evaluator> People { get; private set; } = [];

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        Input.RowVersion = Lot.Evaluation.RowVersion;
        Input.Agreed = [.. Lot.ToScore.SelectMany(b => Lot.Quality.Select(c =>
        {
            var agreed = Lot.Evaluation.Agreed.FirstOrDefault(a => a.BidId == b.Id && a.CriterionId == c.Id);
            var given = People.SelectMany(p => p.Scores).Where(s => s.BidId == b.Id && s.CriterionId == c.Id && s.Value is not null).ToList();
            var proposal = agreed?.Value ?? (given.Count > 0 && Lot.Evaluation.DivergenceOf(b.Id, c.Id) < LotEvaluation.Divergence
                ? decimal.Round(given.Average(s => s.Value!.Value), 1, MidpointRounding.AwayFromZero) : null);
            return new AgreedInput
            {
                BidId = b.Id,
                CriterionId = c.Id,
                Value = proposal?.ToString("0.#", CultureInfo.InvariantCulture),
                Reason = agreed?.Reason ?? string.Join("\n", given.Select(s => s.Reason).Distinct()),
                Note = agreed?.Note,
            };
        }))];
        return Page();
    }

    /// <summary>Saves, or saves and locks quality.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        var entries = new List<AgreedEntry>();
        for (var i = 0; i < Input.Agreed.Count; i++)
        {
            var typed = Input.Agreed[i];
            if (!BidModel.TryScore(typed.Value, out var value))
                return Refused(new ScoreOutOfRange(Lot.Quality.FirstOrDefault(c => c.Id == typed.CriterionId)?.Name ?? "", $"Input.Agreed[{i}].Value"));
            entries.Add(new AgreedEntry(typed.BidId, typed.CriterionId, value, typed.Reason?.Trim() ?? "", typed.Note?.Trim() ?? "", $"Input.Agreed[{i}]"));
        }

        var locks = Input.Go == "lock";
        var done = await HttpContext.RequestServices.GetRequiredService<ModerateHandler>().HandleAsync(reference, lot, entries, locks, Input.RowVersion, ct);
        if (done.Refusal is { } refusal) return Refused(refusal);
        return locks ? Confirmed(Lot.Url + "/ranking", "Evaluation.Moderation.Locked") : Confirmed(Lot.Url + "/moderation", "Evaluation.Moderation.Saved");
    }

    private async Task<bool> LoadAsync(string reference, int lot, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<EvaluationRoom>().LotAsync(reference, lot, ct) is not { } found) return false;
        // Blind until locked: the others' scores are shown to nobody before all have closed theirs.
        if (!Who.May(Duties.Evaluate, found.Terms.LeadProviderId) || found.Evaluation.Of(Who.UserId) is not { State: EvaluatorState.Locked }) return false;
        if (found.Evaluation.QualityLockedAt is not null || found.Evaluation.Active.Any(e => e.State is not EvaluatorState.Locked)) return false;
        (Lot, People) = (found, [.. found.Evaluation.Active.OrderBy(e => e.Id)]);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>One for each bid and criterion.</summary>
        public List<AgreedInput> Agreed { get; set; } = [];

        /// <summary>The row as it was read: a colleague who saved in between is not overwritten.</summary>
        public int RowVersion { get; set; }

        /// <summary><c>lock</c> to lock quality.</summary>
        public string? Go { get; set; }
    }

    /// <summary>What was agreed, as typed.</summary>
    public sealed class AgreedInput
    {
        /// <summary>The bid.</summary>
        public Guid BidId { get; set; }

        /// <summary>The criterion.</summary>
        public Guid CriterionId { get; set; }

        /// <summary>The score.</summary>
        public string? Value { get; set; }

        /// <summary>The reason that the bidder will read.</summary>
        public string? Reason { get; set; }

        /// <summary>Why the panel agreed on it when it had differed.</summary>
        public string? Note { get; set; }
    }
}
