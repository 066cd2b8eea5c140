using Procurement.Evaluation.Contracts;

namespace Procurement.Evaluation.Domain;

/// <summary>A bid with what the ranking needs of it.</summary>
internal sealed record BidToRank(Guid Id, string Bidder, DateTimeOffset SubmittedAt, decimal Price, IReadOnlyDictionary<Guid, decimal> Quality);

/// <summary>
/// The published formula. The price score is 5 × the lowest price among the bids past all thresholds ÷ this price; the total is the sum
/// of weight × score ÷ 100. Nothing is rounded before it is ranked.
/// </summary>
internal static class Ranking
{
    public static IReadOnlyList<RankedBid> Of(IReadOnlyList<Criterion> quality, int priceWeight, IReadOnlyList<BidToRank> bids)
    {
        var past = bids.Where(b => PassesAll(quality, b)).ToList();
        var lowest = past.Where(b => b.Price > 0).Select(b => b.Price).DefaultIfEmpty(0).Min();
        var weights = quality.Sum(c => c.Weight);
        var ranked = past
            .Select(b => Ranked(b, quality, weights, priceWeight, PriceScore(lowest, b.Price)))
            .OrderByDescending(b => b.Ranked.Total).ThenByDescending(b => b.Ranked.Quality).ThenBy(b => b.SubmittedAt)
            .Select((b, i) => b.Ranked with { Rank = i + 1, PassedThresholds = true });
        var below = bids.Except(past)
            .Select(b => Ranked(b, quality, weights, priceWeight, 0).Ranked)
            .OrderByDescending(b => b.Quality);
        return [.. ranked, .. below];
    }

    public static decimal PriceScore(decimal lowest, decimal price) => price <= 0 ? 0 : 5m * lowest / price;

    private static bool PassesAll(IReadOnlyList<Criterion> quality, BidToRank bid) =>
        quality.All(c => c.Threshold is not { } least || bid.Quality.GetValueOrDefault(c.Id) >= least);

    private static (RankedBid Ranked, DateTimeOffset SubmittedAt) Ranked(BidToRank bid, IReadOnlyList<Criterion> quality, int weights, int priceWeight, decimal priceScore)
    {
        var sum = quality.Sum(c => c.Weight * bid.Quality.GetValueOrDefault(c.Id));
        var total = (sum + (priceWeight * priceScore)) / 100m;
        return (new RankedBid(bid.Id, bid.Bidder, weights == 0 ? 0 : sum / weights, priceScore, total, 0, false, bid.Price), bid.SubmittedAt);
    }
}
