using Procurement.Kernel;

namespace Procurement.Organisations.Contracts;

/// <summary>The organisations: suppliers, lead providers and authorities.</summary>
public interface IOrganisations
{
    /// <summary>One organisation; null when there is none.</summary>
    Task<OrganisationCard?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>Several at once, by their keys.</summary>
    Task<IReadOnlyDictionary<Guid, OrganisationCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The organisation of a reference such as <c>ORG-2026-0001</c>; null when there is none.</summary>
    Task<OrganisationCard?> FindByReferenceAsync(string reference, CancellationToken ct);

    /// <summary>The organisations of those authorities, by GSS code; an authority that nobody has set up is not in it.</summary>
    Task<IReadOnlyDictionary<string, OrganisationCard>> AuthoritiesAsync(IReadOnlyCollection<string> gssCodes, CancellationToken ct);

    /// <summary>The areas to which a lead provider is appointed on a day.</summary>
    Task<IReadOnlySet<string>> AppointedAreasAsync(Guid leadId, DateOnly day, CancellationToken ct);

    /// <summary>Approved suppliers that fit, a page at a time, by name. Empty arguments do not narrow.</summary>
    Task<Page<OrganisationCard>> SearchSuppliersAsync(string? text, string? areaCode, string? serviceCode, string? after, CancellationToken ct);

    /// <summary>The people of an organisation: for lists of who may be asked to do something. Removed ones are not in it.</summary>
    Task<IReadOnlyList<MemberPerson>> MembersAsync(Guid organisationId, string? duty, CancellationToken ct);
}

/// <summary>What others may know of an organisation.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameCy">Its Welsh name; empty when it has none.</param>
/// <param name="Kind">The part that it plays here.</param>
/// <param name="TypeCode">Its legal type, for example <c>CIO</c>.</param>
/// <param name="TypeName">The type in words.</param>
/// <param name="HasLegalPersonality">False for a group or trust that cannot itself sign a contract or lead a consortium.</param>
/// <param name="IsVcse">True for voluntary, community and social enterprise organisations.</param>
/// <param name="IsApproved">True when an administrator has let it in and it is not suspended.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="GssCode">For an authority: which.</param>
/// <param name="Identifiers">Its public numbers, the first the one that it is known by.</param>
/// <param name="ServiceCodes">The services that it offers.</param>
/// <param name="CohortCodes">The groups of people whom it serves.</param>
/// <param name="AreaCodes">The areas that it covers.</param>
/// <param name="Reference">For example <c>ORG-2026-0001</c>.</param>
/// <param name="Slug">Its part of an address.</param>
/// <param name="IsAccountsOverdue">True when its register says that its accounts are late.</param>
public sealed record OrganisationCard(
    Guid Id, string Name, string NameCy, OrganisationKind Kind, string TypeCode, string TypeName, bool HasLegalPersonality, bool IsVcse,
    bool IsApproved, OrganisationStatus Status, string? GssCode, IReadOnlyList<IdentifierCard> Identifiers,
    IReadOnlyList<string> ServiceCodes, IReadOnlyList<string> CohortCodes, IReadOnlyList<string> AreaCodes, string Reference, string Slug,
    bool IsAccountsOverdue)
{
    /// <summary>The address of its public page.</summary>
    public string Url => "/organisations/" + Slug;
}

/// <summary>A public number of an organisation.</summary>
/// <param name="Scheme">For example <c>GB-CHC</c>.</param>
/// <param name="Number">Normalised, for example <c>1090095</c>.</param>
/// <param name="Register">The register's name.</param>
/// <param name="IsChecked">True when somebody has looked it up in the register.</param>
public sealed record IdentifierCard(string Scheme, string Number, string Register, bool IsChecked)
{
    /// <summary>In org-id form: <c>GB-CHC-1090095</c>.</summary>
    public string OrgId => Scheme + "-" + Number;
}

/// <summary>A person of an organisation, as its colleagues know it.</summary>
public sealed record MemberPerson(Guid UserId, string DisplayName, IReadOnlySet<string> Duties);

/// <summary>Where an organisation stands.</summary>
public enum OrganisationStatus
{
    /// <summary>Being registered: nobody but its own people sees it.</summary>
    Draft,

    /// <summary>Sent to the administrators.</summary>
    AwaitingApproval,

    /// <summary>Let in.</summary>
    Approved,

    /// <summary>Not let in, with a reason; it may correct and send again.</summary>
    Rejected,

    /// <summary>Shut out for a time, with a reason.</summary>
    Suspended,
}
