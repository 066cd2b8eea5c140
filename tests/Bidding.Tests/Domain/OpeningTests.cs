using Procurement.Bidding.Domain;

namespace Procurement.Bidding.Tests.Domain;

public sealed class OpeningTests
{
    private static readonly Guid First = Guid.CreateVersion7();
    private static readonly Guid Second = Guid.CreateVersion7();

    private static Opening Asked() => Opening.Ask(Guid.CreateVersion7(), "OPP-2026-0001", ABid.Closes, First, "Manager", ABid.Closes).Value;

    [Fact]
    public void Nobody_asks_before_the_closing_instant() =>
        Assert.IsType<NotClosedYet>(Opening.Ask(Guid.CreateVersion7(), "OPP-2026-0001", ABid.Closes, First, "Manager", ABid.Closes.AddTicks(-1)).Refusal);

    [Fact]
    public void Whoever_asked_cannot_confirm() =>
        Assert.IsType<SecondPersonNeeded>(Asked().Confirm(ABid.Closes, First, "Manager", ABid.Closes.AddHours(1), []).Refusal);

    [Fact]
    public void It_waits_until_what_arrived_in_time_can_be_stored()
    {
        Assert.IsType<ArrivalsAreBeingStored>(Asked().Confirm(ABid.Closes, Second, "Approver", ABid.Closes.AddMinutes(1), []).Refusal);
        Assert.True(Asked().Confirm(ABid.Closes, Second, "Approver", ABid.Closes + Opening.Grace, []).IsDone);
    }

    [Fact]
    public void It_happens_once()
    {
        var opening = Asked();
        Assert.True(opening.Confirm(ABid.Closes, Second, "Approver", ABid.Closes.AddHours(1), []).IsDone);
        Assert.IsType<BidsWereOpened>(opening.Confirm(ABid.Closes, Second, "Approver", ABid.Closes.AddHours(2), []).Refusal);
    }

    [Fact]
    public async Task Opening_waits_for_a_submission_that_arrived_in_time_and_not_for_a_late_one()
    {
        var arrivals = new Arrivals();
        var opportunity = Guid.CreateVersion7();
        using (arrivals.Enter(opportunity, ABid.Closes))
            Assert.True(await arrivals.QuietAsync(opportunity, ABid.Closes, TimeSpan.Zero, CancellationToken.None));
        var inTime = arrivals.Enter(opportunity, ABid.Closes.AddTicks(-1));
        Assert.False(await arrivals.QuietAsync(opportunity, ABid.Closes, TimeSpan.Zero, CancellationToken.None));
        Assert.True(await arrivals.QuietAsync(Guid.CreateVersion7(), ABid.Closes, TimeSpan.Zero, CancellationToken.None));
        inTime.Dispose();
        Assert.True(await arrivals.QuietAsync(opportunity, ABid.Closes, TimeSpan.Zero, CancellationToken.None));
    }
}
