using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Procurement.Components;

/// <summary>The reader's language: English, or Welsh once chosen.</summary>
public static class Language
{
    /// <summary>True on Welsh pages.</summary>
    public static bool IsWelsh => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "cy";

    /// <summary>The language of the page, as its root element says it.</summary>
    public static string Code => IsWelsh ? "cy" : "en";

    /// <summary>The address of this page in the other language: the host turns <c>?lang=</c> into a cookie.</summary>
    public static string OtherUrl(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = QueryString.Create(request.Query.Where(q => q.Key is not ("lang" or "handler"))).Add("lang", IsWelsh ? "en" : "cy");
        // Never "//somewhere", which would be another site's address.
        return UriHelper.BuildRelative(request.PathBase, "/" + request.Path.Value?.TrimStart('/', '\\'), query);
    }
}
