using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Components;

namespace Procurement.Bidding.WriteBid;

public sealed class DocumentsModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Classes =>
    [
        new(nameof(BidFileClass.Delivery), W.Text(BidFileClass.Delivery), W.Text("Bidding.Documents.DeliveryHint")),
        new(nameof(BidFileClass.Pricing), W.Text(BidFileClass.Pricing), W.Text("Bidding.Documents.PricingHint")),
    ];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (Input.File is not { Length: > 0 } file) return Refused(new ChooseAFile());
        if (!Enum.TryParse<BidFileClass>(Input.Class, out var kind))
        {
            ModelState.AddModelError("Input.Class", W.Text("Bidding.Documents.ChooseClass"));
            return Page();
        }

        await using var content = file.OpenReadStream();
        var done = await Get<AttachFileHandler>().AttachAsync(Reference, content, file.FileName, file.Length, kind, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home + "/documents", "Bidding.Documents.Added");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid file, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var done = await Get<AttachFileHandler>().DetachAsync(Reference, file, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home + "/documents", "Bidding.Documents.Removed");
    }

    public sealed class InputModel
    {
        public IFormFile? File { get; set; }

        public string? Class { get; set; } = nameof(BidFileClass.Delivery);
    }
}
