using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Site.WatchHealth;

/// <summary>How the portal is, for administrators, and what did not arrive.</summary>
public sealed class HealthModel : PortalPage
{
    private GivenUpMessages Messages => HttpContext.RequestServices.GetRequiredService<GivenUpMessages>();

    internal HealthReport Report { get; private set; } = null!;

    internal Page<GivenUpRow> GivenUp { get; private set; } = new([], null);

    /// <summary>Asks every check.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        Report = await HttpContext.RequestServices.GetRequiredService<HealthCheckService>().CheckHealthAsync(ct);
        GivenUp = await Messages.ListAsync(after, ct);
    }

    /// <summary>Has one message tried again.</summary>
    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken ct) => await AnsweredAsync(await Messages.TryAgainAsync(id, ct), ct);

    /// <summary>Has all messages that were given up tried again.</summary>
    public async Task<IActionResult> OnPostRetryAllAsync(CancellationToken ct) => await AnsweredAsync(await Messages.TryAllAgainAsync(ct), ct);

    private async Task<IActionResult> AnsweredAsync(Result result, CancellationToken ct)
    {
        if (result.Refusal is not { } refusal) return Confirmed("/admin/health", "Site.Health.Retried");
        if (refusal is not Kernel.NotFound) await OnGetAsync(null, ct);
        return Refused(refusal);
    }
}

internal static class HealthWords
{
    public static string Name(IWords words, string check) => words.Has("Site.Health.Check." + check) ? words.Text("Site.Health.Check." + check) : check;

    public static string Note(IWords words, string check, HealthReportEntry entry) =>
        entry.Status == HealthStatus.Healthy ? ""
        : words.Has($"Site.Health.Note.{check}") ? words.Text($"Site.Health.Note.{check}", entry.Description ?? "") : entry.Description ?? "";
}
