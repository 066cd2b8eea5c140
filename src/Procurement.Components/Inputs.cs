using System.Globalization;

namespace Procurement.Components;

/// <summary>Something to choose from.</summary>
public sealed record Choice(string Value, string Text, string? Hint = null);

/// <summary>A date as typed: three fields that are given back as they were.</summary>
public sealed class DateInput
{
    private static readonly string[][] Months = [.. new[] { "en-GB", "cy-GB" }.SelectMany(c =>
        new[] { CultureInfo.GetCultureInfo(c).DateTimeFormat.MonthNames[..12], CultureInfo.GetCultureInfo(c).DateTimeFormat.AbbreviatedMonthNames[..12] })];

    /// <summary>The day.</summary>
    public string? Day { get; set; }

    /// <summary>The month, as a number or a name.</summary>
    public string? Month { get; set; }

    /// <summary>The year, in four figures.</summary>
    public string? Year { get; set; }

    /// <summary>True when nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The input that shows a date.</summary>
    public static DateInput From(DateOnly? date) => date is not { } d ? new DateInput() : new DateInput
    {
        Day = d.Day.ToString(CultureInfo.InvariantCulture),
        Month = d.Month.ToString(CultureInfo.InvariantCulture),
        Year = d.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads the date; false when there is no such day.</summary>
    public bool TryRead(out DateOnly date)
    {
        date = default;
        if (!Number(Day, out var day) || !Number(Year, out var year) || year is < 1900 or > 2999) return false;
        if (!Number(Month, out var month) && (month = MonthByName(Month)) == 0) return false;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool Number(string? text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number);

    private static int MonthByName(string? text)
    {
        if (text?.Trim() is not { Length: >= 3 } name) return 0;
        foreach (var names in Months)
        {
            var at = Array.FindIndex(names, n => string.Equals(n.TrimEnd('.'), name.TrimEnd('.'), StringComparison.OrdinalIgnoreCase));
            if (at >= 0) return at + 1;
        }

        return 0;
    }
}

/// <summary>Counts words as the fields do: what stands between spaces.</summary>
public static class WordCount
{
    /// <summary>The number of words in a text.</summary>
    public static int Of(string? text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text ?? "")
        {
            if (char.IsWhiteSpace(c)) inside = false;
            else if (!inside)
            {
                inside = true;
                count++;
            }
        }

        return count;
    }
}

/// <summary>Where a step of a timeline stands.</summary>
public enum TimelineState
{
    /// <summary>Behind us.</summary>
    Done,

    /// <summary>Under way.</summary>
    Now,

    /// <summary>To come.</summary>
    Later,
}

/// <summary>A step of a timeline: what, and when.</summary>
public sealed record TimelineItem(string Title, string Text, TimelineState State);
