using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>Workflows that stand still, on the administration's first page.</summary>
internal sealed class FaultedCount(PortalDbContext db) : IAdminCount
{
    /// <summary>So far is counted.</summary>
    public const int Most = 1000;

    public string TextKey => "Workflows.FaultedCount";

    public string Url => "/admin/workflows/instances?State=Faulted";

    public string Feature => "Workflows";

    public string Permission => WorkflowPermissions.Manage;

    public Task<int> CountAsync(CancellationToken ct) =>
        db.Set<Workflow>().Where(w => w.State == WorkflowState.Faulted && w.SealId == null).Take(Most).CountAsync(ct);
}

/// <summary>Workflows with a task whose date is past, there too.</summary>
internal sealed class OverdueCount(WorkflowList list) : IAdminCount
{
    public string TextKey => "Workflows.OverdueCount";

    public string Url => "/admin/workflows/instances?Overdue=true";

    public string Feature => "Workflows";

    public string Permission => WorkflowPermissions.Manage;

    public Task<int> CountAsync(CancellationToken ct) => list.CountOverdueAsync(FaultedCount.Most, ct);
}

/// <summary>No workflow stands still. Numbers alone, so that no name of anything gets into a machine's log; what is overdue is told, and is no fault of the portal.</summary>
internal sealed class WorkflowsCheck(FaultedCount faulted, OverdueCount overdue, IFeatures features) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!features.IsOn(faulted.Feature)) return HealthCheckResult.Healthy();
        var (still, late) = (await faulted.CountAsync(cancellationToken), await overdue.CountAsync(cancellationToken));
        var said = FormattableString.Invariant($"{Bounded(still)} faulted, {Bounded(late)} overdue");
        return still > 0 ? HealthCheckResult.Degraded(said) : HealthCheckResult.Healthy(said);
    }

    private static BoundedCount Bounded(int count) => new(count, count == FaultedCount.Most);
}
