namespace Procurement.Places.Contracts;

/// <summary>
/// The working days of England and Wales: Monday to Friday without bank holidays. Deadlines are instants; they end at 23:59 by
/// London's clocks.
/// </summary>
public interface IWorkingDays
{
    /// <summary>True for a day on which people work.</summary>
    bool IsWorkingDay(DateOnly day);

    /// <summary>
    /// The working day that is that many working days after a day, or before it when the number is negative. With zero it is the day
    /// itself, or the next working day when it is none.
    /// </summary>
    DateOnly Add(DateOnly from, int workingDays);

    /// <summary>The end of a period: it starts on the next working day after the instant, and ends at 23:59 in London on its last.</summary>
    DateTimeOffset EndOfPeriod(DateTimeOffset from, int workingDays);

    /// <summary>The end of standstill, at 23:59 in London: the day of notification, when it is a working day, is day one.</summary>
    DateTimeOffset EndOfStandstill(DateTimeOffset notified, int days);

    /// <summary>How many working days come after the first day, up to the second and with it; negative when the second comes first.</summary>
    int Between(DateOnly a, DateOnly b);

    /// <summary>The same time in London, that many working days before.</summary>
    DateTimeOffset Before(DateTimeOffset instant, int workingDays);
}
