using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using static Procurement.Opportunities.Tests.Domain.AnOpportunity;

namespace Procurement.Opportunities.Tests.Domain;

public sealed class AmendTests
{
    private const string Note = "The room is smaller: the price list has changed.";

    private static readonly Hand _another = new(Guid.CreateVersion7(), "Another approver", Now);

    private static Wording With(Opportunity o, string? title = null, string? work = null, DateTimeOffset? closes = null, DateOnly? starts = null) =>
        Wording.From(title ?? o.Title, o.Summary, work ?? o.Work, o.Needs, closes ?? o.ClosesAt!.Value, starts ?? o.StartsOn);

    private static Amendment Sent(Opportunity o, AmendmentKind kind, Wording after, DateTimeOffset? at = null)
    {
        var begun = Amendment.Begin(o, kind, Note, after, Rules(at), ByWriter);
        Assert.Null(begun.Refusal);
        Done(begun.Value.SendForApproval(o, Rules(at), ByWriter with { At = at ?? Now }));
        return begun.Value;
    }

    [Fact]
    public void A_material_amendment_changes_what_is_published_and_makes_a_new_version()
    {
        var o = new AnOpportunity().Published().Draft;
        var later = Noon28October.AddDays(9);
        var amendment = Sent(o, AmendmentKind.Material, With(o, "Women’s centre and outreach", "The work, and more.", later));
        Assert.Equal(("Women’s centre outreach", Noon28October, 1), (o.Title, o.ClosesAt!.Value, o.Version));

        Done(amendment.Publish(o, Rules(), ByApprover()));
        Assert.Equal(("Women’s centre and outreach", "The work, and more.", later, 2), (o.Title, o.Work, o.ClosesAt!.Value, o.Version));
        Assert.Equal(AmendmentState.Published, amendment.State);
        Assert.Equal((2, "Women’s centre outreach", Noon28October), (amendment.Version, amendment.Before.Title, amendment.Before.ClosesAt));
        Assert.Equal([AmendedPart.Title, AmendedPart.Work, AmendedPart.ClosesAt], amendment.Parts);
        Assert.Equal(new OpportunityAmended(o.Id, "OPP-2026-0042", o.Title, 2, true, Note, later, Noon28October), Assert.Single(o.Events.OfType<OpportunityAmended>()));
        Assert.Equal(OpportunityStage.Open, o.StageAt(Noon28October));
        Assert.Equal(OpportunityStage.Closed, o.StageAt(later));
    }

    [Fact]
    public void A_correction_keeps_the_version_and_may_keep_the_closing_instant()
    {
        var o = new AnOpportunity().Published().Draft;
        Done(Sent(o, AmendmentKind.Correction, With(o, work: "The work, spelt right.")).Publish(o, Rules(), ByApprover()));
        Assert.Equal((1, Noon28October), (o.Version, o.ClosesAt!.Value));
        Assert.False(Assert.Single(o.Events.OfType<OpportunityAmended>()).IsMaterial);
    }

    [Theory]
    [InlineData(nameof(AmendmentKind.Correction))]
    [InlineData(nameof(AmendmentKind.Material))]
    public void A_deadline_is_never_shortened(string kind)
    {
        var o = new AnOpportunity().Published().Draft;
        var shorter = With(o, closes: Noon28October.AddMinutes(-1));
        Assert.Equal(new DeadlineIsNeverShortened(Noon28October), Amendment.Begin(o, Enum.Parse<AmendmentKind>(kind), Note, shorter, Rules(), ByWriter).Refusal);
    }

    [Fact]
    public void After_a_material_amendment_there_are_five_working_days_and_a_correction_needs_none()
    {
        var o = new AnOpportunity().Published().Draft;
        // Wednesday the 21st: five working days later is Wednesday the 28th.
        var (inTime, tooLate) = (Noon28October.AddDays(-7), Noon28October.AddDays(-6));
        var after = With(o, work: "The work, and more.");
        Assert.Null(o.CannotAmend(AmendmentKind.Material, Note, after, Rules(inTime)));
        Assert.Equal(new ClosesTooSoonAfterAmendment(5, new DateOnly(2026, 10, 29)), o.CannotAmend(AmendmentKind.Material, Note, after, Rules(tooLate)));
        Assert.Null(o.CannotAmend(AmendmentKind.Correction, Note, after, Rules(Noon28October.AddTicks(-1))));

        var waiting = Sent(o, AmendmentKind.Material, after, inTime);
        Assert.IsType<ClosesTooSoonAfterAmendment>(waiting.Publish(o, Rules(tooLate), ByApprover(tooLate)).Refusal);
        Assert.Equal((AmendmentState.AwaitingApproval, 1), (waiting.State, o.Version));
    }

    [Fact]
    public void At_the_closing_instant_it_is_too_late_also_for_what_waits()
    {
        var o = new AnOpportunity().Published().Draft;
        var waiting = Sent(o, AmendmentKind.Correction, With(o, closes: Noon28October.AddDays(9)));
        Assert.Equal(new TooLateToAmend(Noon28October), waiting.Publish(o, Rules(Noon28October), ByApprover(Noon28October)).Refusal);
        Assert.Equal(new TooLateToAmend(Noon28October), o.CannotAmend(AmendmentKind.Correction, Note, With(o, "New"), Rules(Noon28October)));
    }

    [Fact]
    public void A_draft_is_changed_and_not_amended_and_what_has_ended_is_neither()
    {
        var draft = new AnOpportunity().Draft;
        Assert.IsType<OpportunityNotPublishedYet>(draft.CannotAmend(AmendmentKind.Correction, Note, With(draft, "New"), Rules()));
        var withdrawn = new AnOpportunity().Published().Draft;
        Done(withdrawn.Withdraw("The money was cut.", ByApprover()));
        Assert.IsType<OpportunityAlreadyEnded>(withdrawn.CannotAmend(AmendmentKind.Correction, Note, With(withdrawn, "New"), Rules()));
    }

    [Fact]
    public void It_says_what_changes_and_why_and_changes_something()
    {
        var o = new AnOpportunity().Published().Draft;
        Assert.IsType<AmendmentNoteMissing>(o.CannotAmend(AmendmentKind.Correction, " ", With(o, "New"), Rules()));
        Assert.IsType<AmendmentChangesNothing>(o.CannotAmend(AmendmentKind.Correction, Note, With(o), Rules()));
        Assert.IsType<AmendmentChangesNothing>(o.CannotAmend(AmendmentKind.Correction, Note, With(o, work: "The work.\r\n"), Rules()));
        Assert.IsType<OpportunityTitleMissing>(o.CannotAmend(AmendmentKind.Correction, Note, With(o, " "), Rules()));
        Assert.IsType<WorkNotDescribed>(o.CannotAmend(AmendmentKind.Correction, Note, With(o, work: ""), Rules()));
    }

    [Fact]
    public void The_work_starts_after_it_closes()
    {
        var o = new AnOpportunity().Published().Draft;
        var later = London.At(new DateOnly(2027, 2, 1), new TimeOnly(12, 0));
        Assert.IsType<StartsBeforeItCloses>(o.CannotAmend(AmendmentKind.Correction, Note, With(o, closes: later), Rules()));
        Assert.Null(o.CannotAmend(AmendmentKind.Correction, Note, With(o, closes: later, starts: new DateOnly(2027, 2, 2)), Rules()));
    }

    [Fact]
    public void Who_wrote_or_sent_it_does_not_publish_it()
    {
        var o = new AnOpportunity().Published().Draft;
        var amendment = Amendment.Begin(o, AmendmentKind.Correction, Note, With(o, "New"), Rules(), ByWriter).Value;
        Assert.IsType<AmendmentNotAwaitingApproval>(amendment.Publish(o, Rules(), ByApprover()).Refusal);
        Done(amendment.SendForApproval(o, Rules(), ByApprover()));
        Assert.IsType<AmendmentNeedsSecondPerson>(amendment.Publish(o, Rules(), ByWriter).Refusal);
        Assert.IsType<AmendmentNeedsSecondPerson>(amendment.Publish(o, Rules(), ByApprover()).Refusal);
        Done(amendment.Publish(o, Rules(), _another));
    }

    [Fact]
    public void What_is_sent_back_keeps_everything_that_was_typed()
    {
        var o = new AnOpportunity().Published().Draft;
        var amendment = Sent(o, AmendmentKind.Material, With(o, "New"));
        Assert.IsType<AmendmentNotADraft>(amendment.Write(o, AmendmentKind.Material, Note, With(o, "Newer"), Rules(), ByWriter).Refusal);
        Assert.IsType<EndReasonMissing>(amendment.SendBack(" ", ByApprover()).Refusal);
        Done(amendment.SendBack("Say why.", ByApprover()));
        Assert.Equal((AmendmentState.Draft, AmendmentKind.Material, Note, "New", "Say why."), (amendment.State, amendment.Kind, amendment.Note, amendment.After.Title, amendment.SentBackReason));
        Done(amendment.Write(o, AmendmentKind.Correction, Note, With(o, "Newer"), Rules(), ByWriter));
        Done(amendment.Discard(ByWriter));
        Assert.IsType<AmendmentNotADraft>(amendment.SendForApproval(o, Rules(), ByWriter).Refusal);
    }
}
