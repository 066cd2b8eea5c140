using Microsoft.AspNetCore.Mvc;

namespace Procurement.Workflows.EditTypes;

/// <summary>Gives a draft up.</summary>
public sealed class DiscardModel : DraftPage
{
    private const int LongestReason = 500;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Asks once more.</summary>
    public async Task<IActionResult> OnGetAsync(string name, CancellationToken ct) => await LoadAsync(name, ct) ? Page() : await GoneAsync(name, ct);

    /// <summary>Gives it up.</summary>
    public async Task<IActionResult> OnPostAsync(string name, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        var url = Sight.Type is null ? "/admin/workflows" : $"/admin/workflows/types/{name}";
        var why = Input.Why is { Length: > LongestReason } ? Input.Why[..LongestReason] : Input.Why;
        return await AnswerAsync(name, await Drafts.DiscardAsync(name, RowVersion, why, ct), url, "Workflows.Discard.Done", ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Why.</summary>
        public string? Why { get; set; }
    }
}
