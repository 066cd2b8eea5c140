using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;

namespace Procurement.Involvement.WriteComment;

/// <summary>One request: what is proposed, without prices or scores, and the authority's comment on it.</summary>
public sealed class RequestModel : PortalPage
{
    internal RequestView View { get; private set; } = null!;

    /// <summary>True when a colleague has saved another draft meanwhile.</summary>
    internal bool IsOverwriting { get; private set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { } view) return NotFound();
        View = view;
        Input = new InputModel
        {
            Outcome = view.Request.DraftOutcome?.ToString(),
            Text = view.Request.DraftText,
            Standing = view.Request.DraftIsFinal switch { true => "final", false => "delegated", null => null },
            Draft = view.Request.DraftMark,
        };
        return Page();
    }

    /// <summary>Says that it has arrived.</summary>
    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { } view) return NotFound();
        View = view;
        var done = await Handler.AcknowledgeAsync(id, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(view.Url, "Involvement.Request.Acknowledged");
    }

    /// <summary>Saves the draft, and goes on to check it when asked to.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { } view) return NotFound();
        View = view;
        CommentOutcome? outcome = Enum.TryParse<CommentOutcome>(Input.Outcome, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        bool? isFinal = Input.Standing switch { "final" => true, "delegated" => false, _ => null };
        var isChecking = Input.Go == "check";
        if (isChecking)
        {
            if (outcome is null) ModelState.AddModelError("Input.Outcome", W.Text("Refusal.OutcomeIsMissing"));
            if (string.IsNullOrWhiteSpace(Input.Text)) ModelState.AddModelError("Input.Text", W.Text("Refusal.CommentIsEmpty"));
            if (isFinal is null) ModelState.AddModelError("Input.Standing", W.Text("Refusal.FinalityIsMissing"));
        }

        var done = await Handler.SaveDraftAsync(id, outcome, Input.Text, isFinal, Input.Draft, ct);
        if (done.Refusal is { } refusal)
        {
            // What the colleague wrote is shown beside what was typed here; to save again is to choose this one.
            (IsOverwriting, Input.Draft) = (refusal is ChangedBySomebodyElse, view.Request.DraftMark);
            return Refused(refusal);
        }

        Input.Draft = CommentRequest.MarkOf(outcome, isFinal, Input.Text);
        if (!ModelState.IsValid) return Page();
        return isChecking ? LocalRedirect(view.Url + "/check") : Confirmed(view.Url, "Involvement.Request.DraftSaved");
    }

    private CommentHandler Handler => HttpContext.RequestServices.GetRequiredService<CommentHandler>();

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The view.</summary>
        public string? Outcome { get; set; }

        /// <summary>The words.</summary>
        public string? Text { get; set; }

        /// <summary><c>final</c> or <c>delegated</c>.</summary>
        public string? Standing { get; set; }

        /// <summary>The mark of the draft that was on the page.</summary>
        public string? Draft { get; set; }

        /// <summary><c>check</c> to go on.</summary>
        public string? Go { get; set; }
    }
}
