using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Awards.EditFeedback;

internal sealed class EditFeedbackHandler(PortalDbContext db, IWho who, AwardRoom room)
{
    public async Task<Result> HandleAsync(string reference, Guid bidId, IReadOnlyDictionary<Guid, string> reasons, CancellationToken ct)
    {
        if (await room.OfMineAsync(reference, ct) is not { } award) return new NotFound();
        if (!AwardRoom.MayPropose(who, award.LeadProviderId)) return new NotAllowed();
        if (award.ChangeFeedback(bidId, reasons).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }
}
