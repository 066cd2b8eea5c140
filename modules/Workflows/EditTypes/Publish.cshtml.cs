using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Procurement.Kernel;
using Procurement.Workflows.CompareTypes;

namespace Procurement.Workflows.EditTypes;

/// <summary>Publishes a draft: what changes, and the note that the list of versions keeps.</summary>
public sealed class PublishModel : DraftPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Differences Changes { get; private set; } = null!;

    internal int Alive { get; private set; }

    internal int LatestNumber => Sight.Type?.LatestNumber ?? 0;

    internal bool IsNew => Sight.Type is null;

    internal bool IsOvertaken => LatestNumber != Sight.Draft.BaseNumber;

    /// <summary>Shows what would be published.</summary>
    public async Task<IActionResult> OnGetAsync(string name, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        Input.Enable = true;
        await AgainAsync(ct);
        return Page();
    }

    /// <summary>Publishes it.</summary>
    public async Task<IActionResult> OnPostAsync(string name, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        var over = Input.OverNewer == LatestNumber.ToString(CultureInfo.InvariantCulture) ? LatestNumber : (int?)null;
        var result = await Drafts.PublishAsync(name, RowVersion, Input.Note, over, Input.Enable, ct);
        if (result.Refusal is { } refusal) return await AnswerAsync(name, refusal, "", "", ct);
        return Confirmed($"/admin/workflows/types/{name}", "Workflows.Publish.Done", result.Value);
    }

    internal override async Task AgainAsync(CancellationToken ct)
    {
        var compare = Service<CompareQuery>();
        Changes = compare.Of(Sight.Type is null ? null : await compare.DefinitionAsync(Sight.Type.Id, LatestNumber, ct), Sight.Definition);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>What changed.</summary>
        public string? Note { get; set; }

        /// <summary>The version that came in between and that this one follows all the same.</summary>
        public string? OverNewer { get; set; }

        /// <summary>For a new type: whether it is switched on.</summary>
        public bool Enable { get; set; }
    }
}
