using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.WriteComment;

namespace Procurement.Involvement.RatifyComment;

/// <summary>The authority changes its view. What it said before stays beside it.</summary>
public sealed class VaryModel : PortalPage
{
    internal RequestView View { get; private set; } = null!;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Input = new InputModel { Outcome = View.Request.Latest!.Outcome.ToString(), Text = View.Request.Latest.Text };
        return Page();
    }

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        CommentOutcome? outcome = Enum.TryParse<CommentOutcome>(Input.Outcome, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var done = await HttpContext.RequestServices.GetRequiredService<RatifyHandler>().VaryAsync(id, outcome, Input.Text, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(View.Url, "Involvement.Vary.Done");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { MaySend: true, Request.Latest: not null } view) return false;
        View = view;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The view.</summary>
        public string? Outcome { get; set; }

        /// <summary>The words.</summary>
        public string? Text { get; set; }
    }
}
