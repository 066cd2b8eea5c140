using Procurement.Bidding.Domain;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Tests.Domain;

public sealed class StartTests
{
    private static Kernel.Refusal? Start(ABid story, Guid[] lots, DateTimeOffset at) => Bid.Start("ABCD-2345", story.Conditions, lots, "Chief", at).Refusal;

    [Fact]
    public void A_bid_is_for_at_least_one_lot_that_takes_bids()
    {
        var story = new ABid().Started();
        Assert.IsType<ChooseALot>(Start(story, [], ABid.Before));
        Assert.IsType<LotTakesNoBids>(Start(story, [Guid.CreateVersion7()], ABid.Before));
        Assert.Null(Start(story, [story.LotOne, story.LotTwo], ABid.Before));
    }

    [Fact]
    public void At_the_closing_instant_no_bid_can_be_started()
    {
        var story = new ABid().Started();
        Assert.Null(Start(story, [story.LotOne], ABid.Closes.AddTicks(-1)));
        Assert.IsType<OpportunityTakesNoBids>(Start(story, [story.LotOne], ABid.Closes));
    }

    [Theory]
    [InlineData(OpportunityStage.Planned)]
    [InlineData(OpportunityStage.Withdrawn)]
    public void Only_an_open_notice_takes_bids(OpportunityStage stage)
    {
        var story = new ABid().Started();
        story.NoticeBecomes(stage);
        Assert.IsType<OpportunityTakesNoBids>(Start(story, [story.LotOne], ABid.Before));
    }

    [Fact]
    public void References_are_random_and_hold_no_letters_that_are_mistaken()
    {
        var references = Enumerable.Range(0, 500).Select(_ => BidBook.NewReference()).ToArray();
        Assert.Equal(500, references.Distinct().Count());
        Assert.All(references, r => Assert.Matches("^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$", r));
    }
}
