using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.TrimWorkflows;

/// <summary>Trims what has ended longer ago than the site's setting says, a batch at a time.</summary>
internal sealed class TrimWorkflowsJob(WorkflowTrimmer trimmer, ISettings settings, TimeProvider clock) : IJob
{
    private const int MostBatches = 20;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var days = Math.Max(WorkflowSettings.FewestDays, (await settings.GetAsync<WorkflowSettings>(ct)).KeepDays);
        var before = clock.GetUtcNow().AddDays(-days);
        var did = 0;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var trimmed = await trimmer.TrimAsync(before, ct);
            did += trimmed;
            if (trimmed == 0) break;
        }

        return did;
    }
}

/// <summary>
/// Takes the journal, the effects, the deliveries and the closed tasks of workflows that have ended, and the events that nobody needs
/// any more. Of each workflow stays its row: type, version, subject, when it started and ended, how, in how many steps, and its last one.
/// </summary>
internal sealed partial class WorkflowTrimmer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WorkflowTrimmer> logger)
{
    public const int MostWorkflows = 200;
    public const int EventsAtOnce = 2000;
    private const int MostWindows = 10;
    private static readonly TimeSpan KeepHooks = TimeSpan.FromDays(1);

    // Where the next look at the events begins: old ones that have to stay do not hide those behind them.
    private long _eventsSeen;

    /// <summary>Trims what ended before an instant, a batch at most. Returns how many rows of workflows and events it dealt with.</summary>
    public async Task<int> TrimAsync(DateTimeOffset before, CancellationToken ct)
    {
        List<Guid> ended;
        await using (var scope = scopes.CreateAsyncScope())
        {
            ended = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Set<Workflow>()
                .Where(w => w.TrimmedAt == null && w.EndedAt != null && w.EndedAt < before).OrderBy(w => w.EndedAt).Take(MostWorkflows).Select(w => w.Id).ToListAsync(ct);
        }

        var did = 0;
        foreach (var id in ended)
        {
            try
            {
                if (await TrimOneAsync(id, ct)) did++;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                LogFailed(logger, id, e.GetType().Name);
            }
        }

        return did + await TrimEventsAsync(before, ct);
    }

    /// <summary>One workflow in one transaction: its page shows the whole journal, or says that it was trimmed.</summary>
    private async Task<bool> TrimOneAsync(Guid id, CancellationToken ct)
    {
        var did = false;
        await InAsync(async (db, seals) =>
        {
            if (await WorkflowEngine.LockAsync(db, id, wait: false, ct) is not { HasEnded: true, TrimmedAt: null } workflow) return;
            await db.Set<WorkflowExecutionRecord>().Where(r => r.WorkflowId == id).ExecuteDeleteAsync(ct);
            await db.Set<WorkflowEffect>().Where(e => e.WorkflowId == id).ExecuteDeleteAsync(ct);
            await db.Set<WorkflowDelivery>().Where(d => d.WorkflowId == id).ExecuteDeleteAsync(ct);
            await db.Set<WorkflowCall>().Where(c => c.WorkflowId == id).ExecuteDeleteAsync(ct);
            await db.Set<UserTask>().Where(t => t.WorkflowId == id && t.State != UserTaskState.Open).ExecuteDeleteAsync(ct);
            var data = seals.Read<WorkflowData>(workflow.SealId, workflow.Data);
            workflow.Trim(seals.Write(workflow.SealId, new WorkflowData(data.CorrelationId, data.Title, data.Url, [], [])), clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            did = true;
        }, ct);
        return did;
    }

    /// <summary>
    /// Events that were handed on and stand in nobody's queue, and the marks of calls that could not be taken in again anyhow. They are
    /// looked for in the order in which they were raised, outside of any transaction, and no further than the first that is too young.
    /// </summary>
    private async Task<int> TrimEventsAsync(DateTimeOffset before, CancellationToken ct)
    {
        var old = clock.GetUtcNow() - KeepHooks;
        await InAsync((db, _) => db.Set<ReceivedHook>().Where(h => h.At < old).ExecuteDeleteAsync(ct), ct);
        var did = 0;
        for (var window = 0; window < MostWindows; window++)
        {
            var (needless, last) = await NeedlessAsync(_eventsSeen, before, ct);
            if (needless.Count > 0) await InAsync(async (db, _) => did += await db.Set<StoredEvent>().Where(e => needless.Contains(e.Number)).ExecuteDeleteAsync(ct), ct);
            _eventsSeen = last ?? 0;
            if (last is null) break;
        }

        return did;
    }

    /// <summary>The needless ones of the next events, and the last that was looked at; null when there is none behind it that is old enough.</summary>
    private async Task<(List<long> Needless, long? Last)> NeedlessAsync(long after, DateTimeOffset before, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var next = await db.Set<StoredEvent>().Where(e => e.Number > after).OrderBy(e => e.Number).Take(EventsAtOnce)
            .Select(e => new { e.Number, e.At, IsNeedless = e.RouteAt == null && !db.Set<WorkflowDelivery>().Any(d => d.EventNumber == e.Number) }).ToListAsync(ct);
        var passed = next.TakeWhile(e => e.At < before).ToList();
        return ([.. passed.Where(e => e.IsNeedless).Select(e => e.Number)], passed.Count == EventsAtOnce ? passed[^1].Number : null);
    }

    private async Task InAsync(Func<PortalDbContext, ISeals, Task> act, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        scope.ServiceProvider.GetRequiredService<ChangeContext>().Why = "Trimming of workflows";
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.InTransactionAsync(async () =>
        {
            await act(db, scope.ServiceProvider.GetRequiredService<ISeals>());
            return Result.Done;
        }, ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Workflow {WorkflowId} was not trimmed: {Error}. It will be tried again.")]
    private static partial void LogFailed(ILogger logger, Guid workflowId, string error);
}
