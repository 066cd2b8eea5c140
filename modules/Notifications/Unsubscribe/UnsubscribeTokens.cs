using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Procurement.Notifications.Unsubscribe;

/// <summary>Addresses by which the reader of a mail, signed in or not, can do without its kind.</summary>
internal sealed class UnsubscribeTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Procurement.Unsubscribe");

    public string PathFor(Guid userId, string group) => "/inbox/unsubscribe/" + _protector.Protect($"{userId:N} {group}");

    public (Guid UserId, string Group)? Read(string token)
    {
        try
        {
            var parts = _protector.Unprotect(token).Split(' ', 2);
            return (Guid.ParseExact(parts[0], "N"), parts[1]);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
