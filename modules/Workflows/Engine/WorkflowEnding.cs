using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>What is cleared when a workflow ends: branches, what they wait for, and tasks that nobody needs to do any more.</summary>
internal static class WorkflowEnding
{
    public static async Task<Result> CancelAsync(PortalDbContext db, IServiceProvider services, Workflow workflow, RecordContent record, DateTimeOffset now, CancellationToken ct)
    {
        if (workflow.Cancel(now).Refusal is { } refusal) return refusal;
        db.Add(new WorkflowExecutionRecord
        {
            WorkflowId = workflow.Id,
            Number = workflow.NextRecord(),
            Kind = RecordKind.Cancelled,
            At = now,
            Content = services.GetRequiredService<ISeals>().Write(workflow.SealId, record),
        });
        await ClearAsync(db, services, workflow, now, ct);
        // Those that it ran without waiting for them, too.
        await CancelRunAsync(db, services, await db.Set<Workflow>().Where(w => w.ParentId == workflow.Id).Select(w => w.Id).ToListAsync(ct), now, ct);
        await TellParentAsync(services, workflow, ct);
        return Result.Done;
    }

    /// <summary>Tells the workflow that waits for this one's end; stored as an event, so that it cannot be lost.</summary>
    public static Task TellParentAsync(IServiceProvider services, Workflow workflow, CancellationToken ct) => workflow.ParentTokenId is null ? Task.CompletedTask
        : services.GetRequiredService<IWorkflows>().RaiseAsync(
            new WorkflowEvent(RunWorkflowActivity.EndedEvent, workflow.Id.ToString(), Values.Of(new { workflow.State }), workflow.SealId), ct);

    private static async Task CancelRunAsync(PortalDbContext db, IServiceProvider services, List<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var id in ids)
            if (await WorkflowEngine.LockAsync(db, id, wait: true, ct) is { HasEnded: false } run)
                await CancelAsync(db, services, run, new RecordContent([Sentence.Of("Workflows.Journal.ParentEnded", [])]), now, ct);
    }

    public static async Task ClearAsync(PortalDbContext db, IServiceProvider services, Workflow workflow, DateTimeOffset now, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<WorkflowBookmark>().Where(b => b.WorkflowId == workflow.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<WorkflowTimer>().Where(t => t.WorkflowId == workflow.Id).ToListAsync(ct));
        db.RemoveRange(await db.Set<WorkflowToken>().Where(t => t.WorkflowId == workflow.Id).ToListAsync(ct));
        db.RemoveRange(db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).Select(e => e.Entity)
            .Where(e => e is WorkflowToken t && t.WorkflowId == workflow.Id || e is WorkflowTimer r && r.WorkflowId == workflow.Id || e is WorkflowBookmark b && b.WorkflowId == workflow.Id)
            .ToArray());
        var late = await db.Set<WorkflowDelivery>().Where(d => d.WorkflowId == workflow.Id && d.HandledAt == null).ToListAsync(ct);
        foreach (var delivery in late) delivery.HandledAt = now;
        var tasks = await db.Set<UserTask>().Where(t => t.WorkflowId == workflow.Id && t.State == UserTaskState.Open).ToListAsync(ct);
        foreach (var task in tasks) task.Cancel(now);
        db.RemoveRange(await db.Set<WorkflowCall>().Where(c => c.WorkflowId == workflow.Id).ToListAsync(ct));
        await CancelRunAsync(db, services, await db.Set<Workflow>().Where(w => w.ParentId == workflow.Id && w.ParentTokenId != null).Select(w => w.Id).ToListAsync(ct), now, ct);
    }

    /// <summary>Closes what a branch that is ended had under way: its tasks, its calls, and the workflows that it waits for. Its bookmarks and timers are removed by who ends it.</summary>
    /// <param name="db">The step's context.</param>
    /// <param name="services">The step's services.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="token">The branch.</param>
    /// <param name="isAlone">True when no other branch stands at the same step: then what the step gave belongs to this one.</param>
    /// <param name="now">The instant.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task DropAsync(
        PortalDbContext db, IServiceProvider services, Workflow workflow, WorkflowToken token, bool isAlone, DateTimeOffset now, CancellationToken ct)
    {
        var tasks = await db.Set<UserTask>().Where(t => t.WorkflowId == workflow.Id && t.State == UserTaskState.Open
            && (t.TokenId == token.Id || (t.TokenId == null && isAlone && t.StepId == token.StepId))).ToListAsync(ct);
        foreach (var task in tasks) task.Cancel(now);
        db.RemoveRange(await db.Set<WorkflowCall>().Where(c => c.TokenId == token.Id).ToListAsync(ct));
        await CancelRunAsync(db, services, await db.Set<Workflow>().Where(w => w.ParentId == workflow.Id && w.ParentTokenId == token.Id).Select(w => w.Id).ToListAsync(ct), now, ct);
    }
}
