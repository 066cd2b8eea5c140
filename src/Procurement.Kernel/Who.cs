namespace Procurement.Kernel;

/// <summary>What a member of an organisation may do there. Each organisation gives its people one or more of these.</summary>
public static class Duties
{
    /// <summary>Manages the organisation's profile and people.</summary>
    public const string Manage = "Manage";

    /// <summary>Writes: drafts opportunities, bids or comments, and proposes.</summary>
    public const string Write = "Write";

    /// <summary>Decides: publishes, opens, approves, accepts, submits.</summary>
    public const string Approve = "Approve";

    /// <summary>Scores bids.</summary>
    public const string Evaluate = "Evaluate";

    /// <summary>All of them, in the order in which people read them.</summary>
    public static readonly IReadOnlyList<string> All = [Manage, Write, Approve, Evaluate];
}

/// <summary>The three parts that an organisation may play here.</summary>
public enum OrganisationKind
{
    /// <summary>Finds work and bids.</summary>
    Supplier,

    /// <summary>Publishes work in the areas to which it is appointed.</summary>
    LeadProvider,

    /// <summary>Comments on proposed awards in its place.</summary>
    Authority,
}

/// <summary>One of the organisations that a person belongs to.</summary>
public sealed record Membership(Guid OrganisationId, string OrganisationName, OrganisationKind Kind, bool IsApproved, IReadOnlySet<string> Duties)
{
    /// <summary>True when the person has the duty there.</summary>
    public bool Has(string duty) => Duties.Contains(duty);
}

/// <summary>Who asks: the signed-in person of this request, or the system itself in a job.</summary>
public interface IWho
{
    /// <summary>The account; null for a visitor and for the system.</summary>
    Guid? UserId { get; }

    /// <summary>What others read as this person's name: a role, never more than the person gave.</summary>
    string DisplayName { get; }

    /// <summary>True when the portal itself acts: a job, a reaction, a recipe.</summary>
    bool IsSystem { get; }

    /// <summary>The organisations that this person belongs to, the one acted for first.</summary>
    IReadOnlyList<Membership> Memberships { get; }

    /// <summary>The site-wide permissions that this person's roles grant.</summary>
    IReadOnlySet<string> Permissions { get; }

    /// <summary>True when signed in.</summary>
    bool IsSignedIn => UserId is not null;

    /// <summary>The organisation that this person acts for; null when it belongs to none.</summary>
    Membership? ActingFor => Memberships.Count > 0 ? Memberships[0] : null;

    /// <summary>True when a site-wide role grants the permission.</summary>
    bool May(string permission) => IsSystem || Permissions.Contains(permission);

    /// <summary>True when the person has the duty in that organisation, and the organisation is approved: a suspended one does nothing.</summary>
    bool May(string duty, Guid organisationId) => IsSystem || Memberships.Any(m => m.OrganisationId == organisationId && m.IsApproved && m.Has(duty));

    /// <summary>True when the person has the duty in that organisation, approved or not: for its registration and its own people.</summary>
    bool HasDuty(string duty, Guid organisationId) => IsSystem || Memberships.Any(m => m.OrganisationId == organisationId && m.Has(duty));

    /// <summary>True when the person belongs to that organisation, approved or not: what it was told, it may go on reading.</summary>
    bool BelongsTo(Guid organisationId) => IsSystem || Memberships.Any(m => m.OrganisationId == organisationId);
}

/// <summary>A site-wide permission that roles grant.</summary>
/// <param name="Name">The stable name, for example <c>ManageOrganisations</c>.</param>
/// <param name="Description">What an administrator reads.</param>
/// <param name="GrantedTo">Roles that have it from the start.</param>
public sealed record Permission(string Name, string Description, params IReadOnlyList<string> GrantedTo);

/// <summary>Site-wide roles that every site starts with.</summary>
public static class Roles
{
    /// <summary>Runs the site.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Edits pages, news and menus.</summary>
    public const string Editor = "Editor";
}

/// <summary>Who, when and why of the change under way: written to the audit trail with it.</summary>
public sealed class ChangeContext
{
    /// <summary>The reason that the person gave, or the job's name.</summary>
    public string? Why { get; set; }

    /// <summary>The key of the form that was sent, so that a second click does nothing a second time.</summary>
    public string? OnceKey { get; set; }

    /// <summary>When the complete request had arrived, read once from the server's clock, in UTC; null outside a request.</summary>
    public DateTimeOffset? ArrivedAt { get; set; }
}

/// <summary>Holds who asks, for one request, job or step of a recipe. It starts as a visitor, who may do least.</summary>
public sealed class CurrentWho : IWho
{
    private static readonly HashSet<string> None = [];
    private IWho? _who;

    /// <inheritdoc />
    public Guid? UserId => _who?.UserId;

    /// <inheritdoc />
    public string DisplayName { get => _who?.DisplayName ?? field; private set; } = "Visitor";

    /// <inheritdoc />
    public bool IsSystem { get => _who?.IsSystem ?? field; private set; }

    /// <inheritdoc />
    public IReadOnlyList<Membership> Memberships => _who?.Memberships ?? [];

    /// <inheritdoc />
    public IReadOnlySet<string> Permissions => _who?.Permissions ?? None;

    /// <summary>From here on this person asks.</summary>
    public void Become(IWho who) => _who = who;

    /// <summary>From here on the portal itself acts: for jobs, reactions and recipes, never in a request.</summary>
    public void BecomeSystem()
    {
        _who = null;
        IsSystem = true;
        DisplayName = "The portal";
    }
}

/// <summary>A person, as found once for a request or a step.</summary>
public sealed record Person(Guid? UserId, string DisplayName, IReadOnlyList<Membership> Memberships, IReadOnlySet<string> Permissions) : IWho
{
    /// <inheritdoc />
    public bool IsSystem => false;
}
