using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;

namespace Procurement.Evaluation.DeclareInterest;

internal sealed class DeclareInterestHandler(PortalDbContext db, IWho who, EvaluationRoom room, INotify notify, TimeProvider clock)
{
    public async Task<Result> HandleAsync(string reference, int lotNumber, bool hasInterest, string? what, CancellationToken ct)
    {
        if (await room.LotAsync(reference, lotNumber, ct) is not { } lot || who.UserId is not { } me) return new NotFound();
        if (!who.May(Duties.Evaluate, lot.Terms.LeadProviderId)) return new NotAllowed();
        if (lot.Evaluation.Declare(me, hasInterest, what, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        room.Touch(lot.Evaluation);
        if (hasInterest)
        {
            await notify.SendAsync(new Notice("EvaluatorRecused", new To.Organisation(lot.Terms.LeadProviderId, Duties.Approve), lot.Url,
                new() { ["Reference"] = reference, ["Title"] = lot.Terms.Title, ["Lot"] = lot.Lot.ToString(), ["Name"] = who.DisplayName }), ct);
        }

        return await db.SaveAsync(ct: ct);
    }
}
