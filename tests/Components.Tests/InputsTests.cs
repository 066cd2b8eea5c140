namespace Procurement.Components.Tests;

public sealed class InputsTests
{
    [Theory]
    [InlineData("28", "10", "2026")]
    [InlineData(" 28 ", "October", "2026")]
    [InlineData("28", "oct", "2026")]
    [InlineData("28", "Hydref", "2026")]
    public void A_date_is_read_as_people_type_it(string day, string month, string year)
    {
        Assert.True(new DateInput { Day = day, Month = month, Year = year }.TryRead(out var date));
        Assert.Equal(new DateOnly(2026, 10, 28), date);
    }

    [Theory]
    [InlineData("30", "2", "2026")]
    [InlineData("0", "10", "2026")]
    [InlineData("28", "13", "2026")]
    [InlineData("28", "10", "26")]
    [InlineData("28", "", "2026")]
    [InlineData("28", "Octember", "2026")]
    [InlineData("-1", "10", "2026")]
    [InlineData(null, null, null)]
    public void A_day_that_does_not_exist_is_not_read(string? day, string? month, string? year) =>
        Assert.False(new DateInput { Day = day, Month = month, Year = year }.TryRead(out _));

    [Fact]
    public void A_leap_day_exists_in_leap_years_only()
    {
        Assert.True(new DateInput { Day = "29", Month = "2", Year = "2028" }.TryRead(out _));
        Assert.False(new DateInput { Day = "29", Month = "2", Year = "2027" }.TryRead(out _));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    [InlineData("  one  two\nthree ", 3)]
    [InlineData("don’t well-known", 2)]
    public void Words_stand_between_spaces(string? text, int count) => Assert.Equal(count, WordCount.Of(text));
}
