using Procurement.Kernel;

namespace Procurement.Places.Domain;

internal sealed record BankHolidayHasPassed(DateOnly Date) : Refusal
{
    public override string Field => "Input.Date";
}

internal sealed record BankHolidayIsAtAWeekend(DateOnly Date) : Refusal
{
    public override string Field => "Input.Date";
}

internal sealed record BankHolidayIsKnown(DateOnly Date) : Refusal
{
    public override string Field => "Input.Date";
}
