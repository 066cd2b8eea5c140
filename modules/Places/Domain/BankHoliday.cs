using Procurement.Kernel;
using Procurement.Places.Contracts;

namespace Procurement.Places.Domain;

/// <summary>A day on which England and Wales do not work, though it is no weekend.</summary>
internal sealed class BankHoliday : Entity
{
    private BankHoliday()
    {
    }

    public DateOnly Date { get; private set; }
    public string Name { get; private set; } = "";
    public string Note { get; private set; } = "";

    /// <summary>True when an administrator added it by hand: a proclamation.</summary>
    public bool IsProclaimed { get; private set; }

    public static BankHoliday Known(DateOnly date, string name, string note) => new() { Date = date, Name = name, Note = note };

    /// <summary>Adds a day that was proclaimed. It has to be a day on which people would work, and still to come.</summary>
    public static Result<BankHoliday> Proclaim(DateOnly date, string name, string note, bool isKnown, DateOnly today)
    {
        if (date <= today) return new BankHolidayHasPassed(date);
        if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) return new BankHolidayIsAtAWeekend(date);
        if (isKnown) return new BankHolidayIsKnown(date);

        var holiday = new BankHoliday { Date = date, Name = name, Note = note, IsProclaimed = true };
        holiday.Raise(new BankHolidayAdded(holiday.Id, date, name));
        return holiday;
    }
}
