using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Procurement.Users.Domain;

namespace Procurement.Users.SignIn;

/// <summary>Begins and ends sessions.</summary>
internal sealed class Sessions(TimeProvider clock)
{
    /// <summary>How long somebody may take between password and code.</summary>
    public static readonly TimeSpan CodeWithin = TimeSpan.FromMinutes(10);

    private const string LanguageCookie = "lang";

    /// <summary>Begins a session. The language that the account keeps comes along.</summary>
    public async Task BeginAsync(HttpContext http, PortalUser user)
    {
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, new Session(user.Id, user.SecurityStamp!).ToPrincipal(IdentityConstants.ApplicationScheme),
            new AuthenticationProperties { IsPersistent = false, IssuedUtc = clock.GetUtcNow() });
        SetLanguage(http, user.Culture);
    }

    public static async Task EndAsync(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        ActingCookie.Remove(http.Response);
    }

    /// <summary>The password was right; the code is still to come.</summary>
    public Task AwaitCodeAsync(HttpContext http, PortalUser user) =>
        http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new Session(user.Id, user.SecurityStamp!).ToPrincipal(IdentityConstants.TwoFactorUserIdScheme),
            new AuthenticationProperties { IsPersistent = false, IssuedUtc = clock.GetUtcNow(), ExpiresUtc = clock.GetUtcNow() + CodeWithin });

    public static async Task<Session?> AwaitingCodeAsync(HttpContext http) =>
        (await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)) is { Succeeded: true, Principal: ClaimsPrincipal principal } ? Session.Of(principal) : null;

    public static void SetLanguage(HttpContext http, string culture) => http.Response.Cookies.Append(LanguageCookie, culture, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    });
}

/// <summary>
/// Names cookies after how they travel: over https they carry the prefix that makes browsers refuse them from anywhere but this host,
/// over plain http, where browsers would not take such a name, they do not.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
