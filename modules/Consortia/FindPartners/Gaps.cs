using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;

namespace Procurement.Consortia.FindPartners;

/// <summary>Something that an opportunity asks for, and which members bring it; nobody when it is a gap.</summary>
internal sealed record Need(string Kind, string Code, string Name, IReadOnlyList<string> BroughtBy)
{
    public bool IsGap => BroughtBy.Count == 0;
}

/// <summary>Compares what a notice asks for with what the members' profiles say.</summary>
internal sealed class Gaps(IPlaces places, IServiceCatalogue catalogue)
{
    public IReadOnlyList<Need> Of(OpportunityTerms terms, IReadOnlyCollection<OrganisationCard> members)
    {
        List<Need> needs = [];
        foreach (var code in terms.ServiceCodes.Distinct())
            needs.Add(new Need("service", code, catalogue.Service(code)?.Name ?? code, [.. members.Where(m => m.ServiceCodes.Contains(code)).Select(m => m.Name)]));
        foreach (var code in terms.Lots.SelectMany(l => l.AreaCodes).Distinct())
            needs.Add(new Need("area", code, places.Area(code)?.Name ?? code, [.. members.Where(m => m.AreaCodes.Contains(code)).Select(m => m.Name)]));
        foreach (var code in terms.CohortCodes.Distinct())
            needs.Add(new Need("cohort", code, catalogue.Cohort(code)?.Name ?? code, [.. members.Where(m => m.CohortCodes.Contains(code)).Select(m => m.Name)]));
        return needs;
    }
}
