using Procurement.Kernel;

namespace Procurement.Places.Domain;

/// <summary>A fact that a recipe brings in and may correct later. It is known by a code of its own, and is never deleted.</summary>
internal abstract class Fact : Entity
{
    /// <summary>The code that it is known by.</summary>
    public string Code { get; set; } = "";
}

/// <summary>A contract package area.</summary>
internal sealed class Area : Fact
{
    public string Name { get; set; } = "";
    public string NameCy { get; set; } = "";
    public string Slug { get; set; } = "";
    public string ShortName { get; set; } = "";
    public string Nation { get; set; } = "";
    public int TileColumn { get; set; }
    public int TileRow { get; set; }
    public string TileLabel { get; set; } = "";
    public string TileShortLabel { get; set; } = "";
    public List<string> PoliceForceAreas { get; set; } = [];
    public string CompanyName { get; set; } = "";
    public string CompanyNameCy { get; set; } = "";
    public List<string> PredecessorTrusts { get; set; } = [];
    public List<string> ProbationRegions { get; set; } = [];
}

/// <summary>A local authority, with the time that it was or is there. Its code is its GSS code.</summary>
internal sealed class Authority : Fact
{
    public string Name { get; set; } = "";
    public string NameCy { get; set; } = "";
    public string CouncilName { get; set; } = "";
    public string CouncilNameCy { get; set; } = "";
    public string AreaCode { get; set; } = "";
    public string Kind { get; set; } = "";
    public string OrgId { get; set; } = "";
    public string PoliceForceArea { get; set; } = "";
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public List<string> FormerCodes { get; set; } = [];
    public List<string> Replaces { get; set; } = [];
    public List<string> ReplacedBy { get; set; } = [];
}

/// <summary>An office that governs the police of a police force area, whose code is its code.</summary>
internal sealed class Commissioner : Fact
{
    public string PoliceForceArea { get; set; } = "";
    public string AreaCode { get; set; } = "";
    public string PoliceForce { get; set; } = "";
    public string PoliceForceCy { get; set; } = "";
    public string Office { get; set; } = "";
    public string OfficeCy { get; set; } = "";
    public string HostBody { get; set; } = "";
    public int Order { get; set; }
}

/// <summary>A service that lead providers subcontract, or that the public service keeps.</summary>
internal sealed class Service : Fact
{
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public string PathwayCode { get; set; } = "";
    public string Pathway { get; set; } = "";
    public bool IsSubcontractable { get; set; }
    public List<int> Tiers { get; set; } = [];
    public List<string> CohortCodes { get; set; } = [];
    public List<string> CpvCodes { get; set; } = [];
    public List<string> CpvLabels { get; set; } = [];
    public string Category2020 { get; set; } = "";
    public int Order { get; set; }
}

/// <summary>A group of people whom services are for.</summary>
internal sealed class Cohort : Fact
{
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public string Basis { get; set; } = "";
    public int? AgeMin { get; set; }
    public int? AgeMax { get; set; }
    public bool StatementRequired { get; set; }
    public int Order { get; set; }
}
