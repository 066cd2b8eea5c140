using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;

namespace Procurement.Bidding.SubmitBid;

public sealed class ReceiptPageModel : BidPage
{
    internal Receipt Receipt { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Written.Receipts.Find(r => r.Id == id) is not { } receipt) return NotFound();
        Receipt = receipt;
        return Page();
    }
}
