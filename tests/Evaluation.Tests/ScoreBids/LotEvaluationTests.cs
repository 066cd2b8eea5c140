using Procurement.Evaluation.Contracts;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;

namespace Procurement.Evaluation.Tests.ScoreBids;

public sealed class LotEvaluationTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly Criterion Service = new(Guid.CreateVersion7(), "Service quality", 60, null);
    private static readonly Criterion Local = new(Guid.CreateVersion7(), "Local partnership", 10, null);
    private static readonly Criterion[] Criteria = [Service, Local];
    private static readonly BidToScore One = new(Guid.CreateVersion7(), "One", true);
    private static readonly BidToScore Two = new(Guid.CreateVersion7(), "Two", true);
    private static readonly BidToScore[] Bids = [One, Two];

    private readonly LotEvaluation _lot = new(Guid.CreateVersion7(), Guid.CreateVersion7(), "OPP-2026-0001", 1, Guid.CreateVersion7(), Now);
    private readonly Guid _anne = Guid.CreateVersion7();
    private readonly Guid _ben = Guid.CreateVersion7();

    private void Join(Guid who)
    {
        Assert.True(_lot.Assign(who, "Evaluator", "Approver", Now).IsDone);
        Assert.True(_lot.Declare(who, false, null, Now).IsDone);
    }

    private Result Score(Guid who, BidToScore bid, decimal service, decimal local = 3, string reason = "Because") =>
        _lot.SaveScores(who, bid.Id, Criteria, [new(Service.Id, service, reason), new(Local.Id, local, reason)], Now);

    private void ScoreAll(Guid who, decimal service = 4)
    {
        foreach (var bid in Bids) Assert.True(Score(who, bid, service).IsDone);
    }

    private Result Lock(Guid who, params BidToScore[] bids) => _lot.LockMine(who, bids.Length == 0 ? Bids : bids, Criteria, Now);

    [Fact]
    public void Nobody_scores_before_declaring_interests()
    {
        _lot.Assign(_anne, "Anne", "Approver", Now);
        Assert.IsType<InterestNotDeclared>(Score(_anne, One, 4).Refusal);
        Assert.IsType<InterestNotDeclared>(Lock(_anne).Refusal);
    }

    [Fact]
    public void One_with_an_interest_sees_nothing_and_what_they_had_scored_goes()
    {
        Join(_anne);
        ScoreAll(_anne);
        Assert.True(_lot.Declare(_anne, true, "My sister is a trustee", Now).IsDone);
        Assert.True(_lot.IsRecused(_anne));
        Assert.Empty(_lot.Of(_anne)!.Scores);
        Assert.IsType<NotFound>(Score(_anne, One, 4).Refusal);
        Assert.IsType<NotFound>(Lock(_anne).Refusal);
        Assert.Empty(_lot.Active);
    }

    [Fact]
    public void An_interest_needs_words() =>
        Assert.IsType<InterestHasNoWords>(new Func<Result>(() =>
        {
            _lot.Assign(_anne, "Anne", "Approver", Now);
            return _lot.Declare(_anne, true, " ", Now);
        })().Refusal);

    [Theory]
    [InlineData(-0.1, false)]
    [InlineData(0, true)]
    [InlineData(3.7, true)]
    [InlineData(3.75, false)]
    [InlineData(5, true)]
    [InlineData(5.1, false)]
    public void A_score_is_from_0_to_5_with_one_decimal(double value, bool isTaken)
    {
        Join(_anne);
        Assert.Equal(isTaken, Score(_anne, One, (decimal)value).IsDone);
    }

    [Fact]
    public void Scores_lock_only_when_every_compliant_bid_has_one_with_a_reason_for_each_criterion()
    {
        Join(_anne);
        Score(_anne, One, 4);
        Assert.IsType<ScoreIsMissing>(Lock(_anne).Refusal);
        Score(_anne, Two, 3, reason: "  ");
        Assert.IsType<ScoreReasonIsMissing>(Lock(_anne).Refusal);
        Score(_anne, Two, 3);
        Assert.True(Lock(_anne).IsDone);
    }

    [Fact]
    public void Scores_do_not_lock_while_a_bid_has_not_been_checked()
    {
        Join(_anne);
        ScoreAll(_anne);
        Assert.IsType<BidIsNotChecked>(Lock(_anne, One, Two with { IsChecked = false }).Refusal);
    }

    [Fact]
    public void One_evaluator_alone_locks_quality_and_their_scores_are_the_agreed_ones()
    {
        Join(_anne);
        ScoreAll(_anne, 4.1m);
        Assert.Null(_lot.QualityLockedAt);
        Assert.True(Lock(_anne).IsDone);
        Assert.Equal(Now, _lot.QualityLockedAt);
        Assert.All(_lot.Agreed.Where(a => a.CriterionId == Service.Id), a => Assert.Equal(4.1m, a.Value));
        Assert.Equal(4, _lot.Agreed.Count);
        Assert.Single(_lot.Events.OfType<QualityLocked>());
        Assert.IsType<QualityIsLocked>(Score(_anne, One, 1).Refusal);
        Assert.IsType<QualityIsLocked>(_lot.Assign(_ben, "Ben", "Approver", Now).Refusal);
    }

    [Fact]
    public void With_two_evaluators_quality_waits_for_both_and_for_what_they_agree()
    {
        Join(_anne);
        Join(_ben);
        ScoreAll(_anne, 4);
        Lock(_anne);
        Assert.Null(_lot.QualityLockedAt);
        Assert.IsType<EvaluatorsStillScore>(_lot.Moderate(_anne, Agreed(4), Bids, Criteria, true, Now).Refusal);
        ScoreAll(_ben, 3);
        Lock(_ben);
        Assert.Null(_lot.QualityLockedAt);
        Assert.True(_lot.Moderate(_ben, Agreed(3.5m), Bids, Criteria, true, Now).IsDone);
        Assert.Equal(Now, _lot.QualityLockedAt);
    }

    [Fact]
    public void Where_two_differ_by_2_the_agreed_score_needs_a_note()
    {
        Join(_anne);
        Join(_ben);
        ScoreAll(_anne, 4);
        ScoreAll(_ben, 2);
        Lock(_anne);
        Lock(_ben);
        Assert.Equal(2, _lot.DivergenceOf(One.Id, Service.Id));
        Assert.IsType<ModerationNoteIsMissing>(_lot.Moderate(_anne, Agreed(3), Bids, Criteria, false, Now).Refusal);
        Assert.True(_lot.Moderate(_anne, Agreed(3, "Anne had missed the annex"), Bids, Criteria, true, Now).IsDone);
    }

    [Fact]
    public void One_who_has_not_locked_does_not_moderate()
    {
        Join(_anne);
        Join(_ben);
        ScoreAll(_anne);
        Assert.IsType<NotOnThisPanel>(_lot.Moderate(_anne, Agreed(3), Bids, Criteria, false, Now).Refusal);
    }

    [Fact]
    public void The_ranking_is_signed_by_one_who_scored_and_only_after_quality_is_locked()
    {
        Join(_anne);
        ScoreAll(_anne);
        Assert.IsType<QualityIsNotLocked>(_lot.Sign(_anne, "Anne", Now).Refusal);
        Lock(_anne);
        Assert.IsType<NotOnThisPanel>(_lot.Sign(_ben, "Ben", Now).Refusal);
        Assert.True(_lot.Sign(_anne, "Anne", Now).IsDone);
        Assert.IsType<EvaluationIsSigned>(_lot.Sign(_anne, "Anne", Now).Refusal);
    }

    [Fact]
    public void One_who_has_locked_is_not_taken_off_the_panel()
    {
        Join(_anne);
        Join(_ben);
        ScoreAll(_anne);
        Lock(_anne);
        Assert.IsType<EvaluatorHasLocked>(_lot.Replace(_lot.Of(_anne)!.Id, "Away", Now).Refusal);
        Assert.IsType<ReasonForReplacingIsMissing>(_lot.Replace(_lot.Of(_ben)!.Id, " ", Now).Refusal);
        Assert.True(_lot.Replace(_lot.Of(_ben)!.Id, "Away", Now).IsDone);
        Assert.Null(_lot.Of(_ben));
    }

    [Fact]
    public void One_who_stood_back_is_neither_taken_off_nor_asked_again()
    {
        Join(_anne);
        Assert.True(_lot.Declare(_anne, true, "My sister is a trustee", Now).IsDone);
        Assert.IsType<EvaluatorStoodBack>(_lot.Replace(_lot.Of(_anne)!.Id, "Somebody else comes", Now).Refusal);
        Assert.IsType<EvaluatorStoodBack>(_lot.Assign(_anne, "Anne", "Approver", Now).Refusal);
        Assert.True(_lot.IsRecused(_anne));
    }

    [Fact]
    public void Whether_a_bid_complies_is_settled_once_quality_is_locked()
    {
        Join(_anne);
        ScoreAll(_anne);
        Assert.True(_lot.MayChangeCompliance().IsDone);
        Lock(_anne);
        Assert.Equal(new ComplianceIsSettled(Now), _lot.MayChangeCompliance().Refusal);
    }

    [Fact]
    public void When_nobody_who_scored_is_there_any_more_another_signs_with_a_reason()
    {
        Join(_anne);
        ScoreAll(_anne);
        Assert.IsType<QualityIsNotLocked>(_lot.SignInstead(_ben, "Ben", "Anne has left", [_ben], Now).Refusal);
        Lock(_anne);
        Assert.IsType<PanelCanSign>(_lot.SignInstead(_ben, "Ben", "I am quicker", [_anne, _ben], Now).Refusal);
        Assert.IsType<ReasonForSigningIsMissing>(_lot.SignInstead(_ben, "Ben", " ", [_ben], Now).Refusal);
        Assert.True(_lot.SignInstead(_ben, "Ben", "Anne has left", [_ben], Now).IsDone);
        Assert.Equal("Ben", _lot.SignedBy);
        Assert.Equal("Anne has left", _lot.Events.OfType<EvaluationSigned>().Single().InsteadBecause);
        Assert.IsType<EvaluationIsSigned>(_lot.SignInstead(_ben, "Ben", "Again", [_ben], Now).Refusal);
    }

    [Fact]
    public void One_who_stood_back_does_not_sign_for_a_panel_that_has_left()
    {
        Join(_ben);
        Assert.True(_lot.Declare(_ben, true, "A cousin bids", Now).IsDone);
        Join(_anne);
        ScoreAll(_anne);
        Lock(_anne);
        Assert.IsType<NotOnThisPanel>(_lot.SignInstead(_ben, "Ben", "Anne has left", [_ben], Now).Refusal);
    }

    private static AgreedEntry[] Agreed(decimal service, string note = "") =>
        [.. Bids.SelectMany(b => Criteria.Select(c => new AgreedEntry(b.Id, c.Id, c == Service ? service : 3, "Agreed", note, "Input.Agreed[0]")))];
}
