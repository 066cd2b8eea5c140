using System.Globalization;

namespace Procurement.Kernel;

/// <summary>Instants as people in England and Wales read them: the zone is Europe/London, and is named.</summary>
public static class London
{
    /// <summary>Europe/London.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Welsh = CultureInfo.GetCultureInfo("cy-GB");

    /// <summary>The instant on London's clocks.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The day in London at that instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>
    /// The instant in UTC at which London's clocks show that day and time. A time that a clock change skips is read as the first
    /// that exists after it; one that comes twice is read as the first of the two.
    /// </summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The last minute of a day in London: 23:59:00, when a period in working days ends.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day, new TimeOnly(23, 59));

    /// <summary>GMT or BST.</summary>
    public static string ZoneName(DateTimeOffset instant) => Zone.IsDaylightSavingTime(Local(instant)) ? "BST" : "GMT";

    /// <summary>For example "Wednesday 28 October 2026 at 12 noon (GMT)".</summary>
    public static string Long(DateTimeOffset instant) => $"{Day(DateOf(instant))} {At()} {Clock(instant)} ({ZoneName(instant)})";

    /// <summary>For example "28 October 2026, 12 noon".</summary>
    public static string Short(DateTimeOffset instant) => $"{Date(DateOf(instant))}, {Clock(instant)}";

    /// <summary>For example "Wednesday 28 October 2026".</summary>
    public static string Day(DateOnly day) => day.ToString("dddd d MMMM yyyy", Culture);

    /// <summary>For example "28 October 2026".</summary>
    public static string Date(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>For example "12 noon", "midnight", "9am", "11:59pm".</summary>
    public static string Clock(DateTimeOffset instant)
    {
        var local = Local(instant);
        return (local.Hour, local.Minute) switch
        {
            (12, 0) => IsWelsh ? "12 canol dydd" : "12 noon",
            (0, 0) => IsWelsh ? "hanner nos" : "midnight",
            (_, 0) => local.ToString("%h", CultureInfo.InvariantCulture) + AmPm(local),
            _ => local.ToString("h:mm", CultureInfo.InvariantCulture) + AmPm(local),
        };
    }

    /// <summary>For example "3:14:07pm", for receipts.</summary>
    public static string ClockWithSeconds(DateTimeOffset instant)
    {
        var local = Local(instant);
        return local.ToString("h:mm:ss", CultureInfo.InvariantCulture) + AmPm(local);
    }

    private static bool IsWelsh => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "cy";

    private static CultureInfo Culture => IsWelsh ? Welsh : English;

    private static string At() => IsWelsh ? "am" : "at";

    private static string AmPm(DateTimeOffset local) => local.Hour < 12 ? "am" : "pm";
}
