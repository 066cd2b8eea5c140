using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Procurement.Kernel;

namespace Procurement.Web.Security;

/// <summary>Answers for the same rules as <see cref="Gatekeeper"/>.</summary>
internal sealed class Doors(DoorPlan plan, IWho who, IFeatures features) : IDoors
{
    public bool Open(string path) =>
        PortalAddress.IsLocal(path.TrimStart('~')) && plan.Find(path) is { } endpoint && endpoint.Metadata.GetMetadata<AccessRule>() is { } rule
        && (endpoint.Metadata.GetMetadata<FeatureMetadata>() is not { Feature: { Length: > 0 } feature } || features.IsOn(feature))
        && (!who.IsSignedIn || rule.Admits(who));
}

/// <summary>Finds the route that answers at an address, without a request.</summary>
internal sealed class DoorPlan(EndpointDataSource endpoints)
{
    private readonly Lazy<(RouteEndpoint Endpoint, TemplateMatcher Matcher)[]> _routes = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is not null && e.Metadata.GetMetadata<AccessRule>() is not null
                && (e.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods.Count: > 0 } methods || methods.HttpMethods.Contains(HttpMethods.Get)))
            .OrderBy(e => e.RoutePattern.InboundPrecedence)
            .Select(e => (e, new TemplateMatcher(new RouteTemplate(e.RoutePattern), new RouteValueDictionary(e.RoutePattern.Defaults)))),
    ]);

    public RouteEndpoint? Find(string path)
    {
        var asked = new PathString(path.Split('?', '#')[0].TrimStart('~'));
        return Array.Find(_routes.Value, r => r.Matcher.TryMatch(asked, [])).Endpoint;
    }
}
