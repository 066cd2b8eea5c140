using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Procurement.Kernel;

namespace Procurement.Web.Security;

/// <summary>
/// Keeps pages that anyone may read, for visitors without a session, for a few seconds: a page that sets a cookie is never kept.
/// A change on this machine empties it; another machine's shows after the few seconds.
/// </summary>
internal sealed class VisitorCache : IOutputCachePolicy
{
    public const string Tag = "public";
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var mayKeep = HttpMethods.IsGet(http.Request.Method)
            && http.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() == AccessRule.Anyone
            && !http.Request.Cookies.Keys.Any(k => k != LanguageCookie.Name)
            && StringValues.IsNullOrEmpty(http.Request.Headers.Authorization);
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = context.AllowCacheStorage = mayKeep;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Kept;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues["culture"] = System.Globalization.CultureInfo.CurrentUICulture.Name;
        context.Tags.Add(Tag);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (!StringValues.IsNullOrEmpty(response.Headers.SetCookie) || response.StatusCode != StatusCodes.Status200OK) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
