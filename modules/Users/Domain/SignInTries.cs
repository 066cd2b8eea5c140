using System.Security.Cryptography;
using System.Text;
using Procurement.Kernel;

namespace Procurement.Users.Domain;

/// <summary>
/// Wrong tries in a row for one address, whether or not there is an account with it: the answer, the work and the closing are the same
/// for both, so that nobody learns from them which addresses have accounts.
/// </summary>
internal sealed class SignInTries
{
    /// <summary>How many wrong tries close an address.</summary>
    public const int Most = 5;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(15);

    /// <summary>The hash of the address: the address itself may be nobody's business here.</summary>
    public required string Key { get; init; }

    public int Failures { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    public DateTimeOffset? ClosedUntil { get; private set; }

    public static string KeyOf(string kind, string normal) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(kind + ":" + normal)));

    public bool IsClosed(DateTimeOffset now) => ClosedUntil is { } until && until > now;

    /// <summary>Counts a wrong try. True when this one closed the address.</summary>
    public bool Fail(DateTimeOffset now)
    {
        Failures = now - LastAt > ClosedFor ? 1 : Failures + 1;
        LastAt = now;
        if (Failures < Most) return false;
        (Failures, ClosedUntil) = (0, now + ClosedFor);
        return true;
    }
}

/// <summary>What a mail about an account is to say.</summary>
internal enum AccountMailKind
{
    /// <summary>A link that confirms the address, or, when there is a confirmed account, that there is one.</summary>
    Register,

    /// <summary>A link that sets a new password, when there is an account.</summary>
    Reset,
}

/// <summary>
/// A mail that somebody asked for by typing an address. Whether there is an account is looked up later, away from the request, so that
/// the request does the same work for every address.
/// </summary>
internal sealed class AccountMail : Entity
{
    public AccountMail(AccountMailKind kind, string email, string culture, string? returnUrl, DateTimeOffset now)
    {
        (Kind, Email, Culture, ReturnUrl, AskedAt) = (kind, email, culture, returnUrl, now);
        Raise(new AccountMailAsked(Id));
    }

    private AccountMail() { }

    public AccountMailKind Kind { get; private set; }

    public string Email { get; private set; } = "";

    public string Culture { get; private set; } = "en";

    public string? ReturnUrl { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }
}

/// <summary>Somebody asked for a mail about an account.</summary>
internal sealed record AccountMailAsked(Guid MailId) : IEvent
{
    public Subject Subject => new("AccountMail", MailId);
}
