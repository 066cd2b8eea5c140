using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procurement.Data;
using Procurement.Data.Outbox;

namespace Procurement.Site.WatchHealth;

/// <summary>Migrated, set up and warm.</summary>
internal sealed class ReadinessCheck(Readiness readiness) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(readiness.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}

/// <summary>The database answers.</summary>
internal sealed class DatabaseCheck(PortalDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

/// <summary>A file can be written where files are kept, and there is room for more.</summary>
internal sealed class DiskCheck(IConfiguration configuration) : IHealthCheck
{
    private const long LeastFree = 200L * 1024 * 1024;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var folder = configuration["Storage:Path"] is { Length: > 0 } path ? path : "App_Data";
        var probe = Path.Combine(folder, $".health-{Environment.ProcessId}-{Guid.CreateVersion7():N}");
        await using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
        {
            await file.WriteAsync(new byte[] { 1 }, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        return free < LeastFree ? HealthCheckResult.Degraded($"{free / 1024 / 1024} MB") : HealthCheckResult.Healthy();
    }
}

/// <summary>Messages arrive: none was given up.</summary>
internal sealed class OutboxCheck(PortalDbContext db) : IHealthCheck
{
    private const int Most = 1000;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var given = await db.Set<OutboxMessage>().Where(m => m.DoneAt == null && m.DueAt == null).OrderBy(m => m.Id).Take(Most).CountAsync(cancellationToken);
        return given > 0 ? HealthCheckResult.Degraded(given.ToString(System.Globalization.CultureInfo.InvariantCulture)) : HealthCheckResult.Healthy();
    }
}
