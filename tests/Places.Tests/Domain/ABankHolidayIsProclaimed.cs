using Procurement.Places.Contracts;
using Procurement.Places.Domain;

namespace Procurement.Places.Tests.Domain;

public sealed class ABankHolidayIsProclaimed
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void It_is_added_and_said()
    {
        var proclaimed = BankHoliday.Proclaim(new DateOnly(2027, 5, 10), "A celebration", "", isKnown: false, Today);
        Assert.True(proclaimed.Value.IsProclaimed);
        Assert.IsType<BankHolidayAdded>(Assert.Single(proclaimed.Value.Events));
    }

    [Fact]
    public void Not_for_today_or_before() => Assert.IsType<BankHolidayHasPassed>(BankHoliday.Proclaim(Today, "x", "", false, Today).Refusal);

    [Fact]
    public void Not_on_a_Saturday() => Assert.IsType<BankHolidayIsAtAWeekend>(BankHoliday.Proclaim(new DateOnly(2026, 11, 28), "x", "", false, Today).Refusal);

    [Fact]
    public void Not_twice() => Assert.IsType<BankHolidayIsKnown>(BankHoliday.Proclaim(new DateOnly(2027, 5, 10), "x", "", true, Today).Refusal);
}
