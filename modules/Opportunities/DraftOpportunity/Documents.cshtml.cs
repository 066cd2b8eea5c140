using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Media.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>The documents of a draft.</summary>
public sealed class DocumentsModel : DraftPage
{
    /// <summary>What is sent.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    private DocumentHandler Handler => HttpContext.RequestServices.GetRequiredService<DocumentHandler>();

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        RowVersion = Draft.RowVersion;
        return Page();
    }

    /// <summary>Adds one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        RowVersion = Draft.RowVersion;
        if (string.IsNullOrWhiteSpace(Input.Title)) ModelState.AddModelError("Input.Title", W.Text(new DocumentTitleMissing()));
        if (Input.Title?.Trim().Length > 120) ModelState.AddModelError("Input.Title", W.Text("Opportunities.TooLong", 120));
        if (Input.File is not { } file) ModelState.AddModelError("Input.File", W.Text("Opportunities.Documents.FileMissing"));
        else if (ModelState.IsValid)
        {
            await using var content = file.OpenReadStream();
            var added = await Handler.AddAsync(Id, Input.Title, owner => new Upload(content, file.FileName, file.Length, owner, Field: "Input.File"), ct);
            return added.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview + "/documents", "Opportunities.Documents.Added", Input.Title);
        }

        return Page();
    }

    /// <summary>Removes one.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(Guid file, CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        var removed = await Handler.RemoveAsync(Id, RowVersion, file, ct);
        RowVersion = Draft.RowVersion;
        ModelState.Remove(nameof(RowVersion));
        return removed.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview + "/documents", "Opportunities.Documents.Removed");
    }

    /// <summary>What is sent.</summary>
    public sealed class InputModel
    {
        /// <summary>What it is called on the page.</summary>
        public string? Title { get; set; }

        /// <summary>The file.</summary>
        public IFormFile? File { get; set; }
    }
}
