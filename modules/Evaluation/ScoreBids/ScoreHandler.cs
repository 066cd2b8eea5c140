using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.ScoreBids;

/// <summary>Saves one person's scores as they go, and locks them.</summary>
internal sealed class ScoreHandler(PortalDbContext db, IWho who, EvaluationRoom room, TimeProvider clock)
{
    public async Task<Result> SaveAsync(string reference, int lotNumber, Guid bidId, IReadOnlyList<ScoreEntry> entries, CancellationToken ct)
    {
        if (await MineAsync(reference, lotNumber, ct) is not { } lot) return new NotFound();
        if (lot.ToScore.All(b => b.Id != bidId)) return new NotFound();
        if (lot.Evaluation.SaveScores(who.UserId!.Value, bidId, lot.Quality, entries, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
    }

    public async Task<Result> LockAsync(string reference, int lotNumber, CancellationToken ct)
    {
        if (await MineAsync(reference, lotNumber, ct) is not { } lot) return new NotFound();
        if (lot.Evaluation.LockMine(who.UserId!.Value, lot.BidsToScore, lot.Quality, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        room.Touch(lot.Evaluation);
        return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
    }

    private async Task<LotInHand?> MineAsync(string reference, int lotNumber, CancellationToken ct) =>
        who.UserId is not null && await room.LotAsync(reference, lotNumber, ct) is { } lot && who.May(Duties.Evaluate, lot.Terms.LeadProviderId) ? lot : null;
}
