using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.Domain;

/// <summary>What a draft is measured by on one day: the settings, the places, the calendar, and the areas of its lead provider.</summary>
internal sealed record PublishingRules(
    DateTimeOffset Now, OpportunitySettings Settings, IReadOnlySet<string> AppointedAreas, IPlaces Places, IWorkingDays Days)
{
    /// <summary>How many words the answers may have together.</summary>
    public int WordBudget(int? tier) => tier == 3 ? Settings.WordBudgetTier3 : Settings.WordBudget;

    /// <summary>The first day on which it may close, when it opens then, or now.</summary>
    public DateOnly EarliestClosing(DateTimeOffset? opensAt) =>
        Days.Add(London.DateOf(opensAt is { } o && o > Now ? o : Now), Settings.WorkingDaysOpen);

    /// <summary>The first day on which it may close when a material amendment is published now: bidders need the time to read it and to confirm.</summary>
    public DateOnly EarliestClosingAfterAmendment => Days.Add(London.DateOf(Now), Settings.WorkingDaysAfterAmendment);

    /// <summary>The areas in which places lie: an area is its own, an authority's is the one that it belongs to.</summary>
    public IEnumerable<string> AreasOf(IEnumerable<string> places) => places
        .SelectMany(p => Places.Area(p) is { } area ? [area.Code] : Places.Resolve([p]).Select(a => a.AreaCode)).Distinct();
}
