using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.ManageTypes;

/// <summary>A type in the list.</summary>
internal sealed record TypeRow(WorkflowType Type, BoundedCount Alive, BoundedCount Faulted);

/// <summary>Reads types and their versions. What is under seal is not counted.</summary>
internal sealed class TypesQuery(PortalDbContext db, DefinitionStore definitions)
{
    private const int MostCounted = 1000;
    private const int MostVersions = 100;

    public async Task<IReadOnlyList<TypeRow>> AllAsync(CancellationToken ct)
    {
        List<TypeRow> rows = [];
        foreach (var type in await db.Set<WorkflowType>().AsNoTracking().OrderBy(t => t.Title).ToListAsync(ct))
            rows.Add(new TypeRow(type, await CountAsync(type.Id, [WorkflowState.Running, WorkflowState.Waiting, WorkflowState.Faulted], ct), await CountAsync(type.Id, [WorkflowState.Faulted], ct)));
        return rows;
    }

    public async Task<IReadOnlyList<(string Name, string Title)>> NamesAsync(CancellationToken ct) =>
        [.. (await db.Set<WorkflowType>().OrderBy(t => t.Title).Select(t => new { t.Name, t.Title }).ToListAsync(ct)).Select(t => (t.Name, t.Title))];

    public Task<WorkflowType?> FindAsync(string name, CancellationToken ct) => db.Set<WorkflowType>().AsNoTracking().FirstOrDefaultAsync(t => t.Name == name, ct);

    public async Task<IReadOnlyList<WorkflowTypeVersion>> VersionsAsync(Guid typeId, CancellationToken ct) =>
        await db.Set<WorkflowTypeVersion>().AsNoTracking().Where(v => v.TypeId == typeId).OrderByDescending(v => v.Number).Take(MostVersions).ToListAsync(ct);

    public Task<WorkflowTypeVersion?> VersionAsync(Guid typeId, int number, CancellationToken ct) =>
        db.Set<WorkflowTypeVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.TypeId == typeId && v.Number == number, ct);

    /// <summary>When the clock starts one next; null when it starts none, or while the type is off.</summary>
    public Task<DateTimeOffset?> NextStartAsync(Guid typeId, CancellationToken ct) =>
        db.Set<WorkflowSchedule>().Where(s => s.TypeId == typeId && s.DueAt != null).OrderBy(s => s.DueAt).Select(s => s.DueAt).FirstOrDefaultAsync(ct);

    public Task<bool> HasDraftAsync(string name, CancellationToken ct) => db.Set<WorkflowDraft>().AnyAsync(d => d.Name == name, ct);

    public Task<Definition> DefinitionAsync(Guid versionId, CancellationToken ct) => definitions.GetAsync(db, versionId, ct);

    public async Task<BoundedCount> CountAsync(Guid typeId, WorkflowState[] states, CancellationToken ct)
    {
        var count = await db.Set<Workflow>().Where(w => w.TypeId == typeId && states.Contains(w.State) && w.SealId == null).Take(MostCounted + 1).CountAsync(ct);
        return new BoundedCount(Math.Min(count, MostCounted), count > MostCounted);
    }
}

/// <summary>Switches a type on or off.</summary>
internal sealed class SwitchTypeHandler(PortalDbContext db, TimeProvider clock)
{
    public async Task<Result> SwitchAsync(string name, bool on, int rowVersion, CancellationToken ct)
    {
        if (await db.Set<WorkflowType>().FirstOrDefaultAsync(t => t.Name == name, ct) is not { } type) return new NotFound();
        if (type.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (type.Switch(on).Refusal is { } refusal) return refusal;
        // What would have been due meanwhile is not made up for.
        foreach (var schedule in await db.Set<WorkflowSchedule>().Where(s => s.TypeId == type.Id).ToListAsync(ct)) schedule.DueAt = on ? CronTimes.Next(schedule.Cron, clock.GetUtcNow()) : null;
        return await db.SaveAsync(ct: ct);
    }
}
