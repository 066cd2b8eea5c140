using System.Security.Cryptography;
using System.Text;
using Procurement.Kernel;

namespace Procurement.Organisations.Domain;

/// <summary>Where an invitation stands.</summary>
internal enum InvitationState
{
    Invited,
    Accepted,
    Revoked,
    Expired,
}

/// <summary>An invitation to join an organisation. Whoever holds its link holds the address that it was sent to; only the link's hash is kept.</summary>
internal sealed class Invitation : Entity
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private Invitation()
    {
    }

    public Guid OrganisationId { get; private set; }

    /// <summary>The address, in lower case.</summary>
    public string Email { get; private set; } = "";
    public List<string> Duties { get; private set; } = [];
    public string TokenHash { get; private set; } = "";
    public DateTimeOffset InvitedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Unique while it can be used, so that one address is invited once; null afterwards.</summary>
    public string? OpenKey { get; private set; }

    public static (Invitation Invitation, string Token) New(Guid organisationId, string email, IEnumerable<string> duties, DateTimeOffset now)
    {
        // Small letters and figures alone: the portal writes its addresses in small letters.
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var invitation = new Invitation
        {
            OrganisationId = organisationId,
            Email = email,
            Duties = Member.InOrder(duties),
            TokenHash = HashOf(token),
            InvitedAt = now,
            ExpiresAt = now + Lasts,
            OpenKey = organisationId.ToString("N") + email,
        };
        return (invitation, token);
    }

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public InvitationState StateAt(DateTimeOffset now) =>
        AcceptedAt is not null ? InvitationState.Accepted
        : RevokedAt is not null ? InvitationState.Revoked
        : now >= ExpiresAt ? InvitationState.Expired
        : InvitationState.Invited;

    /// <summary>Uses it, once.</summary>
    public Result Accept(string email, DateTimeOffset now)
    {
        if (StateAt(now) != InvitationState.Invited) return new InvitationCannotBeUsed();
        if (!string.Equals(email.Trim(), Email, StringComparison.OrdinalIgnoreCase)) return new InvitationIsForAnotherAddress();

        AcceptedAt = now;
        OpenKey = null;
        return Result.Done;
    }

    /// <summary>Takes it back.</summary>
    public Result Revoke(DateTimeOffset now)
    {
        if (StateAt(now) is InvitationState.Accepted or InvitationState.Revoked) return new InvitationCannotBeUsed();

        RevokedAt = now;
        OpenKey = null;
        return Result.Done;
    }

    /// <summary>Makes room for a new one, when its time has passed.</summary>
    internal void Forget() => OpenKey = null;
}
