using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>
/// Starts the workflows whose time has come. The row is locked and moved on in the transaction that starts the workflow: once for each
/// time, however many machines look. Times that were missed are made up for once.
/// </summary>
internal sealed partial class ScheduleJob(IServiceScopeFactory scopes, DefinitionStore definitions, TimeProvider clock, ILogger<ScheduleJob> logger) : IJob
{
    private const int Batch = 50;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<(Guid TypeId, string StepId)> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            due = [.. (await db.Set<WorkflowSchedule>().Where(s => s.DueAt != null && s.DueAt <= now).OrderBy(s => s.DueAt).Take(Batch).Select(s => new { s.TypeId, s.StepId }).ToListAsync(ct)).Select(s => (s.TypeId, s.StepId))];
        }

        var did = 0;
        foreach (var (typeId, stepId) in due)
        {
            try
            {
                if (await FireAsync(typeId, stepId, ct)) did++;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                LogFailed(logger, typeId, stepId, e.GetType().Name);
            }
        }

        return did;
    }

    private async Task<bool> FireAsync(Guid typeId, string stepId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        scope.ServiceProvider.GetRequiredService<ChangeContext>().Why = "Workflow schedule";
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var fired = false;
        await db.InTransactionAsync(async () =>
        {
            var now = clock.GetUtcNow();
            var rows = db.IsSqlite ? db.Set<WorkflowSchedule>().Where(s => s.TypeId == typeId && s.StepId == stepId)
                : db.Set<WorkflowSchedule>().FromSql($"SELECT * FROM workflows_schedules WHERE \"TypeId\" = {typeId} AND \"StepId\" = {stepId} FOR UPDATE SKIP LOCKED");
            if ((await rows.ToListAsync(ct)).FirstOrDefault() is not { DueAt: { } dueAt } schedule || dueAt > now) return Result.Done;
            var type = await db.Set<WorkflowType>().SingleAsync(t => t.Id == typeId, ct);
            schedule.DueAt = type.IsEnabled ? CronTimes.Next(schedule.Cron, now) : null;
            var subject = typeId.ToString();
            if (type.IsEnabled && !(type.OnePerSubject && await db.Set<Workflow>().AnyAsync(w => w.TypeId == typeId && w.UniqueKey == subject, ct)))
            {
                var definition = await definitions.GetAsync(db, type.LatestVersionId, ct);
                var data = WorkflowStarter.DataOf(definition, subject, type.Title, null, Values.Of(null));
                data.Outputs[stepId] = new() { [ScheduleActivity.Due] = Values.One(dueAt) };
                var record = new RecordContent([Sentence.Of("Workflows.Journal.Scheduled", [dueAt])]);
                scope.ServiceProvider.GetRequiredService<WorkflowStarter>().Begin(type, data, null, stepId, stepId, record, now, now);
                fired = true;
            }

            await db.SaveChangesAsync(ct);
            return Result.Done;
        }, ct);
        return fired;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The schedule {StepId} of workflow type {TypeId} was not kept: {Error}. It will be tried again.")]
    private static partial void LogFailed(ILogger logger, Guid typeId, string stepId, string error);
}
