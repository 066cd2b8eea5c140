namespace Procurement.Places.Contracts;

/// <summary>The services that lead providers subcontract, and the groups of people whom they serve, from memory.</summary>
public interface IServiceCatalogue
{
    /// <summary>All services, in the order in which people read them; also those that nobody may subcontract.</summary>
    IReadOnlyList<ServiceCard> Services();

    /// <summary>The service of a code such as <c>WOM-CTR</c>; null when there is none.</summary>
    ServiceCard? Service(string? code);

    /// <summary>All groups of people, in the order in which they were given.</summary>
    IReadOnlyList<CohortCard> Cohorts();

    /// <summary>The group of a code such as <c>WOM</c>; null when there is none.</summary>
    CohortCard? Cohort(string? code);
}

/// <summary>A service.</summary>
/// <param name="Code">For example <c>WOM-CTR</c>.</param>
/// <param name="Name">For example "Women's centre and whole-person support".</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="PathwayCode">The pathway that it belongs to, for example <c>P1</c>.</param>
/// <param name="Pathway">The pathway's name.</param>
/// <param name="IsSubcontractable">False for what the public service keeps to itself.</param>
/// <param name="Tiers">The tiers at which it is subcontracted: 2, 3.</param>
/// <param name="Cohorts">The groups of people whom it usually serves.</param>
/// <param name="Cpv">Its codes in the Common Procurement Vocabulary, the first the main one.</param>
/// <param name="Category2020">The category of the 2020 framework; empty when there is none.</param>
public sealed record ServiceCard(
    string Code, string Name, string Description, string PathwayCode, string Pathway, bool IsSubcontractable, IReadOnlyList<int> Tiers,
    IReadOnlyList<string> Cohorts, IReadOnlyList<CpvCode> Cpv, string Category2020);

/// <summary>A code of the Common Procurement Vocabulary.</summary>
/// <param name="Code">For example <c>85312100-0</c>.</param>
/// <param name="Label">For example "Daycare services".</param>
public sealed record CpvCode(string Code, string Label);

/// <summary>A group of people whom services are for.</summary>
/// <param name="Code">For example <c>WOM</c>.</param>
/// <param name="Name">For example "Women".</param>
/// <param name="Description">Who they are, in a sentence.</param>
/// <param name="Basis">The law or the report that names them.</param>
/// <param name="AgeMin">The youngest; null when there is no bound.</param>
/// <param name="AgeMax">The oldest; null when there is no bound.</param>
/// <param name="StatementRequired">True when the law asks for a statement of what is provided for them.</param>
public sealed record CohortCard(string Code, string Name, string Description, string Basis, int? AgeMin, int? AgeMax, bool StatementRequired);
