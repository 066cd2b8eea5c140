using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Components;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.ScoreBids;

/// <summary>One bid, read and scored criterion by criterion. No price, no price file, no other person's score.</summary>
public sealed class BidModel : PortalPage
{
    internal LotInHand Lot { get; private set; } = null!;
    internal Evaluator Me { get; private set; } = null!;
    internal OpenedBid Bid { get; private set; } = null!;
    internal OpenedBid? NextBid { get; private set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, int lot, string bid, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, bid, ct)) return NotFound();
        Input.Scores = [.. Lot.Quality.Select(c =>
        {
            var score = Me.Scores.FirstOrDefault(s => s.BidId == Bid.Id && s.CriterionId == c.Id);
            return new ScoreInput { CriterionId = c.Id, Value = score?.Value?.ToString("0.#", CultureInfo.InvariantCulture), Reason = score?.Reason };
        })];
        return Page();
    }

    /// <summary>Saves what is there.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, int lot, string bid, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, bid, ct)) return NotFound();
        var entries = new List<ScoreEntry>();
        for (var i = 0; i < Input.Scores.Count; i++)
        {
            var typed = Input.Scores[i];
            if (!TryScore(typed.Value, out var value))
            {
                var name = Lot.Quality.FirstOrDefault(c => c.Id == typed.CriterionId)?.Name ?? "";
                return Refused(new ScoreOutOfRange(name, $"Input.Scores[{i}].Value"));
            }

            entries.Add(new ScoreEntry(typed.CriterionId, value, typed.Reason?.Trim() ?? ""));
        }

        var done = await HttpContext.RequestServices.GetRequiredService<ScoreHandler>().SaveAsync(reference, lot, Bid.Id, entries, ct);
        if (done.Refusal is { } refusal) return Refused(refusal);
        return Confirmed(Input.Go == "next" && NextBid is { } next ? $"{Lot.Url}/scores/{next.Reference}" : Lot.Url + "/scores", "Evaluation.Scores.Saved", Bid.BidderName);
    }

    internal static bool TryScore(string? typed, out decimal? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;
        if (!decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        value = number;
        return true;
    }

    private async Task<bool> LoadAsync(string reference, int lot, string bid, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<EvaluationRoom>().LotAsync(reference, lot, ct) is not { } found) return false;
        if (!Who.May(Duties.Evaluate, found.Terms.LeadProviderId)) return false;
        if (found.Evaluation.Of(Who.UserId) is not { State: EvaluatorState.NoInterest or EvaluatorState.Locked } me) return false;
        if (found.ToScore.FirstOrDefault(b => b.Reference == bid) is not { } opened) return false;
        (Lot, Me, Bid) = (found, me, opened);
        var at = found.ToScore.ToList().IndexOf(opened);
        NextBid = at + 1 < found.ToScore.Count ? found.ToScore[at + 1] : null;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>One for each quality criterion.</summary>
        public List<ScoreInput> Scores { get; set; } = [];

        /// <summary><c>next</c> to go on to the next bid.</summary>
        public string? Go { get; set; }
    }

    /// <summary>A score and its reason, as typed.</summary>
    public sealed class ScoreInput
    {
        /// <summary>The criterion.</summary>
        public Guid CriterionId { get; set; }

        /// <summary>The score.</summary>
        public string? Value { get; set; }

        /// <summary>The reason.</summary>
        public string? Reason { get; set; }
    }
}
