using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;

namespace Procurement.Bidding.Tests.Domain;

public sealed class VersionTests
{
    [Fact]
    public void Writing_before_anybody_has_accepted_stays_in_the_same_version()
    {
        var story = new ABid().With("Partner (demo)", 40).Complete();
        Assert.Equal(1, story.Bid.Content.Version);
        Assert.True(story.Reword().IsDone);
        Assert.Equal(1, story.Bid.Content.Version);
    }

    [Fact]
    public void Any_change_lapses_all_acceptances_and_makes_a_new_version()
    {
        var story = new ABid().With("Partner (demo)", 40).Accepted();
        Assert.True(story.Reword().IsDone);
        Assert.Equal(2, story.Bid.Content.Version);
        Assert.DoesNotContain(story.Bid.Content.Members, m => m.AcceptedVersion == story.Bid.Content.Version);
        Assert.IsType<MemberHasNotAccepted>(story.Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void Saving_what_is_there_already_changes_nothing()
    {
        var story = new ABid().With("Partner (demo)", 40).Accepted();
        Assert.True(story.Reword("Like this.").IsDone);
        Assert.Equal(1, story.Bid.Content.Version);
    }

    [Fact]
    public void A_member_accepts_only_the_version_that_it_has_read()
    {
        var story = new ABid().With("Partner (demo)", 40).Complete();
        var stale = story.Bid.Accept(story.Conditions, story.Lead.OrganisationId, 7, "Chief", ABid.Before);
        Assert.Equal(new VersionHasChanged(1), stale.Refusal);
    }

    [Fact]
    public void A_version_that_is_not_complete_cannot_be_accepted()
    {
        var story = new ABid().With("Partner (demo)", 40).Started();
        Assert.IsType<BidIsIncomplete>(story.Bid.Accept(story.Conditions, story.Lead.OrganisationId, 1, "Chief", ABid.Before).Refusal);
    }

    [Fact]
    public void A_change_of_the_consortium_lapses_the_acceptances_of_the_bid_and_keeps_what_members_said()
    {
        var story = new ABid().With("Partner (demo)", 40).Accepted();
        story.ConsortiumChanges();
        story.Bid.Follow(story.Conditions, ABid.Before);
        Assert.Equal(2, story.Bid.Content.Version);
        Assert.All(story.Bid.Content.Members, m => Assert.Equal("Everything.", m.Delivers));
        Assert.IsType<MemberHasNotAccepted>(story.Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void The_lead_provider_comes_into_no_bid_for_its_own_notice_through_a_consortium_either()
    {
        var story = new ABid().With("Partner (demo)", 40).Accepted();
        story.LeadProviderJoins();
        story.Bid.Follow(story.Conditions, ABid.Before);
        Assert.DoesNotContain(story.Bid.Content.Members, m => m.OrganisationId == story.Terms.LeadProviderId);
        Assert.IsType<LeadProviderCannotBidForItsOwn>(story.Submit(ABid.Before).Refusal);
        Assert.IsType<LeadProviderCannotBidForItsOwn>(story.Reword().Refusal);
    }

    [Fact]
    public void A_bid_is_not_submitted_while_a_member_may_not_bid()
    {
        var story = new ABid().With("Partner (demo)", 40).Accepted();
        story.IsSuspended("Partner (demo)");
        Assert.Equal(new MemberMayNotBid("Partner (demo)"), story.Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void A_consortium_that_is_no_longer_agreed_cannot_submit()
    {
        var story = new ABid().With("Partner (demo)", 40).Accepted();
        story.ConsortiumChanges(isAgreed: false);
        Assert.IsType<ConsortiumMakeUpIsNotAgreed>(story.Submit(ABid.Before).Refusal);
    }

    [Fact]
    public void Two_people_who_write_different_pages_do_not_meet_and_two_on_the_same_page_do()
    {
        var story = new ABid().Complete();
        var page = story.Bid.Content.Revisions.GetValueOrDefault(BidPart.Women);
        Assert.True(story.Reword().IsDone);
        Assert.True(story.Bid.State(story.Conditions, BidPart.Women, "First.", page, "First writer", ABid.Before).IsDone);
        Assert.Equal(new PartWasChanged("First writer"), story.Bid.State(story.Conditions, BidPart.Women, "Second.", page, "Second writer", ABid.Before).Refusal);
        Assert.Equal("First.", story.Bid.Content.WomensStatement);
    }
}
