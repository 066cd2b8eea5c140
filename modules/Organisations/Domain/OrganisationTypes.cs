namespace Procurement.Organisations.Domain;

/// <summary>A legal type. Its words are <c>OrganisationType.</c> and the code.</summary>
/// <param name="Code">For example <c>CIO</c>.</param>
/// <param name="HasLegalPersonality">False when its members or trustees have to sign for it.</param>
/// <param name="IsVcse">True for voluntary, community and social enterprise organisations.</param>
/// <param name="MayLead">True when it may be a lead provider.</param>
/// <param name="PrimaryScheme">The register that it is known by.</param>
/// <param name="OtherSchemes">Registers that may know it too.</param>
internal sealed record OrganisationType(
    string Code, bool HasLegalPersonality, bool IsVcse, bool MayLead, string PrimaryScheme, params IReadOnlyList<string> OtherSchemes)
{
    /// <summary>A group without a legal person may have no public number at all: its reference here stands for it.</summary>
    public bool NeedsANumber => Code != "UNI";

    /// <summary>The registers to ask about, the one that it is known by first.</summary>
    public IEnumerable<string> Schemes => [PrimaryScheme, .. OtherSchemes, IdentifierSchemes.Vat];
}

/// <summary>The legal types that the portal knows.</summary>
internal static class OrganisationTypes
{
    public const string LocalAuthority = "LOC";

    public static IReadOnlyList<OrganisationType> All { get; } =
    [
        new("CHA_COY", true, true, true, "GB-CHC", "GB-COH", "GB-PPON"),
        new("CHA_TRU", false, true, false, "GB-CHC", "GB-PPON"),
        new("CIO", true, true, true, "GB-CHC", "GB-COH", "GB-PPON"),
        new("CIC", true, true, true, "GB-COH", "GB-PPON"),
        new("CBS", true, true, true, "GB-MPR", "GB-COH", "GB-PPON"),
        new("COP", true, true, true, "GB-MPR", "GB-COH", "GB-PPON"),
        new("SOC_CLG", true, true, true, "GB-COH", "GB-PPON"),
        new("PSM", true, true, true, "GB-COH", "GB-MPR", "GB-PPON"),
        new("UNI", false, true, false, "GB-CHC", "GB-PPON"),
        new("SME", true, false, true, "GB-COH", "GB-PPON"),
        new("LRG", true, false, true, "GB-COH", "GB-PPON"),
        new("LLP", true, false, true, "GB-COH", "GB-PPON"),
        new("JVC", true, false, true, "GB-COH", "GB-PPON"),
        new(LocalAuthority, true, false, false, "GB-LAE", "GB-PLA", "GB-PPON"),
        new("PUB", true, false, false, "GB-PPON", "GB-NHS", "GB-UKPRN"),
    ];

    private static readonly Dictionary<string, OrganisationType> ByCode = All.ToDictionary(t => t.Code);

    /// <summary>The types that may register themselves: councils are set up by an administrator.</summary>
    public static IEnumerable<OrganisationType> ForSuppliers => All.Where(t => t.Code != LocalAuthority);

    /// <summary>The types that may be lead providers.</summary>
    public static IEnumerable<OrganisationType> ForLeadProviders => All.Where(t => t.MayLead);

    public static OrganisationType? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);
}
