using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Users.Domain;

namespace Procurement.Users.Accounts;

/// <summary>What a link in a mail is for.</summary>
internal enum LinkPurpose
{
    ConfirmEmail,
    ResetPassword,
}

/// <summary>
/// Links in mails. A link holds the account's security stamp: using it, or anything else that changes the stamp, ends it and every
/// other. It opens a page; only the page's POST does anything.
/// </summary>
internal sealed class AccountLinks(PortalDbContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromDays(3);
    public static readonly TimeSpan ResetWithin = TimeSpan.FromHours(1);

    public string Make(PortalUser user, LinkPurpose purpose, string? returnUrl)
    {
        var until = clock.GetUtcNow() + (purpose == LinkPurpose.ConfirmEmail ? ConfirmWithin : ResetWithin);
        var text = $"{user.Id:N}|{user.SecurityStamp}|{until.UtcTicks}|{returnUrl}";
        return WebEncoders.Base64UrlEncode(Protector(purpose).Protect(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The account of a link and where to go on; null when the link is none, is over or was used.</summary>
    public async Task<(PortalUser User, string? ReturnUrl)?> ReadAsync(string? token, LinkPurpose purpose, CancellationToken ct)
    {
        if (Open(token, purpose)?.Split('|', 4) is not [var id, var stamp, var until, var returnUrl]) return null;
        if (long.Parse(until, CultureInfo.InvariantCulture) < clock.GetUtcNow().UtcTicks) return null;
        var key = Guid.ParseExact(id, "N");
        var user = await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == key, ct);
        if (user is null || user.BlockedAt is not null || user.SecurityStamp != stamp) return null;
        return (user, returnUrl.Length > 0 ? returnUrl : null);
    }

    private string? Open(string? token, LinkPurpose purpose)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 2000) return null;
        try
        {
            return System.Text.Encoding.UTF8.GetString(Protector(purpose).Unprotect(WebEncoders.Base64UrlDecode(token)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector(LinkPurpose purpose) => protection.CreateProtector("Procurement.Users.Link", purpose.ToString());
}
