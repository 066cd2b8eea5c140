using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Webhooks;

namespace Procurement.Workflows.Engine;

/// <summary>
/// Moves workflows. Events are stored before anybody applies them; each is put into the queue of every workflow that it concerns,
/// once, in order. A step is one transaction under the row lock of its workflow: the activity's own writes, the journal, what the
/// workflow knows and where it stands, and the messages that go out. A crash between two steps loses nothing and repeats nothing.
/// What fails is rolled back and noted in a transaction of its own, and concerns one workflow alone.
/// </summary>
internal sealed partial class WorkflowEngine(
    IServiceScopeFactory scopes, ActivityCatalogue catalogue, DefinitionStore definitions, TimeProvider clock, ILogger<WorkflowEngine> logger)
{
    private const int Batch = 100;
    private const int StepsAtOnce = 100;
    private static readonly TimeSpan LongestRouteWait = TimeSpan.FromMinutes(10);

    /// <summary>Does what is due now, a batch at most. Returns how many things it did.</summary>
    public async Task<int> PumpAsync(CancellationToken ct)
    {
        var did = await RouteAsync(ct);
        foreach (var id in await DueAsync(ct))
        {
            try
            {
                did += await RunAsync(id, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // Its rows stay as they were, and the next pass tries again; the others go on.
                LogFailed(logger, id, e.GetType().Name);
            }
        }

        return did;
    }

    /// <summary>Takes the steps of one workflow that are due now.</summary>
    public async Task<int> RunAsync(Guid workflowId, CancellationToken ct)
    {
        var did = 0;
        while (did < StepsAtOnce && await StepAsync(workflowId, ct)) did++;
        return did;
    }

    // ---- events ----

    private async Task<int> RouteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<long> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            due = await db.Set<StoredEvent>().Where(e => e.RouteAt != null && e.RouteAt <= now).OrderBy(e => e.Number).Take(Batch).Select(e => e.Number).ToListAsync(ct);
        }

        var did = 0;
        foreach (var number in due)
        {
            try
            {
                if (await RouteOneAsync(number, ct)) did++;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                LogNotRouted(logger, number, e.GetType().Name);
                await PostponeAsync(number, e, ct);
            }
        }

        return did;
    }

    /// <summary>Hands one event on. True when it did.</summary>
    internal async Task<bool> RouteOneAsync(long number, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = AsSystem(scope, "Workflow events");
        var db = services.GetRequiredService<PortalDbContext>();
        var seals = services.GetRequiredService<ISeals>();
        var done = false;
        await db.InTransactionAsync(async () =>
        {
            var now = clock.GetUtcNow();
            if (await LockAsync(db, number, ct) is not { RouteAt: not null } stored) return Result.Done;
            // What happened before to the same subject comes first, also when that is still on its way.
            if (await db.Set<StoredEvent>().AnyAsync(e => e.CorrelationId == stored.CorrelationId && e.RouteAt != null && e.Number < number, ct)) return Result.Done;
            await LockCorrelationAsync(db, stored.CorrelationId, shared: true, ct);
            var content = seals.Read<EventContent>(stored.SealId, stored.Content);

            var alive = await db.Set<Workflow>()
                .Where(w => w.CorrelationId == stored.CorrelationId && w.State != WorkflowState.Finished && w.State != WorkflowState.Cancelled)
                .Select(w => new { w.Id, w.TypeId }).ToListAsync(ct);
            var waiting = await db.Set<WorkflowBookmark>().Where(b => b.CorrelationId == stored.CorrelationId && b.EventName == content.Name)
                .Select(b => b.WorkflowId).Distinct().ToListAsync(ct);
            var concerned = alive.Select(w => w.Id).Union(waiting).ToArray();
            var had = await db.Set<WorkflowDelivery>().Where(d => d.EventNumber == number && concerned.Contains(d.WorkflowId)).Select(d => d.WorkflowId).ToListAsync(ct);
            foreach (var id in concerned.Except(had)) db.Add(new WorkflowDelivery { WorkflowId = id, EventNumber = number });
            await StartAsync(db, services, stored, content, [.. alive.Select(w => w.TypeId)], now, ct);
            (stored.RouteAt, stored.RoutedAt, stored.Error) = (null, now, null);
            await db.SaveChangesAsync(ct);

            // A step under way holds the row: this waits for it, so that no workflow goes to sleep on an event.
            await db.Set<Workflow>().Where(w => concerned.Contains(w.Id) && w.NotBefore == null && (w.State == WorkflowState.Running || w.State == WorkflowState.Waiting))
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.RunAt, now), ct);
            // One may have come to its end while this waited: then there is nobody left to tell.
            if (concerned.Length > 0)
            {
                await db.Set<WorkflowDelivery>()
                    .Where(d => d.EventNumber == number && d.HandledAt == null && db.Set<Workflow>().Any(w => w.Id == d.WorkflowId && (w.State == WorkflowState.Finished || w.State == WorkflowState.Cancelled)))
                    .ExecuteUpdateAsync(s => s.SetProperty(d => d.HandledAt, now), ct);
            }

            done = true;
            return Result.Done;
        }, ct);
        return done;
    }

    private async Task StartAsync(
        PortalDbContext db, IServiceProvider services, StoredEvent stored, EventContent content, HashSet<Guid> alive, DateTimeOffset now, CancellationToken ct)
    {
        var starts = await (from start in db.Set<WorkflowStart>()
                            join type in db.Set<WorkflowType>() on start.TypeId equals type.Id
                            where start.EventName == content.Name && type.IsEnabled
                            orderby type.Id
                            select new { start.StepId, Type = type }).AsNoTracking().ToListAsync(ct);
        var starter = services.GetRequiredService<WorkflowStarter>();
        foreach (var start in starts)
        {
            if (start.Type.OnePerSubject && alive.Contains(start.Type.Id)) continue;
            var definition = await definitions.GetAsync(db, start.Type.LatestVersionId, ct);
            var step = definition.Find(start.StepId)!;
            var brought = Hooks.IsCall(content.Name) ? WorkflowStarter.Called(definition, content.Variables) : content.Variables;
            var data = WorkflowStarter.DataOf(definition, content.CorrelationId, content.Title, content.Url, brought);
            if (!Admits(step, data, stored.SealId, now, services)) continue;

            var record = new RecordContent([], content.ByName, content.ByUserId, content.Name, Input: brought);
            var workflow = starter.Begin(start.Type, data, stored.SealId, step.Id, step.Id, record, stored.At, now);
            db.Add(new WorkflowDelivery { WorkflowId = workflow.Id, EventNumber = stored.Number, HandledAt = now });
        }
    }

    internal bool Admits(Step step, WorkflowData data, Guid? sealId, DateTimeOffset now, IServiceProvider services)
    {
        // An activity that is gone, or a condition that cannot be evaluated, starts a workflow that then stands with the fault.
        if (catalogue.Find(step.Activity) is not { } activity) return true;
        try
        {
            var frame = new ActivityFrame(Guid.Empty, Guid.Empty, sealId, step, "", data, null, now, services, null);
            return activity.Admits(new ActivityContext(frame), SettingsReader.Read(activity.SettingsType, step.Settings));
        }
        catch (CannotEvaluateException)
        {
            return true;
        }
    }

    private async Task PostponeAsync(long number, Exception error, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = AsSystem(scope, "Workflow events").GetRequiredService<PortalDbContext>();
        await db.InTransactionAsync(async () =>
        {
            if (await LockAsync(db, number, ct) is not { RouteAt: not null } stored) return Result.Done;
            stored.Attempts++;
            stored.Error = error.GetType().Name;
            stored.RouteAt = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestRouteWait.TotalSeconds, Math.Pow(2, stored.Attempts)));
            await db.SaveChangesAsync(ct);
            return Result.Done;
        }, ct);
    }

    // ---- steps ----

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var now = clock.GetUtcNow();
        var timers = await db.Set<WorkflowTimer>().Where(t => t.ActiveAt != null && t.ActiveAt <= now).OrderBy(t => t.ActiveAt).Take(Batch).Select(t => t.WorkflowId).ToListAsync(ct);
        var ready = await db.Set<Workflow>().Where(w => w.RunAt != null && w.RunAt <= now).OrderBy(w => w.RunAt).ThenBy(w => w.Id).Take(Batch).Select(w => w.Id).ToListAsync(ct);
        return [.. ready.Union(timers)];
    }

    /// <summary>Takes one step. False when there is none to take now, or when somebody else is taking it.</summary>
    private async Task<bool> StepAsync(Guid workflowId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = AsSystem(scope, "Workflow");
        var db = services.GetRequiredService<PortalDbContext>();
        var step = new StepRun(db, services, catalogue, definitions, clock);
        try
        {
            var result = await db.InTransactionAsync(async () =>
            {
                if (await LockAsync(db, workflowId, wait: false, ct) is not { } workflow) return Result.Done;
                if (await step.TakeAsync(workflow, ct) is { } fault) return fault;
                await db.SaveChangesAsync(ct);
                return Result.Done;
            }, ct);
            if (result.IsDone) return step.Took;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (DbUpdateConcurrencyException e) when (e.Entries.Any(entry => entry.Entity is Workflow or WorkflowToken or WorkflowTimer or WorkflowBookmark or WorkflowDelivery or UserTask or WorkflowCall))
        {
            return false;
        }
        catch (Exception e) when ((e as DbException ?? e.InnerException as DbException) is { IsTransient: true })
        {
            LogFailed(logger, workflowId, e.GetType().Name);
            return false;
        }
        catch (DbUpdateException e) when (services.GetRequiredService<IEngine>().UniqueViolation(e)?.Contains(nameof(Workflow.UniqueKey), StringComparison.Ordinal) == true)
        {
            step.Fault = new StepFault(new SubjectHasWorkflow(), Retry: false);
        }
        catch (CannotEvaluateException e)
        {
            step.Fault = new StepFault(new CannotBeEvaluated(e.What), Retry: false);
        }
        catch (Exception e)
        {
            LogThrew(logger, workflowId, e.GetType().Name, step.SealId is null ? e : null);
            step.Fault = new StepFault(step.SealId is null ? new ActivityThrew(e.GetType().Name, e.Message) : new ActivityThrewUnderSeal(e.GetType().Name), Retry: true);
        }

        await NoteFaultAsync(workflowId, step, ct);
        return true;
    }

    private async Task NoteFaultAsync(Guid workflowId, StepRun failed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = AsSystem(scope, "Workflow");
        var db = services.GetRequiredService<PortalDbContext>();
        var seals = services.GetRequiredService<ISeals>();
        var fault = failed.Fault!;
        await db.InTransactionAsync(async () =>
        {
            var now = clock.GetUtcNow();
            if (await LockAsync(db, workflowId, wait: true, ct) is not { HasEnded: false } workflow || workflow.RowVersion != failed.RowVersion) return Result.Done;
            var stepId = failed.Step?.Id ?? await db.Set<WorkflowToken>().Where(t => t.WorkflowId == workflowId).OrderBy(t => t.Id).Select(t => t.StepId).FirstAsync(ct);
            var sentence = Sentence.Of(fault.Reason);
            var policy = failed.Step?.RetryOrDefault ?? RetryPolicy.Default;
            var again = fault.Retry && workflow.Attempts + 1 < policy.Attempts ? now + policy.WaitAfter(workflow.Attempts + 1) : (DateTimeOffset?)null;
            var handled = again is null && await HandleAsync(db, services, workflow, failed, sentence, now, ct);
            db.Add(new WorkflowExecutionRecord
            {
                WorkflowId = workflowId,
                Number = workflow.NextRecord(),
                TokenId = failed.TokenId,
                StepId = stepId,
                Kind = handled ? RecordKind.Handled : again is null ? RecordKind.Faulted : RecordKind.TriesAgain,
                At = now,
                Content = seals.Write(workflow.SealId, new RecordContent([], Fault: sentence, NextTry: again)),
            });
            var timers = db.Set<WorkflowTimer>().Where(t => t.WorkflowId == workflowId);
            if (again is { } at)
            {
                workflow.WillTryAgain(at);
                await timers.Where(t => t.ActiveAt < at).ExecuteUpdateAsync(s => s.SetProperty(t => t.ActiveAt, at), ct);
            }
            else if (!handled)
            {
                workflow.Stop(stepId, seals.Hide(workflow.SealId, sentence.Write()));
                await WorkflowEnding.TellParentAsync(services, workflow, ct);
                await timers.ExecuteUpdateAsync(s => s.SetProperty(t => t.ActiveAt, (DateTimeOffset?)null), ct);
                if (workflow.SealId is null)
                {
                    db.Raise(new WorkflowFaulted(workflowId, stepId));
                    await services.GetRequiredService<INotify>().SendAsync(
                        new Notice("WorkflowFaulted", new To.WithPermission(WorkflowPermissions.Manage), WorkflowAddresses.Workflow(workflowId), new()
                        {
                            ["Title"] = workflow.SubjectTitle ?? workflow.CorrelationId,
                            ["Reason"] = sentence.Say(services.GetRequiredService<IWords>()),
                        }), ct);
                }
            }

            await db.SaveChangesAsync(ct);
            return Result.Done;
        }, ct);
    }

    /// <summary>
    /// Has a fault handler of the definition go on in the place of the branch that failed, if there is one for its step; not for what a
    /// handler has led to itself.
    /// </summary>
    private async Task<bool> HandleAsync(
        PortalDbContext db, IServiceProvider services, Workflow workflow, StepRun failed, Sentence reason, DateTimeOffset now, CancellationToken ct)
    {
        if (failed.Step is not { } step || failed.TokenId is not { } tokenId) return false;
        var definition = await definitions.GetAsync(db, workflow.VersionId, ct);
        if (new Shape(definition, catalogue).HandlerOf(step.Id) is not { } handler) return false;
        if (await db.Set<WorkflowToken>().FirstOrDefaultAsync(t => t.Id == tokenId && t.WorkflowId == workflow.Id, ct) is not { IsHandling: false } token) return false;

        db.RemoveRange(await db.Set<WorkflowBookmark>().Where(b => b.TokenId == tokenId).ToListAsync(ct));
        db.RemoveRange(await db.Set<WorkflowTimer>().Where(t => t.TokenId == tokenId).ToListAsync(ct));
        var isAlone = !await db.Set<WorkflowToken>().AnyAsync(t => t.WorkflowId == workflow.Id && t.Id != tokenId && t.StepId == step.Id, ct);
        await WorkflowEnding.DropAsync(db, services, workflow, token, isAlone, now, ct);
        var seals = services.GetRequiredService<ISeals>();
        var data = seals.Read<WorkflowData>(workflow.SealId, workflow.Data);
        data.Outputs[handler.Id] = new()
        {
            [FaultHandlerActivity.StepOutput] = Values.One(step.Id),
            [FaultHandlerActivity.ReasonOutput] = Values.One(reason.Say(services.GetRequiredService<IWords>())),
        };
        token.GoTo(handler.Id, now);
        token.IsHandling = true;
        workflow.GoOnByHandler(seals.Write(workflow.SealId, data), now);
        return true;
    }

    private static IServiceProvider AsSystem(AsyncServiceScope scope, string why)
    {
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        scope.ServiceProvider.GetRequiredService<ChangeContext>().Why = why;
        return scope.ServiceProvider;
    }

    // ---- locks: on the embedded engine the writers' gate is the lock ----

    /// <summary>The workflow, locked until the transaction ends; null when somebody else holds it and this does not wait.</summary>
    internal static async Task<Workflow?> LockAsync(PortalDbContext db, Guid id, bool wait, CancellationToken ct)
    {
        var rows = db.IsSqlite ? db.Set<Workflow>().Where(w => w.Id == id)
            : wait ? db.Set<Workflow>().FromSql($"SELECT * FROM workflows_workflows WHERE \"Id\" = {id} FOR UPDATE")
            : db.Set<Workflow>().FromSql($"SELECT * FROM workflows_workflows WHERE \"Id\" = {id} FOR UPDATE SKIP LOCKED");
        return (await rows.ToListAsync(ct)).FirstOrDefault();
    }

    internal static async Task LockCorrelationAsync(PortalDbContext db, string correlation, bool shared, CancellationToken ct)
    {
        if (db.IsSqlite) return;
        if (shared) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({"workflows:" + correlation}, 0))", ct);
        else await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({"workflows:" + correlation}, 0))", ct);
    }

    private static async Task<StoredEvent?> LockAsync(PortalDbContext db, long number, CancellationToken ct)
    {
        var rows = db.IsSqlite ? db.Set<StoredEvent>().Where(e => e.Number == number)
            : db.Set<StoredEvent>().FromSql($"SELECT * FROM workflows_events WHERE \"Number\" = {number} FOR UPDATE SKIP LOCKED");
        return (await rows.ToListAsync(ct)).FirstOrDefault();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Workflow {WorkflowId} was not moved: {Error}. It will be tried again.")]
    private static partial void LogFailed(ILogger logger, Guid workflowId, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of workflow {WorkflowId} threw {Error}")]
    private static partial void LogThrew(ILogger logger, Guid workflowId, string error, Exception? exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Workflow event {Number} was not handed on: {Error}. It will be tried again.")]
    private static partial void LogNotRouted(ILogger logger, long number, string error);
}

/// <summary>Why a step failed.</summary>
internal sealed record StepFault(Refusal Reason, bool Retry);
