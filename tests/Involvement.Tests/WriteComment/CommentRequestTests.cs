using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;

namespace Procurement.Involvement.Tests.WriteComment;

public sealed class CommentRequestTests
{
    private static readonly DateTimeOffset Asked = new(2026, 9, 29, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = new(2026, 10, 20, 22, 59, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset InTime = new(2026, 10, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset TooLate = Due.AddMinutes(1);
    private static readonly Actor Officer = new(Guid.CreateVersion7(), "Community safety officer");
    private static readonly Actor Manager = new(Guid.CreateVersion7(), "Supply-chain manager");

    private static CommentRequest Expected() => new(
        new CommentSubject(new ExpectedComments(Guid.CreateVersion7(), "AWD-2026-0013", "Mentoring", Guid.CreateVersion7(), ["E09000023"]), Asked),
        "E09000023", "London Borough of Lewisham", null);

    private static CommentRequest Sent()
    {
        var request = Expected();
        Assert.True(request.Send(Guid.CreateVersion7(), Due, Asked).IsDone);
        return request;
    }

    private static CommentRequest Said(CommentOutcome outcome, bool isFinal = true)
    {
        var request = Sent();
        Assert.True(request.Submit(outcome, "We think so.", isFinal, Officer, InTime).IsDone);
        return request;
    }

    [Fact]
    public void An_authority_cannot_answer_before_it_is_asked()
    {
        Assert.IsType<RequestNotSent>(Expected().SaveDraft(CommentOutcome.Support, "x", true, Officer, InTime).Refusal);
        Assert.IsType<RequestNotSent>(Expected().Submit(CommentOutcome.Support, "x", true, Officer, InTime).Refusal);
    }

    [Fact]
    public void A_request_that_reaches_nobody_never_expires_by_itself()
    {
        var request = Expected();
        Assert.True(request.FoundNobody(Asked));
        Assert.False(request.FoundNobody(Asked.AddDays(1)));
        Assert.False(request.Expire(Asked.AddYears(1)));
        Assert.False(request.IsFinishedAt(Asked.AddYears(1)));
        Assert.Single(request.Events.OfType<CommentRequestHasNobody>());
    }

    [Fact]
    public void A_request_that_reaches_nobody_is_ended_only_after_its_time_and_with_a_reason()
    {
        var request = Expected();
        Assert.IsType<SomebodyCanReceiveIt>(request.Lapse("Telephoned twice", false, Due, TooLate).Refusal);
        request.FoundNobody(Asked);
        Assert.IsType<TooEarlyToLapse>(request.Lapse("Telephoned twice", false, Due, InTime).Refusal);
        Assert.IsType<ReasonIsNeeded>(request.Lapse(" ", false, Due, TooLate).Refusal);
        Assert.True(request.Lapse("Telephoned twice", false, Due, TooLate).IsDone);
        Assert.True(request.IsFinishedAt(TooLate));
    }

    [Fact]
    public void Past_its_time_a_request_is_expired_whether_or_not_a_job_has_run()
    {
        var request = Sent();
        Assert.False(request.IsFinishedAt(Due));
        Assert.Equal(RequestState.Expired, request.StateAt(TooLate));
        Assert.True(request.IsFinishedAt(TooLate));
        Assert.Equal(RequestState.Sent, request.State);
        Assert.True(request.Expire(TooLate));
        Assert.Equal(RequestState.Expired, request.State);
        Assert.False(request.Expire(TooLate));
    }

    [Theory]
    [InlineData(true, RequestState.Submitted)]
    [InlineData(false, RequestState.SubjectToRatification)]
    public void A_comment_in_time_is_final_or_subject_to_ratification(bool isFinal, RequestState state)
    {
        var request = Said(CommentOutcome.Support, isFinal);
        Assert.Equal(state, request.State);
        Assert.False(request.Latest!.IsLate);
    }

    [Fact]
    public void A_late_comment_is_kept_and_flagged()
    {
        var request = Sent();
        request.Expire(TooLate);
        Assert.True(request.Submit(CommentOutcome.Concern, "We meant to say", true, Officer, TooLate.AddDays(2)).IsDone);
        Assert.Equal(RequestState.Late, request.State);
        Assert.True(request.Latest!.IsLate);
        Assert.Equal("We meant to say", request.Latest.Text);
        Assert.True(request.NeedsAnswer);
    }

    [Fact]
    public void A_comment_is_sent_once()
    {
        var request = Said(CommentOutcome.Support);
        Assert.IsType<CommentAlreadySubmitted>(request.Submit(CommentOutcome.Objection, "No", true, Officer, InTime).Refusal);
        Assert.IsType<CommentAlreadySubmitted>(request.SaveDraft(CommentOutcome.Objection, "No", true, Officer, InTime).Refusal);
        Assert.IsType<CommentAlreadySubmitted>(request.Recuse("We own a bidder", InTime).Refusal);
    }

    [Fact]
    public void A_comment_needs_a_view_words_and_its_standing()
    {
        var request = Sent();
        Assert.IsType<OutcomeIsMissing>(request.Submit(null, "x", true, Officer, InTime).Refusal);
        Assert.IsType<CommentIsEmpty>(request.Submit(CommentOutcome.Support, " ", true, Officer, InTime).Refusal);
        Assert.IsType<CommentIsTooLong>(request.Submit(CommentOutcome.Support, new string('x', 10_001), true, Officer, InTime).Refusal);
        Assert.IsType<FinalityIsMissing>(request.Submit(CommentOutcome.Support, "x", null, Officer, InTime).Refusal);
    }

    [Theory]
    [InlineData(CommentOutcome.Support, false)]
    [InlineData(CommentOutcome.SupportWithConditions, false)]
    [InlineData(CommentOutcome.Concern, true)]
    [InlineData(CommentOutcome.Objection, true)]
    public void A_concern_and_an_objection_need_an_answer(CommentOutcome outcome, bool needsAnswer) =>
        Assert.Equal(needsAnswer, Said(outcome).NeedsAnswer);

    [Fact]
    public void An_answer_settles_it_and_a_variation_opens_it_again()
    {
        var request = Said(CommentOutcome.Objection);
        Assert.True(request.RegardAs(1, "Accepted, see clause 4.2", false, Manager, InTime).IsDone);
        Assert.False(request.NeedsAnswer);
        Assert.True(request.Vary(CommentOutcome.SupportWithConditions, "If clause 4.2 stays", Officer, InTime).IsDone);
        Assert.Equal(RequestState.Varied, request.State);
        Assert.True(request.NeedsAnswer);
        Assert.True(request.RegardAs(2, "It stays", false, Manager, InTime).IsDone);
        Assert.False(request.NeedsAnswer);
        Assert.Equal(2, request.Regards.Count);
    }

    [Fact]
    public void What_was_submitted_is_never_altered_by_a_variation_or_a_redaction()
    {
        var request = Said(CommentOutcome.Concern, false);
        request.Redact(1, "We think [left out].", "It could name somebody", Officer, InTime);
        Assert.Equal("We think so.", request.Latest!.Text);
        Assert.Equal("We think [left out].", request.Latest.PublicText);
        request.Vary(CommentOutcome.Support, "We no longer think so.", Officer, InTime);
        Assert.Equal(["We think so.", "We no longer think so."], request.Comments.OrderBy(c => c.Number).Select(c => c.Text));
    }

    [Fact]
    public void Only_a_delegated_comment_is_ratified_and_only_once()
    {
        Assert.IsType<NothingToRatify>(Said(CommentOutcome.Support).Ratify(Officer, InTime).Refusal);
        var request = Said(CommentOutcome.Support, false);
        Assert.True(request.Ratify(Officer, InTime).IsDone);
        Assert.Equal(RequestState.Ratified, request.State);
        Assert.IsType<NothingToRatify>(request.Ratify(Officer, InTime).Refusal);
    }

    [Fact]
    public void More_time_is_taken_once_within_the_limit_and_in_time()
    {
        var request = Sent();
        Assert.IsType<ExtensionOutOfRange>(request.Extend(6, 5, "Committee", Due.AddDays(8), InTime).Refusal);
        Assert.IsType<ExtensionOutOfRange>(request.Extend(0, 5, "Committee", Due.AddDays(8), InTime).Refusal);
        Assert.IsType<ReasonIsNeeded>(request.Extend(5, 5, "", Due.AddDays(7), InTime).Refusal);
        Assert.IsType<RequestIsOver>(request.Extend(5, 5, "Committee", Due.AddDays(7), TooLate).Refusal);
        Assert.True(request.Extend(5, 5, "Committee", Due.AddDays(7), InTime).IsDone);
        Assert.False(request.IsFinishedAt(TooLate));
        Assert.IsType<ExtensionAlreadyUsed>(request.Extend(1, 5, "Again", Due.AddDays(8), InTime).Refusal);
    }

    [Fact]
    public void A_recused_authority_is_finished_and_says_no_more()
    {
        var request = Sent();
        Assert.IsType<ReasonIsNeeded>(request.Recuse(" ", InTime).Refusal);
        Assert.True(request.Recuse("We are a member of a bidder", InTime).IsDone);
        Assert.True(request.IsFinishedAt(InTime));
        Assert.IsType<RequestIsRecused>(request.Submit(CommentOutcome.Support, "x", true, Officer, InTime).Refusal);
    }

    [Fact]
    public void A_published_answer_is_not_rewritten()
    {
        var request = Said(CommentOutcome.Objection);
        request.RegardAs(1, "Accepted", false, Manager, InTime);
        Assert.IsType<AnswerIsPublished>(request.RegardAs(1, "Rejected", true, Manager, TooLate).Refusal);
    }

    [Fact]
    public void An_answer_to_what_was_said_before_is_none_to_what_is_said_now()
    {
        var request = Said(CommentOutcome.Concern);
        request.RegardAs(1, "Accepted", false, Manager, InTime);
        Assert.Equal("Accepted", request.Answer!.Text);
        request.Vary(CommentOutcome.Objection, "Not at all any more", Officer, InTime);
        Assert.Null(request.Answer);
        Assert.Equal("Accepted", request.AnswerTo(1)!.Text);
    }

    [Fact]
    public void Nobody_answers_a_view_that_they_have_not_read()
    {
        var request = Said(CommentOutcome.Concern);
        request.Vary(CommentOutcome.Objection, "Not at all any more", Officer, InTime);
        Assert.IsType<ViewHasChanged>(request.RegardAs(1, "Accepted", false, Manager, InTime).Refusal);
        Assert.True(request.NeedsAnswer);
        Assert.True(request.RegardAs(2, "Accepted", false, Manager, InTime).IsDone);
    }

    [Fact]
    public void Each_comment_has_a_published_copy_of_its_own_also_after_a_variation()
    {
        var request = Said(CommentOutcome.Concern);
        request.Vary(CommentOutcome.Concern, "We think so, naming nobody.", Officer, InTime);
        Assert.True(request.Redact(1, "We think [left out].", "It named somebody", Officer, InTime).IsDone);
        Assert.Equal(["We think [left out].", "We think so, naming nobody."], request.Comments.OrderBy(c => c.Number).Select(c => c.PublicText));
        Assert.IsType<NothingSubmitted>(request.Redact(3, "x", "y", Officer, InTime).Refusal);
    }

    [Fact]
    public void A_draft_is_not_sent_unseen()
    {
        var request = Sent();
        request.SaveDraft(CommentOutcome.Support, "A good choice", true, Officer, InTime);
        var seen = request.DraftMark;
        Assert.True(request.SeenDraft(seen).IsDone);
        request.SaveDraft(CommentOutcome.Objection, "A good choice", true, Officer, InTime);
        Assert.IsType<ChangedBySomebodyElse>(request.SeenDraft(seen).Refusal);
        Assert.IsType<ChangedBySomebodyElse>(request.SeenDraft(null).Refusal);
    }

    [Fact]
    public void A_request_that_somebody_can_receive_by_now_does_not_lapse()
    {
        var request = Expected();
        request.FoundNobody(Asked);
        Assert.IsType<SomebodyCanReceiveIt>(request.Lapse("Telephoned twice", true, Due, TooLate).Refusal);
        Assert.False(request.ReachedNobody);
        request.Lapse("Telephoned twice", false, Due, TooLate);
        Assert.True(request.ReachedNobody);
    }

    [Fact]
    public void No_event_carries_the_words_of_a_comment()
    {
        var request = Sent();
        request.Submit(CommentOutcome.Concern, "canary-words", true, Officer, InTime);
        request.Vary(CommentOutcome.Concern, "canary-words again", Officer, InTime);
        Assert.NotEmpty(request.Events);
        Assert.DoesNotContain(request.Events, e => System.Text.Json.JsonSerializer.Serialize(e, e.GetType()).Contains("canary", StringComparison.Ordinal));
    }
}
