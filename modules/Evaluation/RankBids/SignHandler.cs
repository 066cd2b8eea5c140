using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;

namespace Procurement.Evaluation.RankBids;

internal sealed class SignHandler(PortalDbContext db, IWho who, EvaluationRoom room, INotify notify, TimeProvider clock)
{
    public async Task<Result> HandleAsync(string reference, int lotNumber, CancellationToken ct)
    {
        if (await room.LotAsync(reference, lotNumber, ct) is not { } lot || who.UserId is not { } me) return new NotFound();
        if (!who.May(Duties.Evaluate, lot.Terms.LeadProviderId)) return new NotAllowed();
        if (lot.Evaluation.Sign(me, who.DisplayName, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        await notify.SendAsync(new Notice("EvaluationSigned", new To.Organisation(lot.Terms.LeadProviderId, Duties.Write), lot.Url + "/ranking",
            new() { ["Reference"] = reference, ["Title"] = lot.Terms.Title, ["Lot"] = lot.Lot.ToString(), ["Name"] = who.DisplayName }), ct);
        return await db.SaveAsync(ct: ct);
    }
}
