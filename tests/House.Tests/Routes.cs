using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.House.Tests;

/// <summary>Something that the running host answers: a page, one of its forms, or an address that is no page.</summary>
/// <param name="Ask">The method and the address, for example <c>POST /bids/{reference}/check?handler=Submit</c>.</param>
/// <param name="Feature">The feature that it belongs to.</param>
/// <param name="Endpoint">The endpoint.</param>
internal sealed partial record Route(string Ask, string? Feature, RouteEndpoint Endpoint)
{
    /// <summary>Everything that the host answers but the static files, asked of the host itself.</summary>
    public static async Task<IReadOnlyList<Route>> AllAsync(Portal portal)
    {
        var loader = portal.Services.GetRequiredService<PageLoader>();
        List<Route> found = [];
        foreach (var endpoint in portal.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue;
            var route = Assert.IsType<RouteEndpoint>(endpoint, exactMatch: false);
            var feature = endpoint.Metadata.GetMetadata<FeatureMetadata>()?.Feature;
            var address = "/" + Plain(route.RoutePattern.RawText!.TrimStart('/'));
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                found.Add(new Route("GET " + address, feature, route));
                found.AddRange(compiled.HandlerMethods.Where(h => h.Name is not null || !h.HttpMethod.Equals("Get", StringComparison.OrdinalIgnoreCase))
                    .Select(h => new Route($"{h.HttpMethod.ToUpperInvariant()} {address}{(h.Name is { } name ? "?handler=" + name : "")}", feature, route)));
            }
            else
            {
                var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
                found.AddRange(methods.Select(m => new Route($"{m} {address}", feature, route)));
            }
        }

        return [.. found.DistinctBy(r => r.Ask).OrderBy(r => r.Ask[r.Ask.IndexOf('/', StringComparison.Ordinal)..], StringComparer.Ordinal).ThenBy(r => r.Ask, StringComparer.Ordinal)];
    }

    /// <summary>An address with the names of its parameters alone: <c>/lots/{lot:int}</c> and <c>/lots/{lot=3}</c> are both <c>/lots/{lot}</c>.</summary>
    public static string Plain(string address) => Parameter().Replace(address, "{$1}");

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
