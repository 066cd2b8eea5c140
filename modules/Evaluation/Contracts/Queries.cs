namespace Procurement.Evaluation.Contracts;

/// <summary>What rooms above may know of the scores of a lot. Whoever shows it to a person decides first whether that person may see it.</summary>
public interface IEvaluation
{
    /// <summary>The ranking of a lot; null when nobody has been asked to score it. Prices and totals are in it only when quality is locked.</summary>
    Task<LotRanking?> RankingAsync(Guid lotId, CancellationToken ct);

    /// <summary>The agreed scores of one bid with their reasons, price last; empty until quality is locked.</summary>
    Task<IReadOnlyList<CriterionScore>> ScoresAsync(Guid lotId, Guid bidId, CancellationToken ct);

    /// <summary>True when that person declared an interest in the lot: nothing of its bids is for their eyes.</summary>
    Task<bool> IsRecusedAsync(Guid lotId, Guid? userId, CancellationToken ct);
}

/// <summary>The bids of a lot, best first.</summary>
/// <param name="QualityLocked">True when every quality score is agreed and closed; before that <paramref name="Bids"/> is empty.</param>
/// <param name="IsComplete">True when the panel has signed.</param>
/// <param name="Bids">Ranked on unrounded totals: ties by quality, then by the earlier submission. Bids below a threshold come last, with rank 0.</param>
public sealed record LotRanking(bool QualityLocked, bool IsComplete, IReadOnlyList<RankedBid> Bids);

/// <summary>One bid in the ranking; figures are unrounded.</summary>
public sealed record RankedBid(Guid BidId, string BidderName, decimal Quality, decimal PriceScore, decimal Total, int Rank, bool PassedThresholds, decimal PriceAYear = 0);

/// <summary>The agreed score of one bid against one criterion. The reason of the price criterion is empty: its score is arithmetic.</summary>
public sealed record CriterionScore(Guid CriterionId, string Name, int Weight, decimal Score, string Reason, bool IsPrice = false);
