using System.Collections.Concurrent;
using Procurement.Kernel;
using Quartz;

namespace Procurement.Workflows.Engine;

/// <summary>
/// The times of a cron expression on London's clocks. A time that a change of the clocks skips is kept at the first that exists after it,
/// one that comes twice is kept once; only what comes every hour comes in both.
/// </summary>
internal static class CronTimes
{
    private static readonly ConcurrentDictionary<string, CronExpression> Known = new();

    public static bool IsReadable(string cron)
    {
        try
        {
            return Read(cron).GetNextValidTimeAfter(DateTimeOffset.UnixEpoch) is not null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>More than once a minute is too often: the seconds have to be a number.</summary>
    public static bool IsTooOften(string cron) => !Part(cron, 0).All(char.IsAsciiDigit);

    /// <summary>The first instant after another; null when there is none any more.</summary>
    public static DateTimeOffset? Next(string cron, DateTimeOffset after)
    {
        var expression = Read(cron);
        var local = London.Local(after).DateTime;
        // Half an hour earlier on the clock may still be to come: the time that stands for one that was skipped.
        var clock = local.AddHours(-1);
        DateTimeOffset? next = null;
        for (var tries = 0; tries < 10_000 && next is null; tries++)
        {
            if (OnClock(expression, clock) is not { } shown) return null;
            clock = shown;
            var instant = London.At(DateOnly.FromDateTime(shown), TimeOnly.FromDateTime(shown));
            if (instant > after) next = instant;
        }

        return next is { } found && Part(cron, 2) == "*" && InSecondHour(expression, after) is { } again && again < found ? again : next;
    }

    /// <summary>What comes every hour also comes in the hour that the clocks show a second time.</summary>
    private static DateTimeOffset? InSecondHour(CronExpression expression, DateTimeOffset after)
    {
        // The hour before and the hour after: in one of them the clocks may go back.
        for (var hours = -1; hours <= 1; hours++)
        {
            var local = London.Local(after.AddHours(hours)).DateTime;
            if (!London.Zone.IsAmbiguousTime(local)) continue;
            var clock = new DateTime(local.Year, local.Month, local.Day, local.Hour, 0, 0, DateTimeKind.Unspecified).AddSeconds(-1);
            while (OnClock(expression, clock) is { } shown && London.Zone.IsAmbiguousTime(shown))
            {
                clock = shown;
                var second = new DateTimeOffset(shown, London.Zone.GetAmbiguousTimeOffsets(shown).Min()).ToUniversalTime();
                if (second > after) return second;
            }
        }

        return null;
    }

    /// <summary>The next time that the clock shows, as if clocks were never changed.</summary>
    private static DateTime? OnClock(CronExpression expression, DateTime clock) =>
        expression.GetNextValidTimeAfter(new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), TimeSpan.Zero)) is { } next ? DateTime.SpecifyKind(next.UtcDateTime, DateTimeKind.Unspecified) : null;

    private static CronExpression Read(string cron) => Known.GetOrAdd(cron, static c => new CronExpression(c, TimeZoneInfo.Utc));

    private static string Part(string cron, int number) => cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(number) ?? "";
}
