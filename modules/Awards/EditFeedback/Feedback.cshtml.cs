using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Components;

namespace Procurement.Awards.EditFeedback;

/// <summary>The reasons that one bidder will read. Scores are the panel's and stay; words may be made plainer until the decision.</summary>
public sealed class FeedbackModel : PortalPage
{
    internal Award Award { get; private set; } = null!;
    internal AwardBid Bid { get; private set; } = null!;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string award, string bid, CancellationToken ct)
    {
        if (!await LoadAsync(award, bid, ct)) return NotFound();
        Input.RowVersion = Bid.RowVersion;
        Input.Reasons = [.. Bid.Scores.Select(s => new ReasonInput { CriterionId = s.CriterionId, Reason = s.Reason })];
        return Page();
    }

    /// <summary>Keeps them.</summary>
    public async Task<IActionResult> OnPostAsync(string award, string bid, CancellationToken ct)
    {
        if (!await LoadAsync(award, bid, ct)) return NotFound();
        var reasons = Input.Reasons.GroupBy(r => r.CriterionId).ToDictionary(g => g.Key, g => g.Last().Reason ?? "");
        var done = await HttpContext.RequestServices.GetRequiredService<EditFeedbackHandler>().HandleAsync(award, Bid.BidId, Input.RowVersion, reasons, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Award.LeadUrl, "Awards.Feedback.Saved", Bid.BidderName);
    }

    private async Task<bool> LoadAsync(string award, string bid, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<AwardRoom>().OfMineAsync(award, ct) is not { State: AwardState.Proposed or AwardState.Cleared } found) return false;
        if (!AwardRoom.MayPropose(Who, found.LeadProviderId) || found.Bids.FirstOrDefault(b => b.BidReference == bid && b.Place is not AwardPlace.Disqualified) is not { } row) return false;
        (Award, Bid) = (found, row);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>One for each criterion.</summary>
        public List<ReasonInput> Reasons { get; set; } = [];

        /// <summary>The reasons that were on the page.</summary>
        public int RowVersion { get; set; }
    }

    /// <summary>A reason, as typed.</summary>
    public sealed class ReasonInput
    {
        /// <summary>The criterion.</summary>
        public Guid CriterionId { get; set; }

        /// <summary>The reason.</summary>
        public string? Reason { get; set; }
    }
}
