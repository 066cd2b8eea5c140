using Procurement.Kernel;

namespace Procurement.Users.Contracts;

/// <summary>What other modules may know of an account.</summary>
/// <param name="Id">The key.</param>
/// <param name="Email">Where mail goes.</param>
/// <param name="DisplayName">What others read: a role, no personal name is asked for.</param>
/// <param name="Culture">The language that the person chose: "en" or "cy".</param>
/// <param name="IsConfirmed">True once the person has proved that the address is theirs.</param>
/// <param name="IsClosed">True while an administrator keeps it closed: it is told nothing.</param>
public sealed record AccountCard(Guid Id, string Email, string DisplayName, string Culture, bool IsConfirmed, bool IsClosed);

/// <summary>Finds accounts, and makes them where no person registers.</summary>
public interface IAccounts
{
    /// <summary>The account with that key; null when there is none.</summary>
    Task<AccountCard?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>The accounts with those keys, found at once.</summary>
    Task<IReadOnlyDictionary<Guid, AccountCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The account with that address; null when there is none. Never tell a visitor which it was.</summary>
    Task<AccountCard?> FindByEmailAsync(string email, CancellationToken ct);

    /// <summary>Makes an account whose address needs no proof: for recipes and for an administrator who knows the person.</summary>
    Task<Result<Guid>> CreateConfirmedAsync(string email, string displayName, string password, CancellationToken ct);
}

/// <summary>Says to which organisations a person belongs. A higher room answers.</summary>
public interface IMembershipSource
{
    /// <summary>The memberships of that account, in an order that does not change by itself.</summary>
    Task<IReadOnlyList<Membership>> OfAsync(Guid userId, CancellationToken ct);
}

/// <summary>Lets a recipe or a test act as a person.</summary>
public interface IActAs
{
    /// <summary>From here on, in this scope, the person with that address asks. Throws when there is none.</summary>
    Task BecomeAsync(string email, CancellationToken ct);
}

/// <summary>Finds out who a person is: memberships, and permissions by roles.</summary>
public interface IWhoLoader
{
    /// <summary>The person behind the account. Throws when there is none.</summary>
    Task<IWho> LoadAsync(Guid userId, CancellationToken ct);
}

/// <summary>What is asked of a password.</summary>
public static class Passwords
{
    /// <summary>The least number of characters. Length helps; rules about kinds of characters do not.</summary>
    public const int MinimumLength = 12;

    /// <summary>The most, so that nobody makes the server work for a novel.</summary>
    public const int MaximumLength = 200;

    /// <summary>The password of the demonstration's accounts, which exist in Development alone.</summary>
    public const string Demonstration = "Demonstration-1!";
}

/// <summary>The names of this module's permissions.</summary>
public static class UsersPermissions
{
    /// <summary>Finds accounts, gives roles, blocks and unblocks.</summary>
    public const string ManageUsers = "ManageUsers";
}
