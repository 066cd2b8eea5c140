using Microsoft.AspNetCore.Identity;
using Procurement.Kernel;

namespace Procurement.Users.Domain;

/// <summary>An account. Its address is its name for signing in.</summary>
internal sealed class PortalUser : IdentityUser<Guid>
{
    public const int EmailLength = 200;
    public const int NameLength = 120;

    public PortalUser() => Id = Guid.CreateVersion7();

    public PortalUser(string email, string displayName, string culture, DateTimeOffset now) : this()
    {
        Email = UserName = email;
        NormalizedEmail = NormalizedUserName = EmailAddress.Normal(email);
        Name(displayName);
        Culture = culture;
        RegisteredAt = now;
        SecurityStamp = NewStamp();
        Touch();
    }

    /// <summary>What others read: a role. No personal name is asked for.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>Address and name in lower case, for the administration's search.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>"en" or "cy".</summary>
    public string Culture { get; set; } = "en";

    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>When an administrator closed the account; null when it is open.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    public string? BlockedReason { get; private set; }

    /// <summary>True for the demonstration's accounts: they can sign in where development is done, and nowhere else.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>The key of the authenticator app, encrypted; null while codes are off and none are being set up.</summary>
    public string? TwoStepKey { get; set; }

    /// <summary>The last time step whose code was used: a code that was looked at over a shoulder works no second time.</summary>
    public long TwoStepLastUsed { get; set; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public List<string> RecoveryCodes { get; private set; } = [];

    public void Name(string displayName)
    {
        DisplayName = displayName.Trim();
        SearchText = $"{Email} {DisplayName}".ToLowerInvariant();
        Touch();
    }

    /// <summary>Ends every session and every link in a mail.</summary>
    public void EndSessions()
    {
        SecurityStamp = NewStamp();
        Touch();
    }

    /// <summary>A change that two people could make at once: the row's stamp is compared when it is saved.</summary>
    public void Touch() => ConcurrencyStamp = Guid.CreateVersion7().ToString("N");

    public Result Block(string reason, Guid? by, DateTimeOffset now)
    {
        if (BlockedAt is not null) return new AccountIsBlocked();
        if (by == Id) return new OwnAccount();
        if (string.IsNullOrWhiteSpace(reason)) return new BlockNeedsReason();
        (BlockedAt, BlockedReason) = (now, reason.Trim());
        EndSessions();
        return Result.Done;
    }

    public Result Unblock()
    {
        if (BlockedAt is null) return new AccountIsOpen();
        (BlockedAt, BlockedReason) = (null, null);
        Touch();
        return Result.Done;
    }

    /// <summary>Uses a recovery code up.</summary>
    public bool UseRecoveryCode(string code)
    {
        if (!RecoveryCodes.Remove(Domain.RecoveryCodes.Hash(code))) return false;
        Touch();
        return true;
    }

    /// <summary>Turns codes on, with the recovery codes' hashes.</summary>
    public void TurnOnTwoStep(IEnumerable<string> recoveryCodes)
    {
        TwoFactorEnabled = true;
        RecoveryCodes = [.. recoveryCodes.Select(Domain.RecoveryCodes.Hash)];
        Touch();
    }

    public void TurnOffTwoStep()
    {
        (TwoFactorEnabled, TwoStepKey, TwoStepLastUsed) = (false, null, 0);
        RecoveryCodes = [];
        EndSessions();
    }

    private static string NewStamp() => Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20));
}

/// <summary>A site-wide role.</summary>
internal sealed class PortalRole : IdentityRole<Guid>
{
    public PortalRole() => Id = Guid.CreateVersion7();

    public PortalRole(string name) : this()
    {
        Name = name;
        NormalizedName = name.ToUpperInvariant();
    }
}

/// <summary>
/// That an administrator gave a role a permission, or took it away. Without a row the permission's own declaration counts, so that
/// a permission of a newer version reaches the roles that it is meant for.
/// </summary>
internal sealed class RolePermission
{
    public Guid RoleId { get; init; }
    public required string Permission { get; init; }
    public bool IsGranted { get; set; }
}

/// <summary>A token that was printed to the log at a start without an administrator: only its hash is kept.</summary>
internal sealed class SetupToken
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Hash { get; init; }
    public DateTimeOffset MadeAt { get; init; }
}
