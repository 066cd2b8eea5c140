using System.Globalization;
using Procurement.Kernel;

namespace Procurement.Kernel.Tests;

public sealed class LondonTests
{
    [Theory]
    [InlineData("2026-10-24", "2026-10-24T11:00:00Z", "BST")]
    [InlineData("2026-10-26", "2026-10-26T12:00:00Z", "GMT")]
    [InlineData("2026-03-28", "2026-03-28T12:00:00Z", "GMT")]
    [InlineData("2026-03-30", "2026-03-30T11:00:00Z", "BST")]
    public void Noon_is_noon_on_both_sides_of_a_clock_change(string day, string utc, string zone)
    {
        var noon = London.At(DateOnly.Parse(day, CultureInfo.InvariantCulture), new TimeOnly(12, 0));
        Assert.Equal(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture), noon);
        Assert.Equal(zone, London.ZoneName(noon));
    }

    [Fact]
    public void A_time_that_the_spring_change_skips_is_read_as_the_first_that_exists() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), London.At(new DateOnly(2026, 3, 29), new TimeOnly(1, 0)));

    [Fact]
    public void A_time_that_comes_twice_in_autumn_is_read_as_the_first() =>
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), London.At(new DateOnly(2026, 10, 25), new TimeOnly(1, 30)));

    [Theory]
    [InlineData("2026-10-28T12:00:00Z", "Wednesday 28 October 2026 at 12 noon (GMT)")]
    [InlineData("2026-07-01T22:59:00Z", "Wednesday 1 July 2026 at 11:59pm (BST)")]
    [InlineData("2026-07-01T08:00:00Z", "Wednesday 1 July 2026 at 9am (BST)")]
    [InlineData("2026-01-05T00:00:00Z", "Monday 5 January 2026 at midnight (GMT)")]
    public void People_read_day_date_time_and_zone(string utc, string read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        try
        {
            Assert.Equal(read, London.Long(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
