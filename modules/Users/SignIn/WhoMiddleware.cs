using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Procurement.Kernel;
using Procurement.Users.Accounts;

namespace Procurement.Users.SignIn;

/// <summary>
/// Finds out who asks, afresh for each request: a role that was taken away, a session that was ended or an account that was closed
/// counts at once.
/// </summary>
internal sealed class WhoMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentWho who, WhoLoader loader)
    {
        if (http.User.Identity?.IsAuthenticated == true && http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            var session = Session.Of(http.User);
            var person = session is null ? null : await loader.OfSessionAsync(session, ActingCookie.Read(http.Request), http.RequestAborted);
            if (person is not null)
            {
                who.Become(person);
            }
            else
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity());
                await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            }
        }

        await next(http);
    }
}

/// <summary>What the cookie holds: whose it is, and the stamp that the account had when the session began.</summary>
internal sealed record Session(Guid UserId, string Stamp)
{
    private const string StampClaim = "stamp";

    public static Session? Of(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && principal.FindFirstValue(StampClaim) is { Length: > 0 } stamp
            ? new Session(id, stamp) : null;

    public ClaimsPrincipal ToPrincipal(string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, UserId.ToString()), new Claim(StampClaim, Stamp)], scheme));
}

/// <summary>Remembers for which of their organisations a person acts. It is only an order: what is not theirs is passed over.</summary>
internal static class ActingCookie
{
    private const string Name = "acting";

    public static Guid? Read(HttpRequest request) => Guid.TryParse(request.Cookies[Name], out var id) ? id : null;

    public static void Write(HttpResponse response, Guid organisationId) => response.Cookies.Append(Name, organisationId.ToString("N"), new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = response.HttpContext.Request.IsHttps,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(90),
    });

    public static void Remove(HttpResponse response) => response.Cookies.Delete(Name);
}
