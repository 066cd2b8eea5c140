using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Evaluation.Domain;

/// <summary>A lot whose bids are open, with its evaluation and its bids, for a member of the lead provider.</summary>
internal sealed record LotInHand(OpportunityTerms Terms, LotTerms Lot, LotEvaluation Evaluation, IReadOnlyList<OpenedBid> Bids)
{
    /// <summary>The bids that are evaluated: all but the disqualified.</summary>
    public IReadOnlyList<OpenedBid> ToScore { get; } = [.. Bids.Where(b => b.Status is not BidStatus.Disqualified)];

    public IReadOnlyList<BidToScore> BidsToScore => [.. ToScore.Select(b => new BidToScore(b.Id, b.BidderName, b.Status is BidStatus.Compliant))];

    public IReadOnlyList<CriterionTerms> QualityTerms { get; } = [.. Terms.Criteria.Where(c => !c.IsPrice)];

    public IReadOnlyList<Criterion> Quality => [.. QualityTerms.Select(c => new Criterion(c.Id, c.Name, c.Weight, c.Threshold))];

    public int PriceWeight => Terms.Criteria.Where(c => c.IsPrice).Sum(c => c.Weight);

    public string Url => $"/lead/opportunities/{Terms.Reference}/lots/{Lot.Number}/evaluation";

    public bool IsScoringStage => Lot.Stage is LotStage.Opened or LotStage.Evaluating;
}

/// <summary>Finds what is being evaluated, and asks first whether this person may know of it.</summary>
internal sealed class EvaluationRoom(PortalDbContext db, IWho who, IOpportunities opportunities, IOpenedBids bids, TimeProvider clock)
{
    /// <summary>The opportunity, when it is this person's lead provider's and its bids are open; else null.</summary>
    public async Task<OpportunityTerms?> OpportunityAsync(string reference, CancellationToken ct) =>
        await opportunities.FindByReferenceAsync(reference.ToUpperInvariant(), ct) is { } terms
        && who.BelongsTo(terms.LeadProviderId)
        && await bids.IsOpenAsync(terms.Id, ct) ? terms : null;

    /// <summary>The lot with its evaluation, which is begun when nobody has; null when it is not for this person.</summary>
    public async Task<LotInHand?> LotAsync(string reference, int number, CancellationToken ct)
    {
        if (await OpportunityAsync(reference, ct) is not { } terms || terms.Lots.FirstOrDefault(l => l.Number == number) is not { } lot) return null;
        var evaluation = await LoadAsync(lot.Id, ct);
        if (evaluation is null)
        {
            evaluation = new LotEvaluation(lot.Id, terms.Id, terms.Reference, lot.Number, terms.LeadProviderId, clock.GetUtcNow());
            db.Add(evaluation);
        }

        return new LotInHand(terms, lot, evaluation, await bids.OfLotAsync(lot.Id, ct));
    }

    /// <summary>Counts a change that touches only rows below the evaluation's own: two who change its panel and its scores at once meet here.</summary>
    public void Touch(LotEvaluation evaluation) => Touch(db, evaluation);

    public static void Touch(PortalDbContext db, LotEvaluation evaluation)
    {
        if (db.Entry(evaluation) is { State: EntityState.Unchanged } entry) entry.Property(e => e.StartedAt).IsModified = true;
    }

    public Task<LotEvaluation?> LoadAsync(Guid lotId, CancellationToken ct) => db.Set<LotEvaluation>()
        .Include(e => e.Panel).ThenInclude(p => p.Scores).Include(e => e.Agreed).AsSplitQuery()
        .FirstOrDefaultAsync(e => e.LotId == lotId, ct);
}

/// <summary>Answers rooms above.</summary>
internal sealed class EvaluationQueries(PortalDbContext db, IOpportunities opportunities, IOpenedBids bids) : IEvaluation
{
    public async Task<LotRanking?> RankingAsync(Guid lotId, CancellationToken ct)
    {
        var evaluation = await LoadAsync(lotId, ct);
        if (evaluation is null) return null;
        if (evaluation.QualityLockedAt is null) return new LotRanking(false, false, []);
        if (await opportunities.FindByLotAsync(lotId, ct) is not { } terms) return null;
        var quality = terms.Criteria.Where(c => !c.IsPrice).Select(c => new Criterion(c.Id, c.Name, c.Weight, c.Threshold)).ToList();
        var prices = await bids.PricesOfLotAsync(lotId, ct);
        var toRank = (await bids.OfLotAsync(lotId, ct)).Where(b => b.Status is BidStatus.Compliant).Select(b => new BidToRank(
            b.Id, b.BidderName, b.SubmittedAt, prices.GetValueOrDefault(b.Id),
            evaluation.Agreed.Where(a => a.BidId == b.Id).ToDictionary(a => a.CriterionId, a => a.Value))).ToList();
        return new LotRanking(true, evaluation.SignedAt is not null, Ranking.Of(quality, terms.Criteria.Where(c => c.IsPrice).Sum(c => c.Weight), toRank));
    }

    public async Task<IReadOnlyList<CriterionScore>> ScoresAsync(Guid lotId, Guid bidId, CancellationToken ct)
    {
        var evaluation = await LoadAsync(lotId, ct);
        if (evaluation?.QualityLockedAt is null || await opportunities.FindByLotAsync(lotId, ct) is not { } terms) return [];
        if (evaluation.Agreed.All(a => a.BidId != bidId)) return [];
        var ranked = (await RankingAsync(lotId, ct))?.Bids.FirstOrDefault(b => b.BidId == bidId);
        return [.. terms.Criteria.OrderBy(c => c.IsPrice).Select(c =>
        {
            if (c.IsPrice) return new CriterionScore(c.Id, c.Name, c.Weight, ranked?.PriceScore ?? 0, "", true);
            var agreed = evaluation.Agreed.FirstOrDefault(a => a.BidId == bidId && a.CriterionId == c.Id);
            return new CriterionScore(c.Id, c.Name, c.Weight, agreed?.Value ?? 0, agreed?.Reason ?? "");
        })];
    }

    public async Task<bool> IsRecusedAsync(Guid lotId, Guid? userId, CancellationToken ct) =>
        userId is not null && await db.Set<LotEvaluation>().AnyAsync(
            e => e.LotId == lotId && e.Panel.Any(p => p.UserId == userId && p.Interest != null), ct);

    private Task<LotEvaluation?> LoadAsync(Guid lotId, CancellationToken ct) =>
        db.Set<LotEvaluation>().AsNoTracking().Include(e => e.Agreed).FirstOrDefaultAsync(e => e.LotId == lotId, ct);
}

/// <summary>Answers Bidding: prices may be read once quality is locked.</summary>
internal sealed class PricesUnlocked(PortalDbContext db) : IPricesUnlocked
{
    public async Task<bool> ForLotAsync(Guid lotId, CancellationToken ct) =>
        await db.Set<LotEvaluation>().AnyAsync(e => e.LotId == lotId && e.QualityLockedAt != null, ct);
}
