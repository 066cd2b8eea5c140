using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.Shared;

namespace Procurement.Bidding.WithdrawBid;

public sealed class WithdrawModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!MaySubmit) return StatusCode(403);
        return IsOpenForWriting ? Page() : LocalRedirect(Home);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var done = await Get<WithdrawBidHandler>().HandleAsync(Reference, Input.Reason ?? "", ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed("/bids", "Bidding.Withdraw.Done", Reference);
    }

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }
}
