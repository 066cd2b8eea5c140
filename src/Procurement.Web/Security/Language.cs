using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Localization;

namespace Procurement.Web.Security;

/// <summary>The language that the person chose, kept in a cookie that holds nothing else.</summary>
internal sealed class LanguageCookie : RequestCultureProvider
{
    internal const string Name = "lang";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(Culture(httpContext.Request.Query["lang"]) ?? Culture(httpContext.Request.Cookies[Name]));

    internal static ProviderCultureResult? Culture(string? language) => language switch
    {
        "cy" => new ProviderCultureResult("en-GB", "cy-GB"),
        "en" => new ProviderCultureResult("en-GB"),
        _ => null,
    };
}

/// <summary>Turns <c>?lang=cy</c> into the cookie, and the address into the one without it.</summary>
internal sealed class LanguageSwitch(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Query["lang"].ToString() is not ("cy" or "en")) return next(http);
        http.Response.Cookies.Append(LanguageCookie.Name, http.Request.Query["lang"].ToString(), new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            IsEssential = true,
        });
        var rest = new QueryBuilder(http.Request.Query.Where(q => q.Key != "lang").SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")));
        // Never "//somewhere", which would be another site's address.
        http.Response.Redirect(http.Request.PathBase + "/" + http.Request.Path.Value?.TrimStart('/', '\\') + rest.ToQueryString());
        return Task.CompletedTask;
    }
}
