using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>Workflows that stand still, on the administration's first page.</summary>
internal sealed class FaultedCount(PortalDbContext db) : IAdminCount
{
    private const int MostCounted = 1000;

    public string TextKey => "Workflows.FaultedCount";

    public string Url => "/admin/workflows/instances?State=Faulted";

    public string Feature => "Workflows";

    public string Permission => WorkflowPermissions.Manage;

    public Task<int> CountAsync(CancellationToken ct) =>
        db.Set<Workflow>().Where(w => w.State == WorkflowState.Faulted && w.SealId == null).Take(MostCounted).CountAsync(ct);
}
