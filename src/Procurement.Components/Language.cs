using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Procurement.Components;

/// <summary>The reader's language: English, or Welsh once chosen. A link with <c>?lang=cy</c> chooses it, and a cookie keeps the choice.</summary>
public static class Language
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "language";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Welsh = CultureInfo.GetCultureInfo("cy-GB");

    /// <summary>True on Welsh pages.</summary>
    public static bool IsWelsh => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "cy";

    /// <summary>The address of this page in the other language.</summary>
    public static string OtherUrl(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Here(request, QueryString.Create(request.Query.Where(q => q.Key is not ("lang" or "handler"))).Add("lang", IsWelsh ? "en" : "cy"));
    }

    // Never "//somewhere", which would be another site's address.
    private static string Here(HttpRequest request, QueryString query) =>
        UriHelper.BuildRelative(request.PathBase, "/" + request.Path.Value?.TrimStart('/', '\\'), query);

    /// <summary>Sets the language of each request.</summary>
    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Query["lang"].ToString() is "en" or "cy" && request.Query["lang"].ToString() is { } chosen)
        {
            context.Response.Cookies.Append(Cookie, chosen, new CookieOptions
            {
                HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
            });
            var query = QueryString.Create(request.Query.Where(q => q.Key != "lang"));
            context.Response.Redirect(Here(request, query));
            return Task.CompletedTask;
        }

        var culture = request.Cookies[Cookie] == "cy" ? Welsh : English;
        CultureInfo.CurrentCulture = English;
        CultureInfo.CurrentUICulture = culture;
        context.Response.Headers.ContentLanguage = culture.TwoLetterISOLanguageName;
        return next(context);
    });
}
