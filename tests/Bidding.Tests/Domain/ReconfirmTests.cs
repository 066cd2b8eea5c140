using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Tests.Domain;

public sealed class ReconfirmTests
{
    private static Result<Receipt> Confirm(ABid story, DateTimeOffset? at = null) => story.Bid.Reconfirm(story.Conditions, at ?? ABid.Before.AddDays(1), "Chief");

    private static ABid Amended(ABid? story = null)
    {
        story ??= new ABid().Submitted();
        story.NoticeChanges();
        story.Bid.Follow(story.Conditions, ABid.Before);
        return story;
    }

    [Fact]
    public void The_version_that_was_received_is_confirmed_as_it_is()
    {
        var story = Amended();
        var first = story.Bid.LastReceived!;
        var receipt = Confirm(story).Value;
        Assert.Equal((first.Id, first.Id, first.Version, first.Hash, 2), (receipt.Confirms!.Value, receipt.VersionId, receipt.Version, receipt.Hash, receipt.TermsVersion));
        Assert.NotEqual(first.Id, receipt.Id);
        Assert.Same(receipt, story.Bid.LastReceived);
        Assert.Equal((BidState.Submitted, 1), (story.Bid.StateUnder(story.Terms), story.Bid.Content.Version));
        Assert.Equal(2, Assert.Single(story.Bid.Events.OfType<BidReconfirmed>()).TermsVersion);
        Assert.Equal(new BidAlreadySubmitted(receipt.ArrivedAt), Confirm(story).Refusal);
    }

    [Fact]
    public void After_each_material_amendment_it_is_confirmed_again_and_names_the_one_version()
    {
        var story = Amended();
        var version = story.Bid.LastReceived!.Id;
        Assert.Null(Confirm(story).Refusal);
        Amended(story);
        Assert.Equal(BidState.NeedsReconfirming, story.Bid.StateUnder(story.Terms));
        Assert.Equal(version, Confirm(story).Value.VersionId);
    }

    [Fact]
    public void Before_any_amendment_and_before_any_submission_there_is_nothing_to_confirm()
    {
        Assert.IsType<BidAlreadySubmitted>(Confirm(new ABid().Submitted()).Refusal);
        Assert.IsType<NothingToConfirm>(Confirm(Amended(new ABid().Complete())).Refusal);
    }

    [Fact]
    public void At_the_new_closing_instant_it_is_too_late_and_at_the_old_one_it_is_not()
    {
        Assert.Null(Confirm(Amended(), ABid.Closes).Refusal);
        var story = Amended();
        Assert.Equal(new OpportunityHasClosed(story.Terms.ClosesAt), Confirm(story, story.Terms.ClosesAt).Refusal);
        var late = story.Bid.RefuseToReconfirm(story.Terms, story.Terms.ClosesAt, "Chief");
        Assert.False(late.WasAccepted);
        Assert.Equal((BidState.NeedsReconfirming, 1), (story.Bid.StateUnder(story.Terms), story.Bid.LastReceived!.TermsVersion));
    }

    [Fact]
    public void What_its_members_accepted_stays_accepted()
    {
        var story = Amended(new ABid().With("Partner (demo)", 40).Submitted());
        Assert.All(story.Bid.Content.Members, m => Assert.Equal(1, m.AcceptedVersion));
        Assert.Null(Confirm(story).Refusal);
        Assert.Equal(1, story.Bid.Content.Version);
    }

    [Fact]
    public void A_draft_that_was_changed_since_does_not_stand_in_the_way_and_is_not_confirmed_with_it()
    {
        var story = Amended();
        Assert.True(story.Reword("Otherwise, and unfinished.").IsDone);
        story.Bid.Content.Prices.Clear();
        Assert.Equal(1, Confirm(story).Value.Version);
        Assert.True(story.Bid.HasUnsentChanges);
    }

    [Fact]
    public void Who_may_not_bid_now_does_not_confirm_either()
    {
        var suspended = Amended(new ABid().With("Partner (demo)", 40).Submitted());
        suspended.IsSuspended("Partner (demo)");
        Assert.Equal(new MemberMayNotBid("Partner (demo)"), Confirm(suspended).Refusal);
        var loose = Amended(new ABid().With("Partner (demo)", 40).Submitted());
        loose.ConsortiumChanges(isAgreed: false);
        Assert.IsType<ConsortiumMakeUpIsNotAgreed>(Confirm(loose).Refusal);
        var withdrawn = Amended();
        withdrawn.NoticeBecomes(OpportunityStage.Withdrawn);
        Assert.IsType<OpportunityWasWithdrawn>(Confirm(withdrawn).Refusal);
    }
}
