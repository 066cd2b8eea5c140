using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using static Procurement.Opportunities.Tests.Domain.AnOpportunity;

namespace Procurement.Opportunities.Tests.Domain;

public sealed class ExitTests
{
    [Fact]
    public void It_is_withdrawn_before_it_closes_with_a_reason_and_stays_to_be_read()
    {
        var open = new AnOpportunity().Published().Draft;
        Assert.IsType<EndReasonMissing>(open.Withdraw(" ", ByApprover(Noon28October.AddTicks(-1))).Refusal);
        Done(open.Withdraw("The money was cut.", ByApprover(Noon28October.AddTicks(-1))));
        Assert.Equal(OpportunityStage.Withdrawn, open.StageAt(Noon28October.AddDays(9)));
        Assert.True(open.IsPublicAt(Noon28October));
        Assert.Equal("The money was cut.", Assert.Single(open.Events.OfType<OpportunityWithdrawn>()).Reason);
        Assert.IsType<OpportunityAlreadyEnded>(open.Withdraw("Again", ByApprover()).Refusal);
    }

    [Fact]
    public void At_the_closing_instant_it_is_too_late_to_withdraw() =>
        Assert.Equal(new TooLateToWithdrawOpportunity(Noon28October), new AnOpportunity().Published().Draft.Withdraw("Why", ByApprover(Noon28October)).Refusal);

    [Fact]
    public void A_draft_is_not_withdrawn() => Assert.IsType<OpportunityNotPublishedYet>(new AnOpportunity().Draft.Withdraw("Why", ByApprover()).Refusal);

    [Fact]
    public void What_was_withdrawn_before_anybody_saw_it_stays_unknown()
    {
        var opens = London.At(new DateOnly(2026, 10, 14), new TimeOnly(9, 0));
        var scheduled = new AnOpportunity().With(o => o.SetDates(opens, false, Noon28October, null, ByWriter)).Published().Draft;
        Done(scheduled.Withdraw("A mistake.", ByApprover()));
        Assert.False(scheduled.IsPublicAt(opens.AddDays(100)));
    }

    [Fact]
    public void It_is_cancelled_only_after_it_closed_and_before_an_award()
    {
        Assert.IsType<OpportunityNotClosedYet>(new AnOpportunity().Published().Draft.Cancel("Why", ByApprover()).Refusal);
        Assert.IsType<LotAlreadyAwarded>(new AnOpportunity().ClosedWithLotsAt(LotStage.Awarded, LotStage.Opened).Draft.Cancel("Why", ByApprover(Noon28October)).Refusal);
        var closed = new AnOpportunity().ClosedWithLotsAt(LotStage.Opened, LotStage.Active).Draft;
        Assert.IsType<EndReasonMissing>(closed.Cancel("", ByApprover(Noon28October)).Refusal);
        Done(closed.Cancel("Nobody could be heard.", ByApprover(Noon28October)));
        Assert.Equal(OpportunityStage.Cancelled, closed.Stage);
        Assert.All(closed.Lots, l => Assert.Equal(LotStage.Cancelled, l.Stage));
        Assert.IsType<OpportunityAlreadyEnded>(closed.Cancel("Again", ByApprover(Noon28October)).Refusal);
    }

    [Fact]
    public void One_lot_is_cancelled_and_the_other_goes_on()
    {
        var closed = new AnOpportunity().ClosedWithLotsAt(LotStage.Opened, LotStage.Evaluating).Draft;
        Done(closed.CancelLot(closed.LotsInOrder.First().Id, "No bid was good enough.", ByApprover(Noon28October)));
        Assert.Equal(OpportunityStage.Evaluating, closed.Stage);
        Assert.IsType<OpportunityAlreadyEnded>(closed.CancelLot(closed.LotsInOrder.First().Id, "Again", ByApprover(Noon28October)).Refusal);
        Assert.Empty(closed.Events.OfType<OpportunityCancelled>());
        Done(closed.CancelLot(closed.LotsInOrder.Last().Id, "Nor here.", ByApprover(Noon28October)));
        Assert.Equal(OpportunityStage.Cancelled, closed.Stage);
        Assert.Equal("Nor here.", Assert.Single(closed.Events.OfType<OpportunityCancelled>()).Reason);
    }

    [Fact]
    public void A_lot_is_not_cancelled_while_bids_are_taken()
    {
        var open = new AnOpportunity().Published().Draft;
        Assert.IsType<OpportunityNotClosedYet>(open.CancelLot(open.Lots[0].Id, "Why", ByApprover()).Refusal);
        Assert.IsType<NotFound>(open.CancelLot(Guid.CreateVersion7(), "Why", ByApprover(Noon28October)).Refusal);
    }
}

public sealed class LotTests
{
    private static readonly HashSet<(LotStage, LotStage)> Legal =
    [
        (LotStage.Active, LotStage.Opened), (LotStage.Active, LotStage.Unsuccessful), (LotStage.Opened, LotStage.Evaluating), (LotStage.Opened, LotStage.Unsuccessful),
        (LotStage.Evaluating, LotStage.AuthorityComment), (LotStage.Evaluating, LotStage.Unsuccessful),
        (LotStage.AuthorityComment, LotStage.Decision), (LotStage.AuthorityComment, LotStage.Evaluating), (LotStage.AuthorityComment, LotStage.Unsuccessful),
        (LotStage.Decision, LotStage.Standstill), (LotStage.Decision, LotStage.AuthorityComment), (LotStage.Decision, LotStage.Evaluating), (LotStage.Decision, LotStage.Unsuccessful),
        (LotStage.Standstill, LotStage.Awarded), (LotStage.Standstill, LotStage.Decision), (LotStage.Standstill, LotStage.Evaluating), (LotStage.Standstill, LotStage.Unsuccessful),
        (LotStage.Awarded, LotStage.InContract),
    ];

    [Fact]
    public void A_lot_moves_only_along_legal_steps()
    {
        foreach (var from in Enum.GetValues<LotStage>().Where(s => s is not LotStage.Cancelled))
        {
            foreach (var to in Enum.GetValues<LotStage>().Where(s => s != from))
            {
                var draft = new AnOpportunity().ClosedWithLotsAt(from, LotStage.Active).Draft;
                var lot = draft.LotsInOrder.First();
                var moved = draft.MoveLot(lot.Id, to, Noon28October);
                if (Legal.Contains((from, to))) Assert.True(moved.IsDone, $"{from} to {to}: {moved.Refusal}");
                else Assert.Equal(new LotCannotMove(from, to), moved.Refusal);
            }
        }
    }

    [Fact]
    public void A_lot_does_not_move_before_the_closing_instant()
    {
        var open = new AnOpportunity().Published().Draft;
        Assert.IsType<OpportunityNotClosedYet>(open.MoveLot(open.Lots[0].Id, LotStage.Opened, Noon28October.AddTicks(-1)).Refusal);
        Done(open.MoveLot(open.Lots[0].Id, LotStage.Opened, Noon28October));
    }

    [Fact]
    public void A_lot_that_stands_there_already_stays_and_says_nothing_twice()
    {
        var draft = new AnOpportunity().ClosedWithLotsAt(LotStage.Opened, LotStage.Active).Draft;
        Done(draft.MoveLot(draft.LotsInOrder.First().Id, LotStage.Opened, Noon28October));
        Assert.Single(draft.Events.OfType<LotMoved>());
    }

    [Theory]
    [InlineData(LotStage.Opened, LotStage.Active, OpportunityStage.Closed)]
    [InlineData(LotStage.Evaluating, LotStage.Opened, OpportunityStage.Opened)]
    [InlineData(LotStage.Standstill, LotStage.AuthorityComment, OpportunityStage.AuthorityComment)]
    [InlineData(LotStage.Unsuccessful, LotStage.Standstill, OpportunityStage.Standstill)]
    [InlineData(LotStage.InContract, LotStage.Awarded, OpportunityStage.Awarded)]
    [InlineData(LotStage.Unsuccessful, LotStage.Unsuccessful, OpportunityStage.Unsuccessful)]
    public void The_opportunity_stands_where_its_least_advanced_lot_does(LotStage first, LotStage second, OpportunityStage shown) =>
        Assert.Equal(shown, new AnOpportunity().ClosedWithLotsAt(first, second).Draft.Stage);
}
