using System.Security.Cryptography;
using Procurement.Bidding.Domain;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Bidding.SubmitBid;

/// <summary>
/// Submits a bid. What decides is when the complete request had arrived; whatever comes after, however long it queues, does not count
/// against the bidder. In time: one transaction stores the version, its receipt, its places, its mails. Too late: the draft stays, and
/// the attempt is written down with a receipt of its own.
/// </summary>
internal sealed class SubmitBidHandler(PortalDbContext db, BidDesk desk, BidBook book, Arrivals arrivals, IConsortia consortia, IFiles files, IWorkflows workflows, IWho who)
{
    public async Task<Result<Receipt>> HandleAsync(string reference, int version, CancellationToken ct)
    {
        var arrivedAt = desk.Arrived;
        if (await desk.FindAsync(reference, ct) is not { } mine) return new NotFound();
        if (!MaySubmit(mine.Bid)) return new NotAllowed();

        using var underWay = arrivals.Enter(mine.Bid.OpportunityId, arrivedAt);
        if (arrivedAt >= mine.Terms.ClosesAt && mine.Bid.Content.State != BidState.Withdrawn && await RefuseAsLateAsync(reference, arrivedAt, ct) is { } late) return late;
        if (await UnreadableAsync(mine.Bid, ct) is { } name) return new FileCannotBeRead(name);

        Receipt? receipt = null;
        var done = await desk.ChangeAsync(reference, MaySubmit, async (bid, conditions) =>
        {
            await Arrivals.ShareAsync(db, bid.OpportunityId, ct);
            if (await desk.OpenedAtAsync(bid.OpportunityId, ct) is { } at) return new BidsWereOpened(at);
            // An amendment that was published a moment ago counts: look at the notice again.
            if (!await desk.IsCurrentAsync(conditions, ct)) return new ChangedBySomebodyElse();
            if (version != bid.Content.Version) return new VersionHasChanged(bid.Content.Version);
            var submitted = bid.Submit(conditions, arrivedAt, who.DisplayName);
            if (submitted.Refusal is BidAlreadySubmitted)
            {
                // The same version a second time: a double click, or twenty. The first one stands, and so does its receipt.
                receipt = bid.LastReceived;
                return Result.Done;
            }

            if (submitted.Refusal is { } refusal) return refusal;
            if ((await book.ClaimAsync(bid, conditions.Terms, ct)).Refusal is { } taken) return taken;
            if (bid.Content.ConsortiumId is { } consortium && (await consortia.LockAsync(consortium, bid.Id, ct)).Refusal is { } unlocked) return unlocked;
            book.Seal(submitted.Value);
            db.Add(submitted.Value);
            receipt = bid.LastReceived!;
            await workflows.TellSubmittedAsync(bid, conditions.Terms, receipt.Version, ct);
            await desk.TellAllAsync(bid, "BidReceived", $"/receipts/{receipt.Id}", ReceiptMail.Values(receipt, bid, conditions.Terms), ct);
            return Result.Done;
        }, ct);
        return done.Refusal is { } r ? r : receipt!;
    }

    /// <summary>Null when it is not too late: the deadline was extended a moment ago.</summary>
    private async Task<Result<Receipt>?> RefuseAsLateAsync(string reference, DateTimeOffset arrivedAt, CancellationToken ct)
    {
        Receipt? receipt = null;
        var done = await desk.ChangeAsync(reference, MaySubmit, async (bid, conditions) =>
        {
            if (arrivedAt < conditions.Terms.ClosesAt) return Result.Done;
            receipt = await LateReceipt.GiveAsync(desk, bid, conditions, "BidRefusedAsLate", () => bid.RefuseAsLate(conditions.Terms, arrivedAt, who.DisplayName), ct);
            return Result.Done;
        }, ct);
        if (done.Refusal is { } r) return r;
        if (receipt is null) return null;
        return receipt;
    }

    /// <summary>Reads every file once more before the version is acknowledged; returns the name of one that is not what was uploaded.</summary>
    private async Task<string?> UnreadableAsync(Bid bid, CancellationToken ct)
    {
        foreach (var file in bid.Content.Files)
        {
            await using var content = await files.OpenAsync(file.FileId, ct);
            if (content is null || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != file.Sha256.ToLowerInvariant()) return file.Name;
        }

        return null;
    }

    private bool MaySubmit(Bid bid) => who.May(Duties.Approve, bid.Content.LeadOrganisationId);
}
