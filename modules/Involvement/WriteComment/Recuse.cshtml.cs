using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Involvement.WriteComment;

/// <summary>The authority owns a bidder, or is one: it must not comment, and says so.</summary>
public sealed class RecuseModel : PortalPage
{
    internal RequestView View { get; private set; } = null!;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var done = await HttpContext.RequestServices.GetRequiredService<CommentHandler>().RecuseAsync(id, Input.Reason, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(View.Url, "Involvement.Recuse.Done");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { MayAnswer: true } view) return false;
        View = view;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Why.</summary>
        public string? Reason { get; set; }
    }
}
