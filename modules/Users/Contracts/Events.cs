using Procurement.Kernel;

namespace Procurement.Users.Contracts;

/// <summary>Something that has happened to an account. None of these holds an address or a name.</summary>
public abstract record AccountEvent(Guid UserId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Account", UserId);
}

/// <summary>Somebody registered.</summary>
public sealed record AccountRegistered(Guid UserId) : AccountEvent(UserId);

/// <summary>The person proved that the address is theirs.</summary>
public sealed record AccountConfirmed(Guid UserId) : AccountEvent(UserId);

/// <summary>Too many wrong tries in a row closed the account for a while.</summary>
public sealed record AccountLockedOut(Guid UserId, DateTimeOffset Until) : AccountEvent(UserId);

/// <summary>The person changed the password.</summary>
public sealed record PasswordChanged(Guid UserId) : AccountEvent(UserId);

/// <summary>The person set a new password by a link in a mail.</summary>
public sealed record PasswordReset(Guid UserId) : AccountEvent(UserId);

/// <summary>The person changed what others read, or the language.</summary>
public sealed record AccountDetailsChanged(Guid UserId) : AccountEvent(UserId);

/// <summary>The person turned codes at sign-in on.</summary>
public sealed record TwoStepTurnedOn(Guid UserId) : AccountEvent(UserId);

/// <summary>Codes at sign-in were turned off.</summary>
public sealed record TwoStepTurnedOff(Guid UserId) : AccountEvent(UserId);

/// <summary>A recovery code was used instead of a code of the app.</summary>
public sealed record RecoveryCodeUsed(Guid UserId, int Left) : AccountEvent(UserId);

/// <summary>The person ended every session.</summary>
public sealed record SignedOutEverywhere(Guid UserId) : AccountEvent(UserId);

/// <summary>A role was given.</summary>
public sealed record RoleGranted(Guid UserId, string Role) : AccountEvent(UserId);

/// <summary>A role was taken away.</summary>
public sealed record RoleRevoked(Guid UserId, string Role) : AccountEvent(UserId);

/// <summary>An administrator closed the account.</summary>
public sealed record AccountBlocked(Guid UserId, string Reason) : AccountEvent(UserId);

/// <summary>An administrator opened the account again.</summary>
public sealed record AccountUnblocked(Guid UserId) : AccountEvent(UserId);

/// <summary>The first administrator was made with the token from the log.</summary>
public sealed record FirstAdministratorMade(Guid UserId) : AccountEvent(UserId);

/// <summary>A role's permissions were changed.</summary>
public sealed record RolePermissionsChanged(Guid RoleId, string Role, IReadOnlyList<string> Granted, IReadOnlyList<string> Revoked) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Role", RoleId, Role);
}
