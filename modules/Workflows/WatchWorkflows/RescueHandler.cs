using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>Has a workflow that stands with a fault try again, or stops it; both are in the journal and in the audit trail, with the reason.</summary>
internal sealed class RescueHandler(PortalDbContext db, IServiceProvider services, ISeals seals, IWho who, ChangeContext change, TimeProvider clock)
{
    public Task<Result> RetryAsync(Guid id, string? why, CancellationToken ct) => ActAsync(id, why, async workflow =>
    {
        var stepId = workflow.FaultStepId;
        var now = clock.GetUtcNow();
        if (workflow.Retry(now).Refusal is { } refusal) return refusal;
        await db.Set<WorkflowTimer>().Where(t => t.WorkflowId == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.ActiveAt, t => t.DueAt), ct);
        db.Add(new WorkflowExecutionRecord
        {
            WorkflowId = id,
            Number = workflow.NextRecord(),
            StepId = stepId,
            Kind = RecordKind.Retried,
            At = now,
            Content = seals.Write(workflow.SealId, Record(why)),
        });
        return Result.Done;
    }, ct);

    public Task<Result> CancelAsync(Guid id, string? why, CancellationToken ct) => ActAsync(id, why, workflow =>
        string.IsNullOrWhiteSpace(why) ? Task.FromResult<Result>(new ReasonIsMissing())
        : WorkflowEnding.CancelAsync(db, services, workflow, Record(why), clock.GetUtcNow(), ct), ct);

    private async Task<Result> ActAsync(Guid id, string? why, Func<Workflow, Task<Result>> act, CancellationToken ct)
    {
        change.Why = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        return await db.InTransactionAsync(async () =>
        {
            if (await WorkflowEngine.LockAsync(db, id, wait: true, ct) is not { SealId: null } workflow) return new NotFound();
            if ((await act(workflow)).Refusal is { } refusal) return refusal;
            return await db.SaveAsync(ct: ct);
        }, ct);
    }

    private RecordContent Record(string? why) =>
        new(string.IsNullOrWhiteSpace(why) ? [] : [Sentence.Of("Workflows.Journal.Text", [why.Trim()])], who.DisplayName, who.UserId);
}
