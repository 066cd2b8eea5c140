using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Site.Dashboard;

/// <summary>Where administrators and editors begin: what waits, how the portal is, and every door that is open to them.</summary>
public sealed class DashboardModel : PortalPage
{
    internal IReadOnlyList<(IAdminCount Count, int Number)> Counts { get; private set; } = [];

    internal IReadOnlyList<MenuItem> Doors { get; private set; } = [];

    internal HealthStatus? Health { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var features = services.GetRequiredService<IFeatures>();
        List<(IAdminCount, int)> counts = [];
        foreach (var count in services.GetServices<IAdminCount>().Where(c => features.IsOn(c.Feature) && Who.May(c.Permission)))
            counts.Add((count, await count.CountAsync(ct)));
        Counts = counts;
        Doors = [.. services.GetServices<MenuItem>().Where(m => m.Menu == Menus.Admin && m.Url != "/admin" && features.IsOn(m.Feature) && m.Access.Admits(Who)).OrderBy(m => m.Order)];
        if (Who.May(SitePermissions.ManageSite))
            Health = (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(ct)).Status;
    }
}

/// <summary>Whoever has any site-wide permission.</summary>
internal sealed record AnyPermissionRule : AccessRule
{
    public override bool Admits(IWho who) => who.IsSignedIn && who.Permissions.Count > 0;
}
