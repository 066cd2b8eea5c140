using System.Globalization;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>The times of day that a form offers: half hours of the working day, and whatever was chosen before.</summary>
internal static class ClockTimes
{
    public static IEnumerable<Choice> Offered(params string?[] chosen)
    {
        var offered = Enumerable.Range(0, 19).Select(i => new TimeOnly(8, 0).AddMinutes(30 * i)).ToList();
        foreach (var other in chosen)
            if (TryRead(other, out var time) && !offered.Contains(time)) offered.Add(time);
        var noon = new DateOnly(2026, 1, 15);
        return offered.Order().Select(t => new Choice(t.ToString("HH:mm", CultureInfo.InvariantCulture), London.Clock(London.At(noon, t))));
    }

    public static bool TryRead(string? text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>An instant as the form shows its time.</summary>
    public static string? Of(DateTimeOffset? instant) => instant is { } i ? London.Local(i).ToString("HH:mm", CultureInfo.InvariantCulture) : null;
}
