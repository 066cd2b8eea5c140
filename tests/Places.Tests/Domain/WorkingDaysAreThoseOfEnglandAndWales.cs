using System.Globalization;
using Procurement.Kernel;
using Procurement.Places.Domain;
using Procurement.Places.LoadFacts;

namespace Procurement.Places.Tests.Domain;

public sealed class WorkingDaysAreThoseOfEnglandAndWales
{
    private static readonly IReadOnlyList<DateOnly> Listed = ReadList();
    private readonly WorkingDayCalendar _days = new(Listed);

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-21", false)]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-12-25", false)]
    [InlineData("2026-12-28", false)]
    [InlineData("2027-12-27", false)]
    [InlineData("2027-12-28", false)]
    [InlineData("2028-01-03", false)]
    [InlineData("2022-06-02", false)]
    [InlineData("2022-06-03", false)]
    [InlineData("2022-05-30", true)]
    [InlineData("2020-05-04", true)]
    public void Weekends_bank_holidays_and_their_substitutes_are_no_working_days(string day, bool works) => Assert.Equal(works, _days.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2026-12-22", 5, "2026-12-31")]
    [InlineData("2026-12-24", 1, "2026-12-29")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2027-03-25", 1, "2027-03-30")]
    [InlineData("2027-03-24", 5, "2027-04-02")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-11-21", 0, "2026-11-23")]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2027-03-30", -1, "2027-03-25")]
    [InlineData("2026-11-22", -1, "2026-11-20")]
    public void Days_are_counted_over_Christmas_and_Easter(string from, int days, string expected) => Assert.Equal(Day(expected), _days.Add(Day(from), days));

    [Fact]
    public void A_period_starts_on_the_next_working_day_and_ends_at_a_minute_to_midnight_in_London()
    {
        var asked = London.At(Day("2026-12-18"), new TimeOnly(10, 0));
        var end = _days.EndOfPeriod(asked, 15);
        Assert.Equal("Wednesday 13 January 2027 at 11:59pm (GMT)", London.Long(end));
        Assert.Equal(end, _days.EndOfPeriod(London.At(Day("2026-12-18"), new TimeOnly(23, 59)), 15));
        Assert.Equal(end, _days.EndOfPeriod(London.At(Day("2026-12-20"), new TimeOnly(9, 0)), 15));
    }

    [Fact]
    public void A_period_over_the_October_clock_change_ends_by_the_new_clock()
    {
        var asked = London.At(Day("2026-10-23"), new TimeOnly(15, 0));
        var end = _days.EndOfPeriod(asked, 1);
        Assert.Equal(new DateTimeOffset(2026, 10, 26, 23, 59, 0, TimeSpan.Zero), end);
    }

    [Fact]
    public void A_period_over_the_March_clock_change_ends_by_the_new_clock()
    {
        var asked = London.At(Day("2027-03-25"), new TimeOnly(15, 0));
        var end = _days.EndOfPeriod(asked, 1);
        Assert.Equal(new DateTimeOffset(2027, 3, 30, 22, 59, 0, TimeSpan.Zero), end);
    }

    [Fact]
    public void Five_working_days_before_a_closing_time_keep_the_hour_by_Londons_clocks_over_a_clock_change()
    {
        var closes = London.At(Day("2026-10-28"), new TimeOnly(12, 0));
        var last = _days.Before(closes, 5);
        Assert.Equal("Wednesday 21 October 2026 at 12 noon (BST)", London.Long(last));
        Assert.Equal(closes, _days.Before(closes, 0));
    }

    [Fact]
    public void Standstill_counts_the_day_of_notification_as_day_one()
    {
        var end = _days.EndOfStandstill(London.At(Day("2026-11-23"), new TimeOnly(16, 30)), 8);
        Assert.Equal("Wednesday 2 December 2026 at 11:59pm (GMT)", London.Long(end));
    }

    [Fact]
    public void Standstill_that_is_notified_at_a_weekend_starts_on_the_next_working_day()
    {
        var end = _days.EndOfStandstill(London.At(Day("2026-11-21"), new TimeOnly(16, 30)), 8);
        Assert.Equal("Wednesday 2 December 2026 at 11:59pm (GMT)", London.Long(end));
    }

    [Theory]
    [InlineData("2026-12-24", "2026-12-29", 1)]
    [InlineData("2026-11-23", "2026-11-23", 0)]
    [InlineData("2026-11-20", "2026-11-23", 1)]
    [InlineData("2026-12-29", "2026-12-24", -1)]
    public void Working_days_between_two_days_leave_the_first_out(string a, string b, int expected) => Assert.Equal(expected, _days.Between(Day(a), Day(b)));

    [Fact]
    public void The_rules_make_the_list_except_where_it_was_proclaimed_otherwise()
    {
        DateOnly[] proclaimed = [.. new[] { "2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08" }.Select(Day)];
        DateOnly[] moved = [Day("2020-05-04"), Day("2022-05-30")];
        foreach (var year in Enumerable.Range(2013, 18))
        {
            var listed = Listed.Where(d => d.Year == year && !proclaimed.Contains(d)).Order();
            Assert.Equal(listed, BankHolidayRules.Of(year).Where(d => !moved.Contains(d)).Order());
        }
    }

    [Fact]
    public void A_year_that_nobody_has_listed_is_filled_by_the_rules()
    {
        Assert.False(_days.IsWorkingDay(Day("2031-04-11")));
        Assert.False(_days.IsWorkingDay(Day("2031-12-25")));
        Assert.True(_days.IsWorkingDay(Day("2031-04-10")));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<DateOnly> ReadList()
    {
        using var reader = new StreamReader(FactsLoader.OwnFile("bank-holidays.csv"));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => Day(l.Split(',')[0]))];
    }
}
