using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Procurement.Kernel;

namespace Procurement.Web.Security;

/// <summary>Stands before every route: what declares nobody admits nobody, and what belongs to a feature that is off does not answer.</summary>
internal sealed class Gatekeeper(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, IWho who, IFeatures features)
    {
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            await next(http);
            return;
        }

        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule
            || (endpoint.Metadata.GetMetadata<FeatureMetadata>() is { Feature: { Length: > 0 } feature } && !features.IsOn(feature)))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!rule.Admits(who))
        {
            if (who.IsSignedIn) http.Response.StatusCode = StatusCodes.Status403Forbidden;
            else await http.ChallengeAsync();
            return;
        }

        if (who.IsSignedIn) http.Response.Headers.CacheControl = "no-store";
        await next(http);
    }
}

/// <summary>Reads the clock once, when the complete request has arrived and before anything queues: deadlines are judged by it.</summary>
internal sealed class Arrival(RequestDelegate next)
{
    /// <summary>No form for visitors takes more; uploads are for those who have signed in.</summary>
    private const long LargestFromVisitors = 256 * 1024;

    public async Task InvokeAsync(HttpContext http, ChangeContext change, TimeProvider clock, IWho who)
    {
        if (!who.IsSignedIn && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestFromVisitors;
        if (http.Request.HasFormContentType && http.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is not null)
        {
            try
            {
                await http.Request.ReadFormAsync(http.RequestAborted);
            }
            catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
            {
                http.Response.StatusCode = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
                return;
            }
        }

        change.ArrivedAt = clock.GetUtcNow();
        await next(http);
    }
}
