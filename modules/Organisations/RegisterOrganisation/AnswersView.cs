using Procurement.Kernel;
using Procurement.Organisations.Data;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>All answers of a registration, in words.</summary>
internal sealed record AnswersView(Organisation Organisation, bool CanChange)
{
    public required string Type { get; init; }
    public required IReadOnlyList<NumberView> Numbers { get; init; }
    public required IReadOnlyList<string> Services { get; init; }
    public required IReadOnlyList<string> Cohorts { get; init; }
    public required IReadOnlyList<string> Areas { get; init; }

    public string? ChangeUrl(string step) => CanChange ? $"/organisations/register/{Organisation.Reference.ToLowerInvariant()}/{step}?change=true" : null;

    public static AnswersView Of(Organisation o, bool canChange, IWords words, IPlaces places, IServiceCatalogue catalogue) => new(o, canChange)
    {
        Type = o.TypeCode.Length > 0 ? words.Text("OrganisationType." + o.TypeCode) : "–",
        Numbers = [.. OrganisationQueries.InOrder(o.Identifiers).Select(i => NumberView.Of(i, words))],
        Services = [.. o.ServiceCodes.Select(c => catalogue.Service(c)?.Name ?? c)],
        Cohorts = [.. o.CohortCodes.Select(c => catalogue.Cohort(c)?.Name ?? c)],
        Areas = [.. o.AreaCodes.Select(c => places.Area(c)?.Name ?? c)],
    };
}

/// <summary>A number in words.</summary>
internal sealed record NumberView(Guid Id, string Label, string Number, string Register, bool IsDoubtful, bool IsChecked)
{
    public static NumberView Of(Identifier i, IWords words)
    {
        var scheme = IdentifierSchemes.Of(i.Scheme);
        var key = "IdentifierScheme." + i.Scheme;
        return new NumberView(i.Id, words.Has(key) ? words.Text(key) : scheme.Register, i.Number, scheme.Register, scheme.Judge(i.Number) == NumberVerdict.Doubtful, i.IsChecked);
    }
}
