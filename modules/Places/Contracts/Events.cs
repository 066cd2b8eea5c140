using Procurement.Kernel;

namespace Procurement.Places.Contracts;

/// <summary>A bank holiday was added: a proclamation, or a fact that was brought in.</summary>
public sealed record BankHolidayAdded(Guid HolidayId, DateOnly Date, string Name) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("BankHoliday", HolidayId, Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>Facts were brought in by a recipe: areas, authorities, commissioners, services, cohorts or bank holidays.</summary>
public sealed record FactsLoaded(string Kind, int Added, int Changed) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Facts", Guid.Empty, Kind);
}
