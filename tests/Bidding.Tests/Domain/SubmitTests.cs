using Procurement.Bidding.Domain;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Tests.Domain;

public sealed class SubmitTests
{
    [Fact]
    public void A_complete_bid_is_received_and_its_receipt_names_the_version_and_the_instant()
    {
        var story = new ABid().Complete();
        var version = story.Submit(ABid.Closes.AddTicks(-1));
        Assert.Null(version.Refusal);
        var receipt = story.Bid.LastReceived!;
        Assert.Equal((1, ABid.Closes.AddTicks(-1), true, version.Value.Id), (receipt.Version, receipt.ArrivedAt, receipt.WasAccepted, receipt.Id));
        Assert.Matches("^[0-9a-f]{64}$", receipt.Hash);
        Assert.Equal(BidState.Submitted, story.Bid.StateUnder(story.Terms));
    }

    [Fact]
    public void At_the_closing_instant_it_is_too_late()
    {
        Assert.IsType<OpportunityHasClosed>(new ABid().Complete().Submit(ABid.Closes).Refusal);
        Assert.IsType<OpportunityHasClosed>(new ABid().Complete().Submit(ABid.Closes.AddSeconds(1)).Refusal);
    }

    [Fact]
    public void What_had_arrived_in_time_counts_although_the_notice_has_closed_meanwhile()
    {
        var story = new ABid().Complete();
        story.NoticeBecomes(OpportunityStage.Closed);
        Assert.Null(story.Submit(ABid.Closes.AddMilliseconds(-1)).Refusal);
    }

    [Fact]
    public void A_refusal_for_lateness_leaves_a_receipt_and_the_draft_as_it_was()
    {
        var story = new ABid().Complete();
        var receipt = story.Bid.RefuseAsLate(story.Terms, ABid.Closes.AddMinutes(3), "Chief");
        Assert.False(receipt.WasAccepted);
        Assert.Equal(ABid.Closes, receipt.ClosesAt);
        Assert.Null(story.Bid.LastReceived);
        Assert.Equal(BidState.Draft, story.Bid.StateUnder(story.Terms));
        Assert.Equal("Like this.", story.Bid.Content.Answers.Values.Single());
    }

    [Fact]
    public void A_late_second_version_leaves_the_first_standing()
    {
        var story = new ABid().Submitted();
        Assert.True(story.Reword().IsDone);
        story.Bid.RefuseAsLate(story.Terms, ABid.Closes, "Chief");
        Assert.Equal(1, story.Bid.LastReceived!.Version);
    }

    [Fact]
    public void The_same_version_is_not_received_twice_and_a_changed_one_replaces_it()
    {
        var story = new ABid().Submitted();
        Assert.Equal(new BidAlreadySubmitted(ABid.Before), story.Submit(ABid.Before.AddHours(1)).Refusal);
        Assert.True(story.Reword().IsDone);
        Assert.True(story.Bid.HasUnsentChanges);
        Assert.Null(story.Submit(ABid.Before.AddHours(2)).Refusal);
        Assert.Equal(2, story.Bid.LastReceived!.Version);
        Assert.Equal(2, story.Bid.Content.Receipts.Count);
    }

    [Fact]
    public void A_material_change_of_the_notice_asks_for_the_bid_again()
    {
        var story = new ABid().Submitted();
        story.NoticeChanges();
        Assert.Equal(BidState.NeedsReconfirming, story.Bid.StateUnder(story.Terms));
        story.Bid.Follow(story.Conditions, ABid.Before);
        Assert.Equal(BidState.NeedsReconfirming, story.Bid.StateUnder(story.Terms));
        Assert.Equal(new ConfirmWhatWasReceived(1), story.Submit(ABid.Before.AddDays(1)).Refusal);
        Assert.True(story.Reword().IsDone);
        Assert.Null(story.Submit(ABid.Before.AddDays(1)).Refusal);
        Assert.Equal((BidState.Submitted, 2), (story.Bid.StateUnder(story.Terms), story.Bid.LastReceived!.Version));
    }

    [Fact]
    public void Every_part_is_needed()
    {
        Assert.IsType<BidIsIncomplete>(new ABid().Started().Submit(ABid.Before).Refusal);
        var noPrice = new ABid().Complete();
        noPrice.Bid.Content.Prices.Clear();
        Assert.Equal(new BidIsIncomplete(1), noPrice.Submit(ABid.Before).Refusal);
        var tooLong = new ABid().Complete();
        Assert.True(tooLong.Reword(string.Join(' ', Enumerable.Repeat("word", 51))).IsDone);
        Assert.Equal(new BidIsIncomplete(1), tooLong.Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void In_Wales_the_Welsh_language_statement_is_needed_too()
    {
        var story = new ABid().InWales().Complete();
        story.Bid.Content.WelshStatement = "";
        Assert.Equal(new BidIsIncomplete(1), story.Submit(ABid.Before).Refusal);
        Assert.Null(new ABid().InWales().Complete().Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void An_unincorporated_group_neither_bids_alone_nor_leads()
    {
        Assert.IsType<UnincorporatedCannotBidAlone>(new ABid("Mosaic Lane Community Voice (demo)", canSign: false).Complete().Submit(ABid.Before).Refusal);
        Assert.IsType<LeadCannotSign>(new ABid("Mosaic Lane Community Voice (demo)", canSign: false).With("Partner (demo)", 40).Accepted().Submit(ABid.Before).Refusal);
        Assert.Null(new ABid().With("Mosaic Lane Community Voice (demo)", 15, canSign: false).Accepted().Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void A_bid_can_be_withdrawn_until_it_closes_and_then_says_nothing_more()
    {
        var story = new ABid().Submitted();
        Assert.IsType<SayWhyYouWithdraw>(story.Bid.Withdraw(story.Terms, " ", ABid.Before).Refusal);
        Assert.IsType<TooLateToWithdraw>(story.Bid.Withdraw(story.Terms, "We join a consortium.", ABid.Closes).Refusal);
        Assert.True(story.Bid.Withdraw(story.Terms, "We join a consortium.", ABid.Closes.AddTicks(-1)).IsDone);
        Assert.Null(story.Bid.LastReceived);
        Assert.IsType<BidWasWithdrawn>(story.Reword().Refusal);
        Assert.IsType<BidWasWithdrawn>(story.Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void The_hash_covers_everything_and_the_envelope_gives_it_all_back()
    {
        var story = new ABid().Complete();
        var (version, hash) = BidVersion.Of(story.Bid, story.Terms, ABid.Before, "Chief");
        var (_, again) = BidVersion.Of(story.Bid, story.Terms, ABid.Before, "Chief");
        Assert.Equal(hash, again);
        story.Bid.Content.Prices[story.LotOne]++;
        Assert.NotEqual(hash, BidVersion.Of(story.Bid, story.Terms, ABid.Before, "Chief").Hash);

        version.Seal(text => "sealed:" + text);
        Assert.StartsWith("sealed:", version.Sealed, StringComparison.Ordinal);
        Assert.Equal(84_000, version.Open(text => text["sealed:".Length..]).Prices[story.LotOne]);
    }
}
