using Procurement.Kernel;
using Procurement.Places.Contracts;

namespace Procurement.Places.Domain;

/// <summary>Counts working days over a set of bank holidays. A year with none listed is filled by rule.</summary>
internal sealed class WorkingDayCalendar(IEnumerable<DateOnly> holidays) : IWorkingDays
{
    private readonly HashSet<DateOnly> _holidays = [.. holidays];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, HashSet<DateOnly>> _byRule = new();
    private readonly HashSet<int> _listedYears = [.. holidays.GroupBy(h => h.Year).Where(g => g.Count() >= 7).Select(g => g.Key)];

    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day)
        && (_listedYears.Contains(day.Year) || !_byRule.GetOrAdd(day.Year, y => [.. BankHolidayRules.Of(y)]).Contains(day));

    public DateOnly Add(DateOnly from, int workingDays)
    {
        var day = from;
        if (workingDays == 0)
        {
            while (!IsWorkingDay(day)) day = day.AddDays(1);
            return day;
        }

        var step = Math.Sign(workingDays);
        for (var left = Math.Abs(workingDays); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }

    public DateTimeOffset EndOfPeriod(DateTimeOffset from, int workingDays) => London.EndOf(Add(London.DateOf(from), workingDays));

    public DateTimeOffset EndOfStandstill(DateTimeOffset notified, int days)
    {
        var first = Add(London.DateOf(notified), 0);
        return London.EndOf(days <= 1 ? first : Add(first, days - 1));
    }

    public int Between(DateOnly a, DateOnly b)
    {
        if (b < a) return -Between(b, a);
        var count = 0;
        for (var day = a.AddDays(1); day <= b; day = day.AddDays(1))
        {
            if (IsWorkingDay(day)) count++;
        }

        return count;
    }

    public DateTimeOffset Before(DateTimeOffset instant, int workingDays)
    {
        if (workingDays == 0) return instant;
        var local = London.Local(instant);
        return London.At(Add(DateOnly.FromDateTime(local.DateTime), -workingDays), TimeOnly.FromDateTime(local.DateTime));
    }
}
