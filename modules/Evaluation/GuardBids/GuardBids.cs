using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.GuardBids;

/// <summary>
/// Answers Bidding: who declared an interest in a lot reads none of its bids, nor who has still to say; who only evaluates reads them
/// once on the panel. A bid for two lots is read by those who score it in either.
/// </summary>
internal sealed class SightOfBids(PortalDbContext db) : ISightOfBids
{
    public async Task<bool> MayReadAsync(Guid leadProviderId, IReadOnlyCollection<Guid> lotIds, IWho who, CancellationToken ct)
    {
        var evaluations = await OfAsync(lotIds, ct);
        if (evaluations.Exists(e => e.Scores(who.UserId))) return true;
        return !StandsInTheWay(evaluations, who) && Administers(leadProviderId, who);
    }

    public async Task<bool> MayDecideAsync(Guid leadProviderId, IReadOnlyCollection<Guid> lotIds, IWho who, CancellationToken ct) =>
        Administers(leadProviderId, who) && !StandsInTheWay(await OfAsync(lotIds, ct), who);

    private Task<List<LotEvaluation>> OfAsync(IReadOnlyCollection<Guid> lotIds, CancellationToken ct) =>
        db.Set<LotEvaluation>().AsNoTracking().Include(e => e.Panel).Where(e => lotIds.Contains(e.LotId)).ToListAsync(ct);

    private static bool StandsInTheWay(List<LotEvaluation> evaluations, IWho who) => evaluations.Exists(e => e.IsRecused(who.UserId) || e.IsUndeclared(who.UserId));

    private static bool Administers(Guid leadProviderId, IWho who) =>
        who.May(Duties.Manage, leadProviderId) || who.May(Duties.Write, leadProviderId) || who.May(Duties.Approve, leadProviderId);
}

/// <summary>Answers Bidding: whether a bid complies is settled once quality is locked. Until then the lot's row is counted on, so that a lock beside it fails.</summary>
internal sealed class HoldEvaluation(PortalDbContext db) : IHoldEvaluation
{
    public async Task<Result> HoldAsync(IReadOnlyCollection<Guid> lotIds, CancellationToken ct)
    {
        foreach (var evaluation in await db.Set<LotEvaluation>().Where(e => lotIds.Contains(e.LotId)).ToListAsync(ct))
        {
            if (evaluation.MayChangeCompliance().Refusal is { } settled) return settled;
            EvaluationRoom.Touch(db, evaluation);
        }

        return Result.Done;
    }
}
