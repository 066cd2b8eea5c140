using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Involvement.WriteComment;

/// <summary>The comment as it will be sent. After that its text is never altered.</summary>
public sealed class CheckModel : PortalPage
{
    internal RequestView View { get; private set; } = null!;

    /// <summary>What was on the page.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<CommentHandler>().SubmitAsync(id, Input.Draft, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(View.Url, "Involvement.Request.Sent");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { MayAnswer: true } view || view.Request.DraftOutcome is null) return false;
        View = view;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The mark of the draft that was read.</summary>
        public string? Draft { get; set; }
    }
}
