using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Involvement.WriteComment;

/// <summary>Once, and for a few working days.</summary>
public sealed class MoreTimeModel : PortalPage
{
    internal RequestView View { get; private set; } = null!;
    internal int Most { get; private set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Takes it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        _ = int.TryParse(Input.Days, out var days);
        var done = await HttpContext.RequestServices.GetRequiredService<CommentHandler>().ExtendAsync(id, days, Input.Reason, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(View.Url, "Involvement.MoreTime.Done");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await RequestView.LoadAsync(this, id, ct) is not { MayAnswer: true } view) return false;
        View = view;
        Most = (await HttpContext.RequestServices.GetRequiredService<ISettings>().GetAsync<InvolvementSettings>(ct)).ExtensionDays;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>How many working days.</summary>
        public string? Days { get; set; }

        /// <summary>Why.</summary>
        public string? Reason { get; set; }
    }
}
