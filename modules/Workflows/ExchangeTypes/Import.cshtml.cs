using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Workflows.ExchangeTypes;

/// <summary>Imports workflow types: a file is looked at, and then, by a second form, does what was shown.</summary>
public sealed class ImportModel : PortalPage
{
    /// <summary>What was sent.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<ImportedType> Types { get; private set; } = [];

    internal bool MayImport => Types.Any(t => t.Effect is ImportEffect.NewType or ImportEffect.NewVersion) && Types.All(t => t.Effect != ImportEffect.Wrong);

    internal bool NeedsNote => Types.Any(t => t.Effect is ImportEffect.NewType or ImportEffect.NewVersion && t.Written!.Note.Length == 0);

    private ImportHandler Handler => HttpContext.RequestServices.GetRequiredService<ImportHandler>();

    /// <summary>Asks for a file.</summary>
    public void OnGet()
    {
    }

    /// <summary>Shows what the file would do. Nothing is kept of it.</summary>
    public async Task<IActionResult> OnPostLookAsync(CancellationToken ct)
    {
        if (Input.File is not { Length: > 0 } file) return Refused(new ImportFileMissing());
        if (file.Length > ImportHandler.MostKilobytes * 1024) return Refused(new ImportTooLarge(ImportHandler.MostKilobytes));
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        ModelState.Remove("Input.Content");
        Input.Content = await reader.ReadToEndAsync(ct);
        return await LookAsync(ct) ?? Page();
    }

    /// <summary>Does what was shown.</summary>
    public async Task<IActionResult> OnPostImportAsync(CancellationToken ct)
    {
        var seen = Input.Seen.Where(s => s.Name is not null).GroupBy(s => s.Name!).ToDictionary(g => g.Key, g => g.First().Number);
        var result = await Handler.ImportAsync(Input.Content ?? "", seen, Input.Note, ct);
        if (result.Refusal is not { } refusal) return Confirmed("/admin/workflows", "Workflows.Import.Done", result.Value);
        ModelState.Clear();
        return await LookAsync(ct) ?? Refused(refusal);
    }

    private async Task<IActionResult?> LookAsync(CancellationToken ct)
    {
        var looked = await Handler.LookAsync(Input.Content ?? "", ct);
        if (looked.Refusal is { } refusal) return Refused(refusal);
        Types = looked.Value;
        Input.Seen = [.. Types.Select(t => new SeenType { Name = t.Name, Number = t.LatestNumber })];
        return null;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The file.</summary>
        public IFormFile? File { get; set; }

        /// <summary>What was in it.</summary>
        public string? Content { get; set; }

        /// <summary>What changed.</summary>
        public string? Note { get; set; }

        /// <summary>The latest versions that were shown.</summary>
        public List<SeenType> Seen { get; set; } = [];
    }

    /// <summary>A type, and the number of its latest version when it was shown.</summary>
    public sealed class SeenType
    {
        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>The number; 0 for a new one.</summary>
        public int Number { get; set; }
    }
}
