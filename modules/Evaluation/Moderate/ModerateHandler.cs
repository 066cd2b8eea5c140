using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.Moderate;

internal sealed class ModerateHandler(PortalDbContext db, IWho who, EvaluationRoom room, TimeProvider clock)
{
    public async Task<Result> HandleAsync(string reference, int lotNumber, IReadOnlyList<AgreedEntry> entries, bool lockNow, int rowVersion, CancellationToken ct)
    {
        if (await room.LotAsync(reference, lotNumber, ct) is not { } lot || who.UserId is not { } me) return new NotFound();
        if (!who.May(Duties.Evaluate, lot.Terms.LeadProviderId)) return new NotAllowed();
        if (lot.Evaluation.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (lot.Evaluation.Moderate(me, entries, lot.BidsToScore, lot.Quality, lockNow, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        room.Touch(lot.Evaluation);
        return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
    }
}
