using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procurement.Components;

namespace Procurement.Site.WatchHealth;

/// <summary>How the portal is, for administrators.</summary>
public sealed class HealthModel : PortalPage
{
    internal HealthReport Report { get; private set; } = null!;

    /// <summary>Asks every check.</summary>
    public async Task OnGetAsync(CancellationToken ct) =>
        Report = await HttpContext.RequestServices.GetRequiredService<HealthCheckService>().CheckHealthAsync(ct);
}

internal static class HealthWords
{
    public static string Name(Kernel.IWords words, string check) => words.Has("Site.Health.Check." + check) ? words.Text("Site.Health.Check." + check) : check;

    public static string Note(Kernel.IWords words, string check, HealthReportEntry entry) =>
        entry.Status == HealthStatus.Healthy ? ""
        : words.Has($"Site.Health.Note.{check}") ? words.Text($"Site.Health.Note.{check}", entry.Description ?? "") : entry.Description ?? "";
}
