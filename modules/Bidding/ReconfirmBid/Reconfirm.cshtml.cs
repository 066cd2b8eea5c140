using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.ReconfirmBid;

/// <summary>What changed of the notice since the bid was received, and the button that confirms it as it is.</summary>
public sealed class ReconfirmModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<AmendmentCard> Changes { get; private set; } = [];

    internal Receipt Stands => Bid.LastReceived!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        if (await FindAsync(ct) is { } answer) return answer;
        if (!Input.Confirmed) return MaySubmit ? Refused(new ConfirmThatItStands()) : StatusCode(403);
        var receipt = await Get<ReconfirmBidHandler>().HandleAsync(Reference, version, ct);
        return receipt.Refusal is { } refusal ? Refused(refusal) : LocalRedirect($"{Home}/receipts/{receipt.Value.Id}");
    }

    /// <summary>The page stays after closing, until the bids are opened: who presses the button then gets the refusal in writing, with the server's time.</summary>
    private async Task<IActionResult?> FindAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (Bid.StateUnder(Terms) != BidState.NeedsReconfirming || Terms.Stage > OpportunityStage.Closed) return LocalRedirect(Home);
        Changes = [.. (await Get<IAmendments>().OfAsync(Terms.Id, ct)).Where(a => a.Version > Stands.TermsVersion || a.PublishedAt > Stands.ArrivedAt)];
        return null;
    }

    public sealed class InputModel
    {
        public bool Confirmed { get; set; }
    }
}
