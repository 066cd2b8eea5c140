namespace Procurement.Places.Domain;

/// <summary>
/// The bank holidays of England and Wales as the rules make them, for years that nobody has listed yet. Proclamations, such as a
/// jubilee, no rule can know: an administrator adds them.
/// </summary>
internal static class BankHolidayRules
{
    public static IEnumerable<DateOnly> Of(int year)
    {
        yield return Substitute(new DateOnly(year, 1, 1));
        var easter = EasterSunday(year);
        yield return easter.AddDays(-2);
        yield return easter.AddDays(1);
        yield return FirstMondayFrom(new DateOnly(year, 5, 1));
        yield return FirstMondayFrom(new DateOnly(year, 5, 25));
        yield return FirstMondayFrom(new DateOnly(year, 8, 25));
        // Christmas and Boxing Day move together: a Sunday's holiday goes to the first day after them that is free.
        var christmas = new DateOnly(year, 12, 25);
        switch (christmas.DayOfWeek)
        {
            case DayOfWeek.Friday:
                yield return christmas;
                yield return christmas.AddDays(3);
                break;
            case DayOfWeek.Saturday:
                yield return christmas.AddDays(2);
                yield return christmas.AddDays(3);
                break;
            case DayOfWeek.Sunday:
                yield return christmas.AddDays(1);
                yield return christmas.AddDays(2);
                break;
            default:
                yield return christmas;
                yield return christmas.AddDays(1);
                break;
        }
    }

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous method of 1876.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new DateOnly(year, sum / 31, (sum % 31) + 1);
    }

    private static DateOnly Substitute(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static DateOnly FirstMondayFrom(DateOnly day)
    {
        while (day.DayOfWeek != DayOfWeek.Monday) day = day.AddDays(1);
        return day;
    }
}
