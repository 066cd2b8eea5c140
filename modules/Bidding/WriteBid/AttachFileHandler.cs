using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Kernel;
using Procurement.Media.Contracts;

namespace Procurement.Bidding.WriteBid;

/// <summary>Adds a file to a bid and takes one away.</summary>
internal sealed class AttachFileHandler(BidDesk desk, IFiles files, IWho who)
{
    public async Task<Result> AttachAsync(string reference, Stream content, string name, long length, BidFileClass kind, CancellationToken ct)
    {
        if (await desk.FindAsync(reference, ct) is not { } mine) return new NotFound();
        if (!mine.Bid.Content.Members.Exists(m => who.May(Duties.Write, m.OrganisationId))) return new NotAllowed();
        if (desk.Arrived >= mine.Terms.ClosesAt) return new OpportunityHasClosed(mine.Terms.ClosesAt);

        // Stored, synced and sealed first, outside any transaction; a file that no bid then takes is cleared away by Media.
        var stored = await files.StoreAsync(new Upload(content, name, length, new FileOwner(BidFileRights.Kind, mine.Bid.Id), Sealed: true, Field: "Input.File"), ct);
        if (stored.Refusal is { } refusal) return refusal;
        var file = stored.Value;
        return await desk.ChangeAsync(reference, bid => bid.Content.Members.Exists(m => who.May(Duties.Write, m.OrganisationId)), async (bid, conditions) =>
        {
            var attachment = new BidAttachment { FileId = file.Id, Name = file.Name, Size = file.Size, Sha256 = file.Sha256, Class = kind, AddedAt = desk.Arrived };
            var done = bid.Attach(conditions, attachment, who.DisplayName, desk.Arrived);
            if (done.IsDone) await files.ClaimAsync([file.Id], ct);
            return done;
        }, ct);
    }

    public Task<Result> DetachAsync(string reference, Guid fileId, CancellationToken ct) =>
        desk.ChangeAsync(reference, bid => bid.Content.Members.Exists(m => who.May(Duties.Write, m.OrganisationId)), async (bid, conditions) =>
        {
            var done = bid.Detach(conditions, fileId, who.DisplayName, desk.Arrived);
            // A version that was received keeps its files, whatever becomes of the draft.
            if (done.IsDone && !bid.Content.Receipts.Exists(r => r.WasAccepted)) await files.ReleaseAsync([fileId], ct);
            return done;
        }, ct);
}
