using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Evaluation.Contracts;
using Procurement.Involvement.Contracts;

namespace Procurement.Awards.Tests.ApproveAward;

public sealed class AwardTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 10, 21, 22, 59, 0, TimeSpan.Zero);
    private static readonly Actor Manager = new(Guid.CreateVersion7(), "Manager");
    private static readonly Actor Approver = new(Guid.CreateVersion7(), "Approver");
    private static readonly Clearance Clear = new(true, 33, 33, 0);
    private static readonly Guid Criterion = Guid.CreateVersion7();

    private static Award Proposed(string reason = "Strong local partners", string? disqualified = "Has no legal personality")
    {
        var award = new Award("AWD-2026-0001", new AwardedLot(Guid.CreateVersion7(), "OPP-2026-0013", "Mentoring", Guid.CreateVersion7(), 1, "All of London", true, Guid.CreateVersion7()), 508000, Manager, Now);
        award.Add(Bid(award, "Winner", AwardPlace.Preferred, 1, reason));
        award.Add(Bid(award, "Second", AwardPlace.Reserve, 2, "Good"));
        award.Add(new AwardBid(award.Id, Guid.CreateVersion7(), "BID-3", "Group", Guid.CreateVersion7(), [], AwardPlace.Disqualified, 0, 0, 0, 0, [], disqualified));
        return award;
    }

    private static AwardBid Bid(Award award, string name, AwardPlace place, int rank, string reason) =>
        new(award.Id, Guid.CreateVersion7(), "BID-" + rank, name, Guid.CreateVersion7(), [Guid.CreateVersion7()], place, rank, 4, 5, 4.3m,
            [new AwardScore(Criterion, "Service quality", 70, 4, reason, false), new AwardScore(Guid.CreateVersion7(), "Price", 30, 5, "By the formula", true)], null);

    private static Award Approved()
    {
        var award = Proposed();
        Assert.True(award.Approve(Approver, Clear, End, Now).IsDone);
        return award;
    }

    [Fact]
    public void The_person_who_proposed_it_cannot_approve_it()
    {
        Assert.IsType<ProposerCannotApprove>(Proposed().Approve(Manager, Clear, End, Now).Refusal);
        Assert.IsType<ProposerCannotApprove>(Proposed().Approve(new Actor(null, "The portal"), Clear, End, Now).Refusal);
    }

    [Theory]
    [InlineData(33, 32, 0)]
    [InlineData(33, 33, 1)]
    public void It_is_not_approved_while_a_request_is_unfinished_or_a_concern_unanswered(int expected, int finished, int unanswered)
    {
        var award = Proposed();
        Assert.IsType<AuthoritiesAreNotHeard>(award.Approve(Approver, new Clearance(false, expected, finished, unanswered), End, Now).Refusal);
        Assert.Equal(AwardState.Proposed, award.State);
        Assert.Null(award.NotifiedAt);
    }

    [Fact]
    public void Where_no_authority_was_asked_nothing_is_approved() =>
        Assert.IsType<NoAuthorityWasAsked>(Proposed().Approve(Approver, new Clearance(false, 0, 0, 0), End, Now).Refusal);

    [Fact]
    public void It_is_not_approved_while_any_reason_is_missing()
    {
        Assert.IsType<ScoreHasNoReason>(Proposed(reason: " ").Approve(Approver, Clear, End, Now).Refusal);
        Assert.IsType<DisqualificationHasNoReason>(Proposed(disqualified: null).Approve(Approver, Clear, End, Now).Refusal);
    }

    [Fact]
    public void A_missing_reason_can_be_written_until_the_decision_and_not_after()
    {
        var award = Proposed(reason: "");
        var winner = award.Preferred.BidId;
        Assert.True(award.ChangeFeedback(winner, new Dictionary<Guid, string> { [Criterion] = "Strong" }).IsDone);
        Assert.True(award.Approve(Approver, Clear, End, Now).IsDone);
        Assert.Equal(AwardState.Standstill, award.State);
        Assert.IsType<AwardIsDecided>(award.ChangeFeedback(winner, new Dictionary<Guid, string> { [Criterion] = "Other" }).Refusal);
        Assert.IsType<AwardIsDecided>(award.Approve(Approver, Clear, End, Now).Refusal);
    }

    [Fact]
    public void It_is_confirmed_only_when_the_last_minute_of_the_standstill_is_over()
    {
        var award = Approved();
        Assert.IsType<StandstillRuns>(award.Confirm(Approver, Clear, Now).Refusal);
        Assert.IsType<StandstillRuns>(award.Confirm(Approver, Clear, End).Refusal);
        Assert.IsType<StandstillRuns>(award.Confirm(Approver, Clear, End.AddSeconds(59)).Refusal);
        Assert.True(award.Confirm(Approver, Clear, End.AddMinutes(1)).IsDone);
        Assert.Equal(AwardState.Confirmed, award.State);
    }

    [Fact]
    public void It_is_not_confirmed_before_it_is_approved() =>
        Assert.IsType<AwardIsNotInStandstill>(Proposed().Confirm(Approver, Clear, End.AddDays(30)).Refusal);

    [Fact]
    public void A_challenge_pauses_it_until_it_is_settled()
    {
        var award = Approved();
        Assert.IsType<ReasonIsMissingForAward>(award.Challenge(" ", Now).Refusal);
        Assert.True(award.Challenge("A bidder says that a score is wrong", Now).IsDone);
        Assert.IsType<AwardIsChallenged>(award.Confirm(Approver, Clear, End.AddDays(3)).Refusal);
        Assert.True(award.Settle("The score was right", End.AddDays(7), Now).IsDone);
        Assert.IsType<StandstillRuns>(award.Confirm(Approver, Clear, End.AddDays(3)).Refusal);
        Assert.True(award.Confirm(Approver, Clear, End.AddDays(8)).IsDone);
    }

    [Fact]
    public void A_cancelled_award_frees_its_lot_and_a_confirmed_one_is_not_cancelled()
    {
        var award = Approved();
        Assert.IsType<ReasonIsMissingForAward>(award.Cancel("", Approver, Now).Refusal);
        Assert.True(award.Cancel("The winner withdrew", Approver, Now).IsDone);
        Assert.Null(award.LiveLotId);
        var final = Approved();
        final.Confirm(Approver, Clear, End.AddMinutes(1));
        Assert.IsType<AwardIsFinal>(final.Cancel("Too late", Approver, End.AddDays(1)).Refusal);
    }

    [Fact]
    public void It_is_not_confirmed_while_a_view_that_came_since_is_unanswered()
    {
        var award = Approved();
        Assert.IsType<CommentsAreUnanswered>(award.Confirm(Approver, new Clearance(false, 33, 33, 1), End.AddMinutes(1)).Refusal);
        Assert.Equal(AwardState.Standstill, award.State);
        Assert.True(award.Confirm(Approver, Clear, End.AddMinutes(1)).IsDone);
    }

    [Fact]
    public void The_first_that_is_not_passed_over_is_preferred_and_the_ranking_stays_as_it_was_signed()
    {
        RankedBid Ranked(int rank, bool passed = true) => new(Guid.CreateVersion7(), "Bidder " + rank, 4, 4, 4, rank, passed);
        var (first, second, third, below) = (Ranked(1), Ranked(2), Ranked(3), Ranked(0, false));
        var ranking = new LotRanking(true, true, [first, second, third, below]);
        Assert.Equal([AwardPlace.Preferred, AwardPlace.Reserve, AwardPlace.Unsuccessful, AwardPlace.BelowThreshold],
            new[] { first, second, third, below }.Select(b => Placing.Of(ranking, [])[b.BidId]));
        Assert.Equal([AwardPlace.PassedOver, AwardPlace.Preferred, AwardPlace.Reserve, AwardPlace.BelowThreshold],
            new[] { first, second, third, below }.Select(b => Placing.Of(ranking, [first.BidId])[b.BidId]));
        Assert.DoesNotContain(AwardPlace.Preferred, Placing.Of(ranking, [first.BidId, second.BidId, third.BidId]).Values);
    }

    [Fact]
    public void A_view_changed_before_the_decision_opens_it_again()
    {
        var award = Proposed();
        award.Heard(true);
        Assert.Equal(AwardState.Cleared, award.State);
        award.Heard(false);
        Assert.Equal(AwardState.Proposed, award.State);
        Assert.IsType<AuthoritiesAreNotHeard>(award.Approve(Approver, new Clearance(false, 1, 1, 1), End, Now).Refusal);
    }
}
