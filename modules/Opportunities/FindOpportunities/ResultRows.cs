using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Search;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Opportunities.FindOpportunities;

/// <summary>A row of a list of opportunities.</summary>
internal sealed record ResultRow(
    string Url, string Title, string LeadProviderName, string Where, string Services, int ValueAYear, string Term, IReadOnlyList<string> Facts,
    OpportunityStage Stage, DateTimeOffset When, string WhenKey, string Left, bool IsSoon);

/// <summary>A list of rows, and the level of their headings.</summary>
internal sealed record ResultRowList(IReadOnlyList<ResultRow> Rows, int HeadingLevel);

/// <summary>Makes rows of listings: names come from memory, once a page.</summary>
internal sealed class ResultRows(IPlaces places, IServiceCatalogue catalogue, ISettings settings, TimeProvider clock, IWords words)
{
    private const int SoonInDays = 3;

    public ResultRowList Of(IEnumerable<Listing> listings, int headingLevel = 2) => new([.. listings.Select(Row)], headingLevel);

    private ResultRow Row(Listing l)
    {
        var now = clock.GetUtcNow();
        var stage = l.StageAt(now);
        var isPlanned = stage is OpportunityStage.Scheduled or OpportunityStage.Planned;
        var when = isPlanned ? l.OpensAt : l.EndsAt;
        var days = London.DateOf(when).DayNumber - London.DateOf(now).DayNumber;
        var left = days switch
        {
            < 0 => London.Local(when).Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            0 when when <= now => words.Text("Opportunities.Row.EndedToday"),
            0 => words.Text("Opportunities.Row.Today"),
            _ => words.Text("Opportunities.Row.InDays", days),
        };
        return new ResultRow("/opportunities/" + l.Reference, l.Title, l.LeadProviderName, Where(l),
            string.Join("; ", l.Services.Select(s => catalogue.Service(s)?.Name ?? s)), l.ValueAYear,
            l.ExtensionMonths > 0 ? words.Text("Opportunities.Row.Term", l.TermMonths, l.ExtensionMonths) : words.Text("Opportunities.Row.TermOnly", l.TermMonths),
            [.. Facts(l)], stage, when, isPlanned ? "Opportunities.Row.Opens" : stage is OpportunityStage.Open ? "Opportunities.Row.Closes"
                : stage is OpportunityStage.Withdrawn ? "Opportunities.Row.Withdrawn" : "Opportunities.Row.Closed", left,
            stage is OpportunityStage.Open && days <= SoonInDays);
    }

    private IEnumerable<string> Facts(Listing l)
    {
        if (l.LotCount > 1) yield return words.Text("Opportunities.Row.Lots", l.LotCount);
        if (l.LargestLot <= settings.Current<OpportunitySettings>().SmallLot) yield return words.Text("Opportunities.Row.Small");
        if (l.PaymentByResults > 0) yield return words.Text("Opportunities.Row.Results", l.PaymentByResults);
        if (l.IsBilingual) yield return words.Text("Opportunities.Row.Bilingual");
    }

    private string Where(Listing l)
    {
        var areas = string.Join("; ", l.Areas.Select(a => places.Area(a)?.Name ?? a));
        // A few councils are named; an area as a whole speaks for its many.
        return l.Authorities.Count is > 0 and <= 3
            ? $"{areas}: {string.Join(", ", l.Authorities.Select(g => places.Authority(g)?.Name ?? g))}" : areas;
    }
}
