using Procurement.Evaluation.Contracts;

namespace Procurement.Awards.Domain;

/// <summary>Who gets which place by a signed ranking: the first that is not passed over is preferred, the next the reserve.</summary>
internal static class Placing
{
    /// <summary>The place of each ranked bid. The ranking itself stays as it was signed, and what is passed over keeps its rank.</summary>
    public static IReadOnlyDictionary<Guid, AwardPlace> Of(LotRanking ranking, IEnumerable<Guid> passedOver)
    {
        var leftOut = passedOver.ToHashSet();
        var places = new Dictionary<Guid, AwardPlace>();
        var inLine = 0;
        foreach (var bid in ranking.Bids.OrderBy(b => b.Rank))
        {
            places[bid.BidId] = !bid.PassedThresholds || bid.Rank == 0 ? AwardPlace.BelowThreshold
                : leftOut.Contains(bid.BidId) ? AwardPlace.PassedOver
                : ++inLine switch { 1 => AwardPlace.Preferred, 2 => AwardPlace.Reserve, _ => AwardPlace.Unsuccessful };
        }

        return places;
    }
}
