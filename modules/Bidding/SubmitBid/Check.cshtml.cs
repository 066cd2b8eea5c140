using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Kernel;

namespace Procurement.Bidding.SubmitBid;

public sealed class CheckModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal bool ContentIsDone => Tasks.Where(t => t.IsContent).All(t => t.IsDone);

    internal IEnumerable<BidMember> MayAcceptFor => Bid.IsConsortium && IsOpenForWriting && ContentIsDone
        ? Written.Members.Where(m => m.AcceptedVersion != Written.Version && Who.May(Duties.Approve, m.OrganisationId)) : [];

    internal bool AllAccepted => !Bid.IsConsortium || Written.Members.TrueForAll(m => m.AcceptedVersion == Written.Version);

    internal bool IsSent => Bid.StateUnder(Terms) == BidState.Submitted && !Bid.HasUnsentChanges;

    internal bool AwaitsConfirming => Bid.AwaitsConfirming(Terms);

    /// <summary>The button stays after closing: who presses it then gets the refusal in writing, with the server's time.</summary>
    internal bool ShowsSubmit => MaySubmit && Written.State != BidState.Withdrawn && !IsSent && !AwaitsConfirming && ContentIsDone && AllAccepted && Written.Lead.CanSign && Opened is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(Guid organisation, int version, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var done = await Get<AcceptVersionHandler>().AcceptAsync(Reference, organisation, version, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home, "Bidding.Check.AcceptedDone", version);
    }

    public async Task<IActionResult> OnPostSubmitAsync(int version, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!Input.Confirmed) return Refused(new ConfirmThatYouSubmit());
        var receipt = await Get<SubmitBidHandler>().HandleAsync(Reference, version, ct);
        if (receipt.Refusal is { } refusal) return Refused(refusal);
        return LocalRedirect($"{Home}/receipts/{receipt.Value.Id}");
    }

    public sealed class InputModel
    {
        public bool Confirmed { get; set; }
    }
}
