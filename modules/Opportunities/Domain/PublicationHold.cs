using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Domain;

/// <summary>A guard that a workflow adds to an opportunity that waits for approval: while it stands, nobody publishes.</summary>
internal sealed class PublicationHold : Entity
{
    public const int LongestReason = 1000;

    private PublicationHold() { }

    public PublicationHold(Guid opportunityId, Guid workflowId, string stepId, string reason, DateTimeOffset now)
    {
        (OpportunityId, WorkflowId, StepId, Reason, HeldAt) = (opportunityId, workflowId, stepId, reason, now);
        Raise(new PublicationHeld(opportunityId, reason));
    }

    public Guid OpportunityId { get; private set; }
    public Guid WorkflowId { get; private set; }
    public string StepId { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public DateTimeOffset HeldAt { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }

    public void Release(DateTimeOffset now)
    {
        if (ReleasedAt is not null) return;
        ReleasedAt = now;
        Raise(new PublicationHoldReleased(OpportunityId, Reason));
    }
}

/// <summary>Which holds stand: those that their workflow has not released, while it lives. An administrator who stops the workflow, with a reason, ends them.</summary>
internal sealed class PublicationHolds(PortalDbContext db, IWorkflows workflows)
{
    /// <summary>Who publishes and who holds come one after the other. On the embedded engine the writers' gate is the lock.</summary>
    public Task LockAsync(Guid opportunityId, CancellationToken ct) =>
        db.IsSqlite ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"SELECT 1 FROM opportunities_opportunities WHERE \"Id\" = {opportunityId} FOR UPDATE", ct);

    public async Task<IReadOnlyList<PublicationHold>> StandingAsync(Guid opportunityId, CancellationToken ct)
    {
        var holds = await db.Set<PublicationHold>().Where(h => h.OpportunityId == opportunityId && h.ReleasedAt == null).OrderBy(h => h.HeldAt).ThenBy(h => h.Id).ToListAsync(ct);
        if (holds.Count == 0) return [];
        // Asked for by themselves: a workflow may be about something else by now.
        var alive = await workflows.AliveAsync([.. holds.Select(h => h.WorkflowId)], ct);
        return holds.FindAll(h => alive.Contains(h.WorkflowId));
    }
}
