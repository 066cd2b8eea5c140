using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Domain;

/// <summary>When somebody is away. What is addressed to that person goes to the colleagues named with it meanwhile.</summary>
internal sealed class Absence : Entity
{
    /// <summary>So long can one be away without saying so again.</summary>
    public const int MostDays = 366;

    private Absence() { }

    public Absence(IWho who) => (UserId, UserName) = (who.UserId!.Value, who.DisplayName);

    public Guid UserId { get; private set; }
    public string UserName { get; private set; } = "";

    /// <summary>From the beginning of a day in London.</summary>
    public DateTimeOffset FromAt { get; private set; }

    /// <summary>To the end of one: the beginning of the next.</summary>
    public DateTimeOffset UntilAt { get; private set; }

    public DateOnly From => London.DateOf(FromAt);
    public DateOnly Until => London.DateOf(UntilAt).AddDays(-1);

    public Result Set(IWho who, DateOnly from, DateOnly until, IReadOnlyList<StandIn> standIns, DateTimeOffset now)
    {
        if (until < from) return new AwayEndsBeforeItBegins();
        if (until < London.DateOf(now)) return new AwayIsOver();
        if (until.DayNumber - from.DayNumber > MostDays) return new AwayIsTooLong(MostDays);
        if (standIns.Count == 0) return new StandInMissing();
        (UserName, FromAt, UntilAt) = (who.DisplayName, London.At(from, TimeOnly.MinValue), London.At(until.AddDays(1), TimeOnly.MinValue));
        Raise(new AbsenceSet(UserId, FromAt, UntilAt, [.. standIns.Select(s => s.Name)]));
        return Result.Done;
    }

    public void End() => Raise(new AbsenceEnded(UserId));
}

/// <summary>Who stands in at one organisation.</summary>
internal sealed class StandIn
{
    public required Guid AbsenceId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid DelegateId { get; init; }
    public required string Name { get; init; }
}
