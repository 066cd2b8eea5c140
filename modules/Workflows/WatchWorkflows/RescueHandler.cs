using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>
/// The ways out for a workflow that stands still, or waits for what will not come: try again, go on waiting, pass a step, stop. Each is
/// in the journal and in the audit trail, with the reason. Who saw the workflow as it was before is refused.
/// </summary>
internal sealed class RescueHandler(
    PortalDbContext db, IServiceProvider services, DefinitionStore definitions, ActivityCatalogue catalogue, ISeals seals, IWho who, ChangeContext change, TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>Has the step that failed taken again.</summary>
    public Task<Result> RetryAsync(Guid id, int version, string? why, CancellationToken ct) => ActAsync(id, version, why, async workflow =>
    {
        var stepId = workflow.FaultStepId;
        if (workflow.Retry(clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        await WakeTimersAsync(id, ct);
        Journal(workflow, RecordKind.Retried, stepId, null, null, Journals.By(who, why));
        return Result.Done;
    }, ct);

    /// <summary>
    /// Has a step that failed when something woke it go on waiting as it did: what woke it is passed over. It is no help where the step
    /// failed by itself: then it never began to wait.
    /// </summary>
    public Task<Result> ResumeAsync(Guid id, int version, string? why, CancellationToken ct) => ActAsync(id, version, why, async workflow =>
    {
        if (workflow.State != WorkflowState.Faulted) return new WorkflowHasNoFault();
        if (string.IsNullOrWhiteSpace(why)) return new WorkflowReasonMissing();
        var stepId = workflow.FaultStepId;
        if (await WokenAsync(db, workflow, ct) is not { } woken) return new FaultCameWithoutAWait();
        if (woken.Timer is { } timer)
        {
            var waits = await db.Set<WorkflowTimer>().AnyAsync(t => t.TokenId == timer.TokenId && t.Id != timer.Id, ct) || await db.Set<WorkflowBookmark>().AnyAsync(b => b.TokenId == timer.TokenId, ct);
            if (!waits) return new NothingLeftToWaitFor();
            db.Remove(timer);
        }
        else
        {
            woken.Delivery!.HandledAt = clock.GetUtcNow();
        }

        if (workflow.Resume(clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        await WakeTimersAsync(id, ct);
        Journal(workflow, RecordKind.Resumed, stepId, null, woken.TokenId, Journals.By(who, why) with { Event = woken.EventName, Timer = woken.Timer?.Name });
        return Result.Done;
    }, ct);

    /// <summary>Passes a step that failed or waits: it goes on by an outcome that somebody chooses, and all that the step waited for is closed.</summary>
    public Task<Result> SkipAsync(Guid id, int version, Guid tokenId, string? outcome, string? why, CancellationToken ct) => ActAsync(id, version, why, async workflow =>
    {
        if (workflow.HasEnded) return new WorkflowHasEnded();
        var now = clock.GetUtcNow();
        var tokens = await db.Set<WorkflowToken>().Where(t => t.WorkflowId == id).OrderBy(t => t.Id).ToListAsync(ct);
        if (tokens.Find(t => t.Id == tokenId) is not { } token || !(await SkippableAsync(db, workflow, tokens, ct)).Contains(tokenId)) return new NothingToSkip();
        var definition = await definitions.GetAsync(db, workflow.VersionId, ct);
        if (definition.Find(token.StepId) is not { } step) return new NothingToSkip();
        if (string.IsNullOrEmpty(outcome) || !OutcomesOf(step).Contains(outcome)) return new SkipOutcomeMissing();
        if (string.IsNullOrWhiteSpace(why)) return new WorkflowReasonMissing();

        await CloseAsync(workflow, token, tokens, now, ct);
        if (workflow.Skip(step.Id, outcome, now).Refusal is { } refusal) return refusal;
        Journal(workflow, RecordKind.Skipped, step.Id, outcome, token.Id, Journals.By(who, why));
        if (step.Then[outcome] != Definition.End) token.GoTo(step.Then[outcome], now);
        else
        {
            db.Remove(token);
            tokens.Remove(token);
        }

        if (tokens.Count == 0)
        {
            workflow.Finish(workflow.Data, now);
            await WorkflowEnding.ClearAsync(db, services, workflow, now, ct);
            await WorkflowEnding.TellParentAsync(services, workflow, ct);
            Journal(workflow, RecordKind.Finished, null, null, null, new RecordContent([]));
        }
        else
        {
            await WakeTimersAsync(id, ct);
        }

        return Result.Done;
    }, ct);

    public Task<Result> CancelAsync(Guid id, int version, string? why, CancellationToken ct) => ActAsync(id, version, why, workflow =>
        string.IsNullOrWhiteSpace(why) ? Task.FromResult<Result>(new WorkflowReasonMissing())
        : WorkflowEnding.CancelAsync(db, services, workflow, Journals.By(who, why), clock.GetUtcNow(), ct), ct);

    /// <summary>The outcomes by which a step can be passed: not those that it takes aside while it goes on waiting.</summary>
    public IReadOnlyList<string> OutcomesOf(Step step)
    {
        var beside = catalogue.Find(step.Activity)?.SideOutcomes ?? [];
        return [.. step.Then.Keys.Where(o => !beside.Contains(o))];
    }

    /// <summary>The branches whose step can be passed now: the one that failed; where none has, those that wait.</summary>
    public static async Task<IReadOnlyList<Guid>> SkippableAsync(PortalDbContext db, Workflow workflow, IReadOnlyList<WorkflowToken> tokens, CancellationToken ct)
    {
        if (workflow.HasEnded) return [];
        if (workflow.State != WorkflowState.Faulted && workflow.NotBefore is null) return [.. tokens.Where(t => t.State == TokenState.Waiting).Select(t => t.Id)];
        var failed = await db.Set<WorkflowExecutionRecord>().AsNoTracking().Where(r => r.WorkflowId == workflow.Id && (r.Kind == RecordKind.Faulted || r.Kind == RecordKind.TriesAgain))
            .OrderByDescending(r => r.Number).Select(r => new { r.TokenId, r.StepId }).FirstOrDefaultAsync(ct);
        return tokens.FirstOrDefault(t => t.Id == failed?.TokenId) is { } named ? [named.Id] : [.. tokens.Where(t => t.StepId == (workflow.FaultStepId ?? failed?.StepId)).Take(1).Select(t => t.Id)];
    }

    /// <summary>What woke the step that failed, as the engine chose it; null when nothing did.</summary>
    public static async Task<Woken?> WokenAsync(PortalDbContext db, Workflow workflow, CancellationToken ct)
    {
        var fault = await db.Set<WorkflowExecutionRecord>().AsNoTracking().Where(r => r.WorkflowId == workflow.Id && r.Kind == RecordKind.Faulted)
            .OrderByDescending(r => r.Number).Select(r => new { r.TokenId, r.At }).FirstOrDefaultAsync(ct);
        if (fault?.TokenId is not { } tokenId) return null;
        // A step that is ready is taken before anything is told.
        if (await db.Set<WorkflowToken>().AnyAsync(t => t.WorkflowId == workflow.Id && t.State == TokenState.Ready, ct)) return null;
        var delivery = await db.Set<WorkflowDelivery>().Where(d => d.WorkflowId == workflow.Id && d.HandledAt == null).OrderBy(d => d.EventNumber).FirstOrDefaultAsync(ct);
        var happened = delivery is null ? null : await db.Set<StoredEvent>().AsNoTracking().SingleAsync(e => e.Number == delivery.EventNumber, ct);
        var timer = await db.Set<WorkflowTimer>().Where(t => t.WorkflowId == workflow.Id && t.DueAt <= fault.At).OrderBy(t => t.DueAt).ThenBy(t => t.Id).FirstOrDefaultAsync(ct);
        if (timer is not null && (happened is null || timer.DueAt <= happened.At)) return timer.TokenId == tokenId ? new Woken(tokenId, null, timer, null) : null;
        return happened is null ? null : new Woken(tokenId, delivery, null, happened.Name);
    }

    private async Task CloseAsync(Workflow workflow, WorkflowToken token, List<WorkflowToken> tokens, DateTimeOffset now, CancellationToken ct)
    {
        var bookmarks = await db.Set<WorkflowBookmark>().Where(b => b.TokenId == token.Id).ToListAsync(ct);
        db.RemoveRange(bookmarks);
        db.RemoveRange(await db.Set<WorkflowTimer>().Where(t => t.TokenId == token.Id).ToListAsync(ct));
        // Its tasks are those that it waits for; where no other branch stands at the same step, all that the step has given; its calls and runs go with them.
        var keys = bookmarks.Where(b => b.EventName == IUserTasks.ClosedEvent).Select(b => b.CorrelationId).ToArray();
        var alone = tokens.TrueForAll(t => t.Id == token.Id || t.StepId != token.StepId);
        var tasks = await db.Set<UserTask>().Where(t => t.State == UserTaskState.Open && t.WorkflowId == token.WorkflowId && (keys.Contains(t.Key) || (alone && t.StepId == token.StepId))).ToListAsync(ct);
        foreach (var task in tasks) task.Cancel(now);
        await WorkflowEnding.DropAsync(db, services, workflow, token, alone, now, ct);
    }

    private Task<int> WakeTimersAsync(Guid id, CancellationToken ct) =>
        db.Set<WorkflowTimer>().Where(t => t.WorkflowId == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.ActiveAt, t => t.DueAt), ct);

    private void Journal(Workflow workflow, RecordKind kind, string? stepId, string? outcome, Guid? tokenId, RecordContent content) => db.Add(new WorkflowExecutionRecord
    {
        WorkflowId = workflow.Id,
        Number = workflow.NextRecord(),
        TokenId = tokenId,
        StepId = stepId,
        Kind = kind,
        Outcome = outcome,
        At = clock.GetUtcNow(),
        Content = seals.Write(workflow.SealId, content),
    });

    private async Task<Result> ActAsync(Guid id, int version, string? why, Func<Workflow, Task<Result>> act, CancellationToken ct)
    {
        if (why is { } text && text.Trim().Length > LongestReason) return new ReasonIsTooLong(LongestReason);
        change.Why = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        return await db.InTransactionAsync(async () =>
        {
            if (await WorkflowEngine.LockAsync(db, id, wait: true, ct) is not { SealId: null } workflow) return new NotFound();
            if (workflow.RowVersion != version) return workflow.HasEnded ? new WorkflowHasEnded() : new ChangedBySomebodyElse();
            if ((await act(workflow)).Refusal is { } refusal) return refusal;
            return await db.SaveAsync(ct: ct);
        }, ct);
    }
}

/// <summary>What woke a branch.</summary>
internal sealed record Woken(Guid TokenId, WorkflowDelivery? Delivery, WorkflowTimer? Timer, string? EventName);
