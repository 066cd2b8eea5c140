using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using static Procurement.Opportunities.Tests.Domain.AnOpportunity;

namespace Procurement.Opportunities.Tests.Domain;

public sealed class PublishTests
{
    [Fact]
    public void The_person_who_sent_it_cannot_publish_it()
    {
        var sent = new AnOpportunity().Sent().Draft;
        Assert.IsType<PublishedBySamePerson>(sent.Publish(Rules(), "OPP-2026-0001", "Lead", ByWriter).Refusal);
        Assert.IsType<PublishedBySamePerson>(sent.Publish(Rules(), "OPP-2026-0001", "Lead", new Hand(null, "The portal", Now)).Refusal);
        Assert.Equal(OpportunityStage.AwaitingApproval, sent.Stage);
    }

    [Fact]
    public void What_was_not_sent_is_not_published() =>
        Assert.IsType<OpportunityNotAwaitingApproval>(new AnOpportunity().Draft.Publish(Rules(), "OPP-2026-0001", "Lead", ByApprover()).Refusal);

    [Fact]
    public void A_lead_provider_publishes_only_where_it_is_appointed_on_that_day()
    {
        var story = new AnOpportunity();
        Assert.Equal(new NotAppointedToArea("London"), story.Draft.SendForApproval(Rules(null, "CPA10"), ByWriter).Refusal);
        // Appointed when it was sent, and not any more when it is to be published.
        Assert.Equal(new NotAppointedToArea("London"), story.Sent().Draft.Publish(Rules(null, "CPA10"), "OPP-2026-0001", "Lead", ByApprover()).Refusal);
    }

    [Fact]
    public void A_late_approval_does_not_shorten_the_time_for_bids()
    {
        var sent = new AnOpportunity().Sent().Draft;
        var late = London.At(new DateOnly(2026, 10, 15), new TimeOnly(9, 0));
        Assert.Equal(new ClosesTooSoon(10, new DateOnly(2026, 10, 29)), sent.Publish(Rules(late), "OPP-2026-0001", "Lead", ByApprover(late)).Refusal);
    }

    [Fact]
    public void Publishing_opens_it_and_settles_its_authorities()
    {
        var open = new AnOpportunity().With(o => o.PutLot(null, "Everywhere", ["CPA17"], 1000, null, ByWriter)).Published().Draft;
        Assert.Equal(OpportunityStage.Open, open.Stage);
        Assert.Equal(Now, open.OpensAt);
        Assert.Equal(1, open.Version);
        Assert.Equal(["CPA17"], open.AreaCodes);
        Assert.Equal(["E09000023", "E09000028"], open.LotsInOrder.Last().AuthorityCodes);
        Assert.Single(open.Events.OfType<OpportunityPublished>());
        Assert.Single(open.Events.OfType<OpportunityOpenedForBids>());
    }

    [Theory]
    [InlineData(true, OpportunityStage.Planned, true)]
    [InlineData(false, OpportunityStage.Scheduled, false)]
    public void What_opens_later_is_planned_or_scheduled(bool announced, OpportunityStage stage, bool isPublic)
    {
        var opens = London.At(new DateOnly(2026, 10, 14), new TimeOnly(9, 0));
        var later = new AnOpportunity().With(o => o.SetDates(opens, announced, Noon28October, null, ByWriter)).Published().Draft;
        Assert.Equal(stage, later.StageAt(Now));
        Assert.Equal(isPublic, later.IsPublicAt(Now));
        Assert.Empty(later.Events.OfType<OpportunityOpenedForBids>());
        // At the instant it is open, whether or not a job has run.
        Assert.Equal(OpportunityStage.Open, later.StageAt(opens));
        Assert.True(later.IsPublicAt(opens));
        Assert.True(later.OpenIfDue(opens));
        Assert.False(later.OpenIfDue(opens));
        Assert.Single(later.Events.OfType<OpportunityOpenedForBids>());
    }

    [Fact]
    public void Sending_back_needs_a_reason_and_makes_it_a_draft_again()
    {
        var sent = new AnOpportunity().Sent().Draft;
        Assert.IsType<EndReasonMissing>(sent.SendBack("  ", ByApprover()).Refusal);
        Done(sent.SendBack("Say more about women.", ByApprover()));
        Assert.Equal(OpportunityStage.Draft, sent.Stage);
        Assert.Equal("Say more about women.", sent.SentBackReason);
        Assert.IsType<OpportunityNotAwaitingApproval>(sent.SendBack("Again", ByApprover()).Refusal);
        Done(sent.SendForApproval(Rules(), ByWriter));
        Assert.Null(sent.SentBackReason);
    }

    [Theory]
    [InlineData("2026-10-24", "11:00:00")] // Saturday before the clocks go back: still BST.
    [InlineData("2026-10-25", "12:00:00")] // The day itself: GMT at noon.
    [InlineData("2027-03-27", "12:00:00")] // Saturday before the clocks go forward: still GMT.
    [InlineData("2027-03-28", "11:00:00")] // The day itself: BST at noon.
    public void It_closes_at_noon_by_Londons_clocks(string day, string utc)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var closes = London.At(date, new TimeOnly(12, 0));
        Assert.Equal(utc, closes.UtcDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        var published = London.At(date.AddDays(-30), new TimeOnly(9, 0));
        var open = new AnOpportunity().With(o => o.SetDates(null, false, closes, null, ByWriter));
        Done(open.Draft.SendForApproval(Rules(published), ByWriter));
        Done(open.Draft.Publish(Rules(published), "OPP-2026-0001", "Lead", ByApprover(published)));
        Assert.Equal(OpportunityStage.Open, open.Draft.StageAt(closes.AddTicks(-1)));
        Assert.False(open.Draft.CloseIfDue(closes.AddTicks(-1)));
        Assert.Equal(OpportunityStage.Closed, open.Draft.StageAt(closes));
        Assert.True(open.Draft.CloseIfDue(closes));
        Assert.False(open.Draft.CloseIfDue(closes));
        Assert.Equal(closes, Assert.Single(open.Draft.Events.OfType<OpportunityClosed>()).ClosesAt);
    }

    [Fact]
    public void An_hour_that_comes_twice_closes_the_first_time()
    {
        var closes = London.At(new DateOnly(2026, 10, 25), new TimeOnly(1, 30));
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), closes);
    }
}
