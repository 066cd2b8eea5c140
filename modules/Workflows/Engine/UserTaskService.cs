using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>What people have to do, written to the caller's context.</summary>
internal sealed class UserTaskService(
    PortalDbContext db, IWorkflows workflows, StandIns standIns, Belonging belonging, IEnumerable<IMembershipSource> memberships, IWho who, ISeals seals, TimeProvider clock) : IUserTasks, ITaskCount
{
    private const int PageSize = 25;
    private const int MostCounted = 100;
    private const int DoneLatelyInDays = 90;
    private IReadOnlyList<Covered>? _covered;

    public async Task<Guid> CreateAsync(NewUserTask task, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (await LoadAsync(task.Key, ct) is { } known) return known.Id;
        var row = new UserTask(task, clock.GetUtcNow());
        row.BelongsTo(await OrganisationOfAsync(task.Assignee, task.OrganisationId, ct));
        if (task.SealId is { } seal) row.Hide(text => seals.Seal(seal, text));
        db.Add(row);
        return row.Id;
    }

    public Task CompleteAsync(string key, string? decision, string? comment, CancellationToken ct) =>
        CloseAsync(key, async t => t.Complete(who, decision, comment, await ForWhomAsync(t, ct), clock.GetUtcNow()), ct);

    public Task ExpireAsync(string key, CancellationToken ct) => CloseAsync(key, t => Task.FromResult(t.Expire(clock.GetUtcNow())), ct);

    public Task CancelAsync(string key, CancellationToken ct) => CloseAsync(key, t => Task.FromResult(t.Cancel(clock.GetUtcNow())), ct);

    public async Task MoveDueAsync(string key, DateTimeOffset dueAt, CancellationToken ct)
    {
        if (await LoadAsync(key, ct) is { State: UserTaskState.Open } task) task.MoveDue(dueAt);
    }

    public async Task<UserTaskCard?> FindAsync(string key, CancellationToken ct) => await LoadAsync(key, ct) is { } task ? Card(task) : null;

    public async Task<Page<UserTaskCard>> MineAsync(string? after, CancellationToken ct)
    {
        var page = await InboxAsync(InboxView.Open, after, ct);
        return new Page<UserTaskCard>([.. page.Items.Select(l => l.Card)], page.Next);
    }

    /// <summary>A page of the inbox.</summary>
    public async Task<Page<InboxLine>> InboxAsync(InboxView view, string? after, CancellationToken ct)
    {
        var me = who.UserId;
        var cursor = Cursor.Read(after);
        List<UserTask> rows = [];
        if (view == InboxView.Done)
        {
            var since = clock.GetUtcNow().AddDays(-DoneLatelyInDays);
            var done = db.Set<UserTask>().AsNoTracking().Where(t => t.DoneBy == me && t.State == UserTaskState.Done && t.DoneAt >= since);
            if (cursor is { } c) done = done.Where(t => t.DoneAt < c.At || (t.DoneAt == c.At && t.Id < c.Id));
            rows = await done.OrderByDescending(t => t.DoneAt).ThenByDescending(t => t.Id).Take(PageSize + 1).ToListAsync(ct);
        }
        else
        {
            // Each of these walks an index of its own; what they find is put in order here.
            var seats = view == InboxView.WithOthers
                ? [await WithOthersAsync(ct)]
                : await SeatsAsync(ct);
            foreach (var seat in seats)
            {
                var open = cursor is { } c ? seat.Where(t => t.SortAt > c.At || (t.SortAt == c.At && t.Id > c.Id)) : seat;
                rows.AddRange(await open.AsNoTracking().OrderBy(t => t.SortAt).ThenBy(t => t.Id).Take(PageSize + 1).ToListAsync(ct));
            }

            rows = [.. rows.DistinctBy(t => t.Id).OrderBy(t => t.SortAt).ThenBy(t => t.Id).Take(PageSize + 1)];
        }

        List<InboxLine> lines = [];
        foreach (var task in rows.Take(PageSize))
        {
            var with = task.DelegateName is { } name && (view != InboxView.Open || task.DelegateId == me || await IsHandedOnAsync(task, ct)) ? name : null;
            lines.Add(new InboxLine(Card(task), view == InboxView.Done ? task.DoneForName : await ForWhomAsync(task, ct), with, task.DelegateId == me));
        }

        var last = rows.Count > PageSize ? rows[PageSize - 1] : null;
        return new Page<InboxLine>(lines, last is null ? null : Cursor.Write(view == InboxView.Done ? last.DoneAt!.Value : last.SortAt, last.Id));
    }

    public async Task<IReadOnlyList<UserTaskCard>> OfSubjectAsync(string subjectType, Guid subjectId, CancellationToken ct)
    {
        var rows = await db.Set<UserTask>().AsNoTracking().Where(t => t.SubjectType == subjectType && t.SubjectId == subjectId).OrderBy(t => t.Id).ToListAsync(ct);
        return [.. rows.Select(Card)];
    }

    public async Task<BoundedCount> OpenAsync(CancellationToken ct)
    {
        if (!who.IsSignedIn) return default;
        var count = 0;
        foreach (var seat in await SeatsAsync(ct))
        {
            count += await seat.Take(MostCounted + 1 - count).CountAsync(ct);
            if (count > MostCounted) break;
        }

        return new BoundedCount(Math.Min(count, MostCounted), count > MostCounted);
    }

    /// <summary>The task, if who asks may act on it, or has done it.</summary>
    public async Task<UserTask?> FindForAsync(Guid id, CancellationToken ct) =>
        await db.Set<UserTask>().FirstOrDefaultAsync(t => t.Id == id, ct) is { } task && await MayActAsync(task, ct) ? task : null;

    /// <summary>True when it is given to who asks, or to all of those to whom who asks belongs: not handed on, nor of somebody who is away.</summary>
    public bool IsOwn(UserTask task) => Keys().Contains(task.AssigneeKey);

    /// <summary>True while it is with somebody to whom it was handed: who has left the organisation has it no longer, and it is its owner's again.</summary>
    public Task<bool> IsHandedOnAsync(UserTask task, CancellationToken ct) => belonging.IsHandedOnAsync(task, ct);

    /// <summary>Whose it is, as people call them, when who asks has it from somebody else; null when it is its own.</summary>
    public async Task<string?> ForWhomAsync(UserTask task, CancellationToken ct)
    {
        if (who.UserId is not { } me) return null;
        if (task.DelegateId == me) return task.DelegatedByName;
        if (IsOwn(task) || task.Assignee is not Assignee.Person person) return null;
        return (await CoveredAsync(ct)).FirstOrDefault(c => c.UserId == person.UserId && c.OrganisationId == task.OrganisationId)?.Name;
    }

    /// <summary>For which organisation a person's own task is: as it was said, or the only one that there is.</summary>
    public async Task<Guid?> OrganisationOfAsync(Assignee assignee, Guid? said, CancellationToken ct)
    {
        if (assignee is not Assignee.Person person) return null;
        if (said is not null) return said;
        List<Membership> all = [];
        foreach (var source in memberships) all.AddRange(await source.OfAsync(person.UserId, ct));
        return all.Count == 1 ? all[0].OrganisationId : null;
    }

    /// <summary>Decides a task by who asks, in one transaction with what waits for it.</summary>
    public async Task<Result> DecideAsync(UserTask task, string? decision, string? comment, CancellationToken ct)
    {
        if (task.Complete(who, decision, comment, await ForWhomAsync(task, ct), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        await RaiseClosedAsync(task, ct);
        return await db.SaveAsync(ct: ct);
    }

    /// <summary>A text of a task, which its seal may hide.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Show(UserTask task, string? text) => text is null || task.SealId is null ? text : seals.Open(task.SealId.Value, text);

    public UserTaskCard Card(UserTask task)
    {
        return new UserTaskCard(task.Id, task.Key, Show(task, task.Title), Show(task, task.SubjectReference), task.Assignee, task.DueAt,
            Show(task, task.Url) ?? WorkflowAddresses.Task(task.Id), task.State, task.Decision, task.Comment, task.DoneByName, task.DoneAt, task.GivenAt, task.WorkflowId);
    }

    public string? InstructionsOf(UserTask task) => Show(task, task.Instructions);

    private async Task<bool> MayActAsync(UserTask task, CancellationToken ct)
    {
        if (IsOwn(task) || (task.DoneBy is { } by && by == who.UserId)) return true;
        // A right comes by the organisation or the role, and ends with it; only what is a person's own can be handed on to who has none.
        if (who.UserId is not { } me || task.Assignee is not Assignee.Person person || task.SealId is not null) return false;
        if (await IsHandedOnAsync(task, ct)) return task.DelegateId == me && Organisations().Contains(task.DelegateOrganisationId!.Value);
        return (await CoveredAsync(ct)).Any(c => c.UserId == person.UserId && c.OrganisationId == task.OrganisationId);
    }

    /// <summary>
    /// The open tasks of who asks, in parts that have nothing in common: given to it, handed on to it, and of those who are away. What
    /// it has handed on itself is not among them, unless who has it left the organisation.
    /// </summary>
    private async Task<IReadOnlyList<IQueryable<UserTask>>> SeatsAsync(CancellationToken ct)
    {
        var keys = Keys();
        var open = db.Set<UserTask>().Where(t => t.State == UserTaskState.Open);
        if (who.UserId is not { } me) return [open.Where(t => keys.Contains(t.AssigneeKey))];
        List<IQueryable<UserTask>> seats = [open.Where(t => keys.Contains(t.AssigneeKey) && t.DelegatedBy != me)];
        foreach (var (to, at) in await LapsedAsync(open.Where(t => t.DelegatedBy == me), ct))
            seats.Add(open.Where(t => keys.Contains(t.AssigneeKey) && t.DelegatedBy == me && t.DelegateId == to && t.DelegateOrganisationId == at));
        var organisations = Organisations();
        if (organisations.Count == 0) return seats;
        seats.Add(open.Where(t => t.DelegateId == me && t.SealId == null && organisations.Contains(t.DelegateOrganisationId!.Value) && !keys.Contains(t.AssigneeKey)));
        foreach (var (userId, _, organisationId) in await CoveredAsync(ct))
        {
            var key = new Assignee.Person(userId).Key;
            var theirs = open.Where(t => t.AssigneeKey == key && t.OrganisationId == organisationId && t.SealId == null);
            seats.Add(theirs.Where(t => t.DelegateId == null));
            foreach (var (to, at) in await LapsedAsync(theirs, ct)) seats.Add(theirs.Where(t => t.DelegateId == to && t.DelegateOrganisationId == at));
        }

        return seats;
    }

    /// <summary>What who asks has handed on, and is still with somebody else.</summary>
    private async Task<IQueryable<UserTask>> WithOthersAsync(CancellationToken ct)
    {
        var me = who.UserId;
        var mine = db.Set<UserTask>().Where(t => t.DelegatedBy == me && t.State == UserTaskState.Open);
        var with = mine;
        foreach (var (to, at) in await LapsedAsync(mine, ct)) with = with.Where(t => t.DelegateId != to || t.DelegateOrganisationId != at);
        return with;
    }

    /// <summary>To whom some of these were handed who has left the organisation that made it a colleague.</summary>
    private async Task<IReadOnlyList<(Guid To, Guid At)>> LapsedAsync(IQueryable<UserTask> tasks, CancellationToken ct)
    {
        var handed = await tasks.Where(t => t.DelegateId != null && t.DelegateOrganisationId != Guid.Empty)
            .Select(t => new { To = t.DelegateId!.Value, At = t.DelegateOrganisationId!.Value }).Distinct().ToListAsync(ct);
        List<(Guid, Guid)> lapsed = [];
        foreach (var pair in handed)
            if (!await belonging.IsAtAsync(pair.To, pair.At, ct)) lapsed.Add((pair.To, pair.At));
        return lapsed;
    }

    private List<Guid> Organisations() => [.. who.Memberships.Where(m => m.IsApproved).Select(m => m.OrganisationId)];

    private async Task<IReadOnlyList<Covered>> CoveredAsync(CancellationToken ct) => _covered ??= await standIns.CoveredByAsync(who, ct);

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

    private async Task CloseAsync(string key, Func<UserTask, Task<Result>> close, CancellationToken ct)
    {
        if (await LoadAsync(key, ct) is not { } task || !(await close(task)).IsDone) return;
        await RaiseClosedAsync(task, ct);
    }

    private Task RaiseClosedAsync(UserTask task, CancellationToken ct) => workflows.RaiseAsync(
        new WorkflowEvent(IUserTasks.ClosedEvent, task.Key, Values.Of(new { task.Decision, task.Comment, task.State, By = task.DoneByName, For = task.DoneForName }), task.SealId), ct);
}

/// <summary>What of the inbox is shown.</summary>
internal enum InboxView
{
    Open,
    WithOthers,
    Done,
}

/// <summary>A task in the inbox.</summary>
/// <param name="Card">The task.</param>
/// <param name="ForName">Whose it is, when who asks has it from somebody else.</param>
/// <param name="DelegateName">To whom it was handed on.</param>
/// <param name="IsHandedOn">True when it was handed on to who asks.</param>
internal sealed record InboxLine(UserTaskCard Card, string? ForName, string? DelegateName, bool IsHandedOn);

/// <summary>Where a page of a list that is ordered by an instant and a key starts.</summary>
internal static class Cursor
{
    public static string Write(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}-{id:N}";

    public static (DateTimeOffset At, Guid Id)? Read(string? cursor) =>
        cursor?.Split('-') is [var ticks, var id] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var t) && t >= 0 && t <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "N", out var key)
            ? (new DateTimeOffset(t, TimeSpan.Zero), key) : null;
}
