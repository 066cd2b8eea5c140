using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>What people have to do, written to the caller's context.</summary>
internal sealed class UserTaskService(PortalDbContext db, IWorkflows workflows, IWho who, ISeals seals, TimeProvider clock) : IUserTasks, ITaskCount
{
    private const int PageSize = 25;
    private const int MostCounted = 100;

    public async Task<Guid> CreateAsync(NewUserTask task, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (await LoadAsync(task.Key, ct) is { } known) return known.Id;
        var row = new UserTask(task, clock.GetUtcNow());
        if (task.SealId is { } seal) row.Hide(text => seals.Seal(seal, text));
        db.Add(row);
        return row.Id;
    }

    public Task CompleteAsync(string key, string? decision, string? comment, CancellationToken ct) =>
        CloseAsync(key, t => t.Complete(who, decision, comment, clock.GetUtcNow()), ct);

    public Task ExpireAsync(string key, CancellationToken ct) => CloseAsync(key, t => t.Expire(clock.GetUtcNow()), ct);

    public Task CancelAsync(string key, CancellationToken ct) => CloseAsync(key, t => t.Cancel(clock.GetUtcNow()), ct);

    public async Task MoveDueAsync(string key, DateTimeOffset dueAt, CancellationToken ct)
    {
        if (await LoadAsync(key, ct) is { State: UserTaskState.Open } task) task.MoveDue(dueAt);
    }

    public async Task<UserTaskCard?> FindAsync(string key, CancellationToken ct) => await LoadAsync(key, ct) is { } task ? Card(task) : null;

    public async Task<Page<UserTaskCard>> MineAsync(string? after, CancellationToken ct)
    {
        var open = Mine();
        if (Cursor.Read(after) is { } cursor)
            open = open.Where(t => t.SortAt > cursor.At || (t.SortAt == cursor.At && t.Id > cursor.Id));
        var rows = await open.AsNoTracking().OrderBy(t => t.SortAt).ThenBy(t => t.Id).Take(PageSize + 1).ToListAsync(ct);
        var page = rows.Take(PageSize).ToArray();
        return new Page<UserTaskCard>([.. page.Select(Card)], rows.Count > PageSize ? Cursor.Write(page[^1].SortAt, page[^1].Id) : null);
    }

    public async Task<IReadOnlyList<UserTaskCard>> OfSubjectAsync(string subjectType, Guid subjectId, CancellationToken ct)
    {
        var rows = await db.Set<UserTask>().AsNoTracking().Where(t => t.SubjectType == subjectType && t.SubjectId == subjectId).OrderBy(t => t.Id).ToListAsync(ct);
        return [.. rows.Select(Card)];
    }

    public async Task<BoundedCount> OpenAsync(CancellationToken ct)
    {
        if (!who.IsSignedIn) return default;
        var count = await Mine().Take(MostCounted + 1).CountAsync(ct);
        return new BoundedCount(Math.Min(count, MostCounted), count > MostCounted);
    }

    /// <summary>The task, if who asks may act on it.</summary>
    public async Task<UserTask?> FindForAsync(Guid id, CancellationToken ct)
    {
        var keys = Keys();
        return await db.Set<UserTask>().FirstOrDefaultAsync(t => t.Id == id && keys.Contains(t.AssigneeKey), ct);
    }

    /// <summary>Decides a task by who asks, in one transaction with what waits for it.</summary>
    public async Task<Result> DecideAsync(UserTask task, string? decision, string? comment, CancellationToken ct)
    {
        if (task.Complete(who, decision, comment, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        await RaiseClosedAsync(task, ct);
        return await db.SaveAsync(ct: ct);
    }

    public UserTaskCard Card(UserTask task)
    {
        string? Show(string? text) => text is null || task.SealId is null ? text : seals.Open(task.SealId.Value, text);
        return new UserTaskCard(task.Id, task.Key, Show(task.Title)!, Show(task.SubjectReference), task.Assignee, task.DueAt,
            Show(task.Url) ?? WorkflowAddresses.Task(task.Id), task.State, task.Decision, task.Comment, task.DoneByName, task.DoneAt, task.GivenAt, task.WorkflowId);
    }

    public string? InstructionsOf(UserTask task) => task.Instructions is null || task.SealId is null ? task.Instructions : seals.Open(task.SealId.Value, task.Instructions);

    private IQueryable<UserTask> Mine()
    {
        var keys = Keys();
        return db.Set<UserTask>().Where(t => t.State == UserTaskState.Open && keys.Contains(t.AssigneeKey));
    }

    /// <summary>All assignees that stand for who asks.</summary>
    private List<string> Keys()
    {
        List<string> keys = [];
        if (who.UserId is { } user) keys.Add(new Assignee.Person(user).Key);
        foreach (var membership in who.Memberships)
        {
            keys.Add(new Assignee.Organisation(membership.OrganisationId).Key);
            keys.AddRange(membership.Duties.Select(d => new Assignee.Organisation(membership.OrganisationId, d).Key));
        }

        keys.AddRange(who.Permissions.Select(p => new Assignee.WithPermission(p).Key));
        return keys;
    }

    private async Task<UserTask?> LoadAsync(string key, CancellationToken ct) =>
        db.Set<UserTask>().Local.FirstOrDefault(t => t.Key == key) ?? await db.Set<UserTask>().FirstOrDefaultAsync(t => t.Key == key, ct);

    private async Task CloseAsync(string key, Func<UserTask, Result> close, CancellationToken ct)
    {
        if (await LoadAsync(key, ct) is not { } task || !close(task).IsDone) return;
        await RaiseClosedAsync(task, ct);
    }

    private Task RaiseClosedAsync(UserTask task, CancellationToken ct) => workflows.RaiseAsync(
        new WorkflowEvent(IUserTasks.ClosedEvent, task.Key, Values.Of(new { task.Decision, task.Comment, task.State, By = task.DoneByName }), task.SealId), ct);
}

/// <summary>Where a page of a list that is ordered by an instant and a key starts.</summary>
internal static class Cursor
{
    public static string Write(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}-{id:N}";

    public static (DateTimeOffset At, Guid Id)? Read(string? cursor) =>
        cursor?.Split('-') is [var ticks, var id] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var t) && t >= 0 && t <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "N", out var key)
            ? (new DateTimeOffset(t, TimeSpan.Zero), key) : null;
}
