using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.PublishTypes;

/// <summary>Publishes a version of a type. Workflows under way keep the one that they started with.</summary>
internal sealed class PublishTypeHandler(PortalDbContext db, DefinitionChecker checker, ActivityCatalogue catalogue, IWho who, IWords words, TimeProvider clock)
{
    /// <summary>Returns the number of the version that now stands; the same as before when nothing differs.</summary>
    public async Task<Result<int>> PublishAsync(JsonElement json, CancellationToken ct)
    {
        List<Refusal> mistakes = [];
        return DefinitionReader.Read(json, mistakes) is { } written ? await PublishAsync(written, null, ct) : Refused(mistakes);
    }

    /// <inheritdoc cref="PublishAsync(JsonElement, CancellationToken)" />
    /// <param name="written">The type.</param>
    /// <param name="newId">The key that it gets when there is none of that name yet.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<int>> PublishAsync(WrittenType written, Guid? newId, CancellationToken ct)
    {
        var mistakes = checker.Check(written.Definition);
        if (mistakes.Count > 0) return Refused(mistakes);

        var (text, hash) = DefinitionReader.Write(written.Definition);
        return await db.InTransactionAsync<int>(async () =>
        {
            var type = await db.Set<WorkflowType>().FirstOrDefaultAsync(t => t.Name == written.Name, ct);
            if (type is not null && await db.Set<WorkflowTypeVersion>().AnyAsync(v => v.Id == type.LatestVersionId && v.Hash == hash, ct)) return type.LatestNumber;
            if (type is null)
            {
                type = new WorkflowType(written.Name, written.Enabled, newId);
                db.Add(type);
            }

            db.Add(type.Publish(written.Definition, text, hash, written.Note, who, clock.GetUtcNow()));
            db.RemoveRange(await db.Set<WorkflowStart>().Where(s => s.TypeId == type.Id).ToListAsync(ct));
            // Locked, so that a time that is being kept meanwhile has been moved on: read before that, it would be kept twice.
            var rows = db.IsSqlite ? db.Set<WorkflowSchedule>().Where(s => s.TypeId == type.Id)
                : db.Set<WorkflowSchedule>().FromSql($"SELECT * FROM workflows_schedules WHERE \"TypeId\" = {type.Id} FOR UPDATE");
            var schedules = await rows.ToListAsync(ct);
            db.RemoveRange(schedules);
            var saved = await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
            if (saved.Refusal is { } refusal) return refusal;
            foreach (var step in written.Definition.Activities)
                if (catalogue.Find(step.Activity) is { } activity && activity.StartsOn(SettingsReader.Read(activity.SettingsType, step.Settings)) is { } name)
                    db.Add(new WorkflowStart { TypeId = type.Id, EventName = name, StepId = step.Id });
            foreach (var step in written.Definition.Activities.Where(s => catalogue.Find(s.Activity) is ScheduleActivity))
            {
                var cron = ((ScheduleActivity.Settings)SettingsReader.Read(typeof(ScheduleActivity.Settings), step.Settings)).Cron;
                // One that is due already stays due.
                var before = schedules.Find(s => s.StepId == step.Id && s.Cron == cron);
                db.Add(new WorkflowSchedule { TypeId = type.Id, StepId = step.Id, Cron = cron, DueAt = !type.IsEnabled ? null : before?.DueAt ?? CronTimes.Next(cron, clock.GetUtcNow()) });
            }

            saved = await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
            return saved.Refusal is { } later ? later : type.LatestNumber;
        }, ct);
    }

    private DefinitionHasMistakes Refused(List<Refusal> mistakes) => new(string.Join(" ", mistakes.Select(words.Text)));
}
