using Procurement.Evaluation.Domain;

namespace Procurement.Evaluation.Tests.RankBids;

public sealed class RankingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 28, 11, 0, 0, TimeSpan.Zero);
    private static readonly Criterion Service = new(Guid.CreateVersion7(), "Service quality", 30, null);
    private static readonly Criterion Local = new(Guid.CreateVersion7(), "Local partnership", 15, null);
    private static readonly Criterion Reach = new(Guid.CreateVersion7(), "Equality and reach", 10, null);
    private static readonly Criterion Safety = new(Guid.CreateVersion7(), "People and safeguarding", 10, 3.5m);
    private static readonly Criterion Start = new(Guid.CreateVersion7(), "Mobilisation", 5, null);
    private static readonly Criterion[] All = [Service, Local, Reach, Safety, Start];
    private static readonly Criterion[] NoThreshold = [Service, Local, Reach, Safety with { Threshold = null }, Start];

    private static BidToRank Bid(string name, decimal price, decimal quality, DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(), name, at ?? Noon, price, All.ToDictionary(c => c.Id, _ => quality));

    [Theory]
    [InlineData(176000, 4.1, 169000, 3.4, "4.31", "3.88")]
    [InlineData(34500, 4.0, 33000, 3.5, "4.23", "3.95")]
    [InlineData(508000, 4.2, 515000, 3.8, "4.44", "4.14")]
    public void The_totals_of_the_demonstration_follow_from_the_published_formula(
        int price, double quality, int otherPrice, double otherQuality, string total, string otherTotal)
    {
        var ranked = Ranking.Of(NoThreshold, 30, [Bid("first", price, (decimal)quality), Bid("second", otherPrice, (decimal)otherQuality)]);
        Assert.Equal([total, otherTotal], ranked.Select(b => decimal.Round(b.Total, 2, MidpointRounding.AwayFromZero).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(["first", "second"], ranked.Select(b => b.BidderName));
        Assert.Equal([1, 2], ranked.Select(b => b.Rank));
    }

    [Fact]
    public void A_bid_below_a_threshold_is_not_ranked_and_its_price_sets_no_one_elses_score()
    {
        var ranked = Ranking.Of(All, 30, [Bid("cheap and poor", 298000, 3.1m), Bid("good", 312000, 4.2m)]);
        Assert.Equal("good", ranked[0].BidderName);
        Assert.Equal(5m, ranked[0].PriceScore);
        Assert.Equal("4.44", decimal.Round(ranked[0].Total, 2).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(ranked[1].PassedThresholds);
        Assert.Equal(0, ranked[1].Rank);
    }

    [Fact]
    public void Totals_that_look_equal_when_rounded_are_ranked_as_they_are()
    {
        var ranked = Ranking.Of(NoThreshold, 30, [Bid("a hair dearer", 100001m, 4m), Bid("a hair cheaper", 100000m, 4m)]);
        Assert.Equal("a hair cheaper", ranked[0].BidderName);
        Assert.Equal(decimal.Round(ranked[0].Total, 2), decimal.Round(ranked[1].Total, 2));
    }

    [Fact]
    public void With_equal_totals_the_higher_quality_goes_first()
    {
        // 70 x 4.0 + 30 x 5 = 430; 70 x 5.0 + 30 x 80/30 = 430.
        var ranked = Ranking.Of(NoThreshold, 30, [Bid("cheaper", 80m, 4m, Noon.AddHours(-1)), Bid("better", 150m, 5m)]);
        Assert.Equal(ranked[0].Total, ranked[1].Total);
        Assert.Equal("better", ranked[0].BidderName);
    }

    [Fact]
    public void With_equal_totals_and_quality_the_earlier_submission_goes_first()
    {
        var ranked = Ranking.Of(NoThreshold, 30, [Bid("later", 100m, 4m, Noon.AddMinutes(1)), Bid("earlier", 100m, 4m)]);
        Assert.Equal("earlier", ranked[0].BidderName);
    }
}
