using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.Domain;

namespace Procurement.Involvement.RedactComment;

/// <summary>The copy that is published. The comment itself stays as it was sent.</summary>
public sealed class RedactModel : PortalPage
{
    internal RequestInHand Found { get; private set; } = null!;
    internal Comment Comment { get; private set; } = null!;

    /// <summary>Which of the authority's comments; the last when it is not said.</summary>
    [BindProperty(SupportsGet = true, Name = "comment")]
    public int? Number { get; set; }

    internal string BackUrl => Found.Request.AuthorityOrganisationId is { } organisation && Who.BelongsTo(organisation) ? "/requests/" + Found.Request.Id : "/admin/comment-requests";

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Input = new InputModel { Text = Comment.PublicText, Reason = Comment.RedactedWhy, RowVersion = Comment.RowVersion };
        return Page();
    }

    /// <summary>Keeps the copy.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var done = await Handler.HandleAsync(id, Comment.Number, Input.RowVersion, Input.Text, Input.Reason, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(BackUrl, "Involvement.Redact.Done");
    }

    private RedactHandler Handler => HttpContext.RequestServices.GetRequiredService<RedactHandler>();

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await Handler.FindAsync(id, Number, ct) is not var (found, comment)) return false;
        (Found, Comment, Number) = (found, comment, comment.Number);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The copy.</summary>
        public string? Text { get; set; }

        /// <summary>Why something is left out.</summary>
        public string? Reason { get; set; }

        /// <summary>The copy that was on the page.</summary>
        public int RowVersion { get; set; }
    }
}
