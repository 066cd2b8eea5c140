using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Site.WatchHealth;

/// <summary>What machines ask. Strangers learn whether, and nothing about why.</summary>
internal static class HealthRoutes
{
    public const string Ready = "ready";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (HttpContext http) => Answer(http, Results.Text("live"))).WithAccess("Site", AccessRule.Anyone).CacheOutput(p => p.NoCache());
        routes.MapGet("/health/ready", async (HttpContext http, HealthCheckService checks, IWho who, CancellationToken ct) =>
        {
            var report = await checks.CheckHealthAsync(c => c.Tags.Contains(Ready), ct);
            var isReady = report.Status != HealthStatus.Unhealthy;
            var status = isReady ? "ready" : "not ready";
            object body = who.IsSignedIn && who.May(SitePermissions.ManageSite)
                ? new { status, checks = report.Entries.Select(e => new { name = e.Key, status = e.Value.Status.ToString(), milliseconds = (int)e.Value.Duration.TotalMilliseconds, note = e.Value.Description }) }
                : new { status };
            return Answer(http, Results.Json(body, statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable));
        }).WithAccess("Site", AccessRule.Anyone).CacheOutput(p => p.NoCache());
    }

    private static IResult Answer(HttpContext http, IResult result)
    {
        http.Response.Headers.CacheControl = "no-store";
        return result;
    }
}
