using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Awards.EditFeedback;

internal sealed class EditFeedbackHandler(PortalDbContext db, IWho who, AwardRoom room)
{
    public async Task<Result> HandleAsync(string reference, Guid bidId, int rowVersion, IReadOnlyDictionary<Guid, string> reasons, CancellationToken ct)
    {
        if (await room.OfMineAsync(reference, ct) is not { } award) return new NotFound();
        if (!AwardRoom.MayPropose(who, award.LeadProviderId)) return new NotAllowed();
        if (award.Bids.FirstOrDefault(b => b.BidId == bidId) is { } bid && bid.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (award.ChangeFeedback(bidId, reasons).Refusal is { } refusal) return refusal;
        // The award's own row counts too: an approval that runs at the same time has read other words, and one of the two must give way.
        db.Entry(award).Property(a => a.RowVersion).IsModified = true;
        return await db.SaveAsync(ct: ct);
    }
}
