namespace Procurement.Places.Contracts;

/// <summary>The contract package areas and the local authorities in them, from memory.</summary>
public interface IPlaces
{
    /// <summary>All areas, in the order of their codes.</summary>
    IReadOnlyList<AreaCard> Areas();

    /// <summary>The area of a code such as <c>CPA17</c>; null when there is none.</summary>
    AreaCard? Area(string? code);

    /// <summary>The area of an address such as <c>london</c>; null when there is none.</summary>
    AreaCard? AreaBySlug(string? slug);

    /// <summary>The authority of a GSS code, past and future ones too, also when the code is one that it had before; null when there is none.</summary>
    AuthorityCard? Authority(string? gss);

    /// <summary>All authorities, past and future ones too, in the order of their names.</summary>
    IReadOnlyList<AuthorityCard> Authorities();

    /// <summary>The authorities that are there today.</summary>
    IReadOnlyList<AuthorityCard> CurrentAuthorities();

    /// <summary>The authorities of an area that are there today, in the order of their names.</summary>
    IReadOnlyList<AuthorityCard> AuthoritiesIn(string areaCode);

    /// <summary>
    /// The authorities of today that a list of areas and single authorities stands for, each once, in the order of their names. An
    /// authority that has been replaced stands for those that came after it; a code that nobody knows stands for none.
    /// </summary>
    IReadOnlyList<AuthorityCard> Resolve(IEnumerable<string> areaOrGssCodes);

    /// <summary>Whoever governs the police in an area today.</summary>
    IReadOnlyList<CommissionerCard> CommissionersIn(string areaCode);

    /// <summary>All who govern the police of England and Wales today.</summary>
    IReadOnlyList<CommissionerCard> Commissioners();
}

/// <summary>A contract package area.</summary>
/// <param name="Code">For example <c>CPA17</c>.</param>
/// <param name="Name">For example "Durham Tees Valley".</param>
/// <param name="NameCy">Its Welsh name; empty when it has none.</param>
/// <param name="Slug">Its part of an address: <c>durham-tees-valley</c>.</param>
/// <param name="ShortName">For example "DTV".</param>
/// <param name="Nation">England or Wales.</param>
/// <param name="TileColumn">Its column on the tile map, counted from the west.</param>
/// <param name="TileRow">Its row on the tile map, counted from the north.</param>
/// <param name="TileLabel">What its tile says.</param>
/// <param name="TileShortLabel">What its tile says on a narrow screen.</param>
/// <param name="PoliceForceAreas">The police force areas that it is made of.</param>
/// <param name="CompanyName">The community rehabilitation company that served it.</param>
/// <param name="CompanyNameCy">The company's Welsh name; empty when it has none.</param>
/// <param name="PredecessorTrusts">The probation trusts that served it before.</param>
/// <param name="ProbationRegions">The probation regions that it belongs to since 2021.</param>
public sealed record AreaCard(
    string Code, string Name, string NameCy, string Slug, string ShortName, string Nation, int TileColumn, int TileRow, string TileLabel,
    string TileShortLabel, IReadOnlyList<string> PoliceForceAreas, string CompanyName, string CompanyNameCy,
    IReadOnlyList<string> PredecessorTrusts, IReadOnlyList<string> ProbationRegions)
{
    /// <summary>True for the area where the Welsh-language rules apply.</summary>
    public bool IsInWales => Nation == "Wales";

    /// <summary>The address of its page.</summary>
    public string Url => "/areas/" + Slug;
}

/// <summary>A local authority, with the time that it was or is there.</summary>
/// <param name="Gss">Its nine-character code, for example <c>E09000023</c>.</param>
/// <param name="Name">Its place: "Lewisham".</param>
/// <param name="NameCy">The place's Welsh name; empty when it has none.</param>
/// <param name="CouncilName">"London Borough of Lewisham".</param>
/// <param name="CouncilNameCy">The council's Welsh name; empty when it has none.</param>
/// <param name="AreaCode">The area that it is in.</param>
/// <param name="Kind">What sort of council it is; its word is the key <c>Places.Kind.</c> and this.</param>
/// <param name="OrgId">Its identifier in org-id form, for example <c>GB-LAE-LEW</c>.</param>
/// <param name="PoliceForceArea">The police force area that it is in.</param>
/// <param name="ValidFrom">Its first day; null when it was there before anything here.</param>
/// <param name="ValidTo">Its last day; null while nobody has set one.</param>
/// <param name="FormerGss">Codes that the same council had before.</param>
/// <param name="Replaces">The codes of those that it came after.</param>
/// <param name="ReplacedBy">The codes of those that came after it.</param>
public sealed record AuthorityCard(
    string Gss, string Name, string NameCy, string CouncilName, string CouncilNameCy, string AreaCode, string Kind, string OrgId,
    string PoliceForceArea, DateOnly? ValidFrom, DateOnly? ValidTo, IReadOnlyList<string> FormerGss, IReadOnlyList<string> Replaces,
    IReadOnlyList<string> ReplacedBy)
{
    /// <summary>True when it is there on that day.</summary>
    public bool IsThereOn(DateOnly day) => (ValidFrom is not { } from || from <= day) && (ValidTo is not { } to || day <= to);
}

/// <summary>An office that governs the police of a police force area: never a person.</summary>
/// <param name="PoliceForceArea">For example "Cleveland".</param>
/// <param name="AreaCode">The contract package area that it is in.</param>
/// <param name="PoliceForce">For example "Cleveland Police".</param>
/// <param name="PoliceForceCy">The force's Welsh name; empty when it has none.</param>
/// <param name="Office">For example "Police and Crime Commissioner for Cleveland".</param>
/// <param name="OfficeCy">The office's Welsh name; empty when it has none.</param>
/// <param name="HostBody">The body that holds the office, when it is another one; else empty.</param>
/// <param name="Code">The code of its police force area, for example <c>E23000013</c>.</param>
public sealed record CommissionerCard(
    string PoliceForceArea, string AreaCode, string PoliceForce, string PoliceForceCy, string Office, string OfficeCy, string HostBody, string Code);

/// <summary>
/// A section that a higher room adds to the page of an area: a view component, invoked with <c>new { areaCode }</c>. Registered as a
/// singleton.
/// </summary>
/// <param name="ViewComponent">Its name.</param>
/// <param name="Feature">The feature that it belongs to.</param>
/// <param name="Order">Its place, ascending.</param>
public sealed record AreaSection(string ViewComponent, string Feature, int Order);
