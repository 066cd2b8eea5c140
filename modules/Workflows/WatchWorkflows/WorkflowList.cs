using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>What the list is asked for. Nothing is everything.</summary>
internal sealed record WorkflowFilter(string? Type, string? State, string? Subject, bool Overdue)
{
    /// <summary>Not yet at its end.</summary>
    public const string Alive = "alive";

    public bool IsAnything => !string.IsNullOrEmpty(Type) || !string.IsNullOrEmpty(State) || !string.IsNullOrWhiteSpace(Subject) || Overdue;
}

/// <summary>
/// Lists workflows for administrators, a page at a time. Whatever is asked for walks an index from where the page begins and reads
/// little more than it shows: states are read one by one and put in order here; a subject is a range of keys; what is overdue is
/// found from the dates that are past, the longest first. What is under seal is not listed.
/// </summary>
internal sealed class WorkflowList(PortalDbContext db, DefinitionStore definitions, WorkflowsQuery names, TimeProvider clock)
{
    public const int PageSize = 25;

    // Dates are looked through in windows; after so many without enough that fits, the page goes on from where it looked.
    private const int Window = 200;
    private const int MostWindows = 5;

    /// <summary>A timer rings within a second or two: it is late when it has not after a minute.</summary>
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMinutes(1);

    private sealed record Found(Guid Id, Guid TypeId, string? SubjectKey, string? SubjectTitle, string CorrelationId, int VersionNumber, Guid VersionId, WorkflowState State, DateTimeOffset StartedAt);

    private sealed record Late
    {
        public required DateTimeOffset At { get; init; }
        public required Guid Id { get; init; }
        public required Guid WorkflowId { get; init; }
    }

    public async Task<Page<WorkflowRow>> ListAsync(WorkflowFilter filter, string? after, string? before, CancellationToken ct)
    {
        var typeId = (Guid?)null;
        if (filter.Type is { Length: > 0 } name && (typeId = await db.Set<WorkflowType>().Where(t => t.Name == name).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct)) is null)
            return new Page<WorkflowRow>([], null);
        var states = StatesOf(filter.State);
        var subject = filter.Subject?.Trim() ?? "";
        if (filter.Overdue) return await OverdueAsync(typeId, states, subject, after, ct);
        var rows = db.Set<Workflow>().AsNoTracking().Where(w => w.SealId == null);
        if (subject.Length > 0)
        {
            if (typeId is { } only) rows = rows.Where(w => w.TypeId == only);
            if (states is not null) rows = rows.Where(w => states.Contains(w.State));
            if (await rows.AnyAsync(ByKey(subject), ct)) return await ByIdAsync(rows.Where(ByKey(subject)), after, before, ct);
            return await BySubjectAsync(rows, SubjectKeys.Of(subject)!, after, before, ct);
        }

        if (typeId is null && states is null) return await ByIdAsync(rows, after, before, ct);
        return await ByStateAsync(states ?? Enum.GetValues<WorkflowState>(), typeId, after, before, ct);
    }

    /// <summary>How many workflows have a task whose date is past, counted to a limit.</summary>
    public Task<int> CountOverdueAsync(int most, CancellationToken ct) => LateTasks(clock.GetUtcNow()).Take(most).CountAsync(ct);

    private static WorkflowState[]? StatesOf(string? state) =>
        state == WorkflowFilter.Alive ? [WorkflowState.Running, WorkflowState.Waiting, WorkflowState.Faulted]
        : Enum.TryParse<WorkflowState>(state, out var one) && Enum.IsDefined(one) ? [one] : null;

    /// <summary>The workflow's own key, or its subject's.</summary>
    private static Expression<Func<Workflow, bool>> ByKey(string subject)
    {
        if (!Guid.TryParse(subject, out var key)) return w => w.CorrelationId == subject;
        var text = key.ToString();
        return w => w.Id == key || w.CorrelationId == text;
    }

    private async Task<Page<WorkflowRow>> ByIdAsync(IQueryable<Workflow> rows, string? after, string? before, CancellationToken ct)
    {
        var (from, to, back) = Between(after, before);
        if (from is { } f) rows = rows.Where(w => w.Id < f);
        else if (to is { } t) rows = rows.Where(w => w.Id > t);
        var found = await Select(back ? rows.OrderBy(w => w.Id) : rows.OrderByDescending(w => w.Id)).Take(PageSize + 1).ToArrayAsync(ct);
        return await PageAsync(found, back, from is not null || back, w => w.Id.ToString(), ct);
    }

    /// <summary>
    /// Each state by itself, put in order here. The states are asked for as ranges of the index in which they stand together: asked
    /// for one state by its name alone, PostgreSQL walks from the newest of all past whatever has ended since.
    /// </summary>
    private async Task<Page<WorkflowRow>> ByStateAsync(IReadOnlyList<WorkflowState> states, Guid? typeId, string? after, string? before, CancellationToken ct)
    {
        var (from, to, back) = Between(after, before);
        List<Found> found = [];
        foreach (var state in states.Select(s => s.ToString()))
        {
            var all = db.Set<Workflow>();
            var rows = from is { } f ? all.FromSql($"""SELECT * FROM workflows_workflows WHERE ("State", "Id") < ({state}, {f}) AND "State" >= {state}""")
                : to is { } t ? all.FromSql($"""SELECT * FROM workflows_workflows WHERE ("State", "Id") > ({state}, {t}) AND "State" <= {state}""")
                : all.FromSql($"""SELECT * FROM workflows_workflows WHERE "State" BETWEEN {state} AND {state}""");
            rows = rows.AsNoTracking().Where(w => w.SealId == null);
            if (typeId is { } type) rows = rows.Where(w => w.TypeId == type);
            found.AddRange(await Select(back ? rows.OrderBy(w => w.State).ThenBy(w => w.Id) : rows.OrderByDescending(w => w.State).ThenByDescending(w => w.Id)).Take(PageSize + 1).ToListAsync(ct));
        }

        Found[] ordered = [.. (back ? found.OrderBy(w => w.Id) : found.OrderByDescending(w => w.Id)).Take(PageSize + 1)];
        return await PageAsync(ordered, back, from is not null || back, w => w.Id.ToString(), ct);
    }

    private static (Guid? From, Guid? To, bool Back) Between(string? after, string? before)
    {
        var (from, to) = (Guid.TryParse(after, out var a) ? a : (Guid?)null, Guid.TryParse(before, out var b) ? b : (Guid?)null);
        return (from, to, from is null && to is not null);
    }

    private async Task<Page<WorkflowRow>> BySubjectAsync(IQueryable<Workflow> rows, string key, string? after, string? before, CancellationToken ct)
    {
        var end = key + SubjectKeys.After;
#pragma warning disable CA1309, CA1310 // The database compares, and hexadecimal is ordered alike by all.
        rows = rows.Where(w => string.Compare(w.SubjectKey, key) >= 0 && string.Compare(w.SubjectKey, end) < 0);
        var (from, to) = (ReadKey(after), ReadKey(before));
        var back = from is null && to is not null;
        if (from is { } f) rows = rows.Where(w => string.Compare(w.SubjectKey, f.Key) > 0 || (w.SubjectKey == f.Key && w.Id < f.Id));
        else if (to is { } t) rows = rows.Where(w => string.Compare(w.SubjectKey, t.Key) < 0 || (w.SubjectKey == t.Key && w.Id > t.Id));
#pragma warning restore CA1309, CA1310
        var ordered = back ? rows.OrderByDescending(w => w.SubjectKey).ThenBy(w => w.Id) : rows.OrderBy(w => w.SubjectKey).ThenByDescending(w => w.Id);
        return await PageAsync(await Select(ordered).Take(PageSize + 1).ToArrayAsync(ct), back, from is not null || back, w => $"{w.SubjectKey}.{w.Id:N}", ct);
    }

    private static (string Key, Guid Id)? ReadKey(string? cursor) =>
        cursor?.Split('.') is [var key, var id] && Guid.TryParseExact(id, "N", out var guid) ? (key, guid) : null;

    private static IQueryable<Found> Select(IQueryable<Workflow> rows) =>
        rows.Select(w => new Found(w.Id, w.TypeId, w.SubjectKey, w.SubjectTitle, w.CorrelationId, w.VersionNumber, w.VersionId, w.State, w.StartedAt));

    private async Task<Page<WorkflowRow>> PageAsync(Found[] found, bool back, bool isLater, Func<Found, string> cursor, CancellationToken ct)
    {
        var more = found.Length > PageSize;
        var page = found.Take(PageSize).ToArray();
        if (back) Array.Reverse(page);
        var rows = await RowsAsync(page, ct);
        if (page.Length == 0) return new Page<WorkflowRow>(rows, null);
        return new Page<WorkflowRow>(rows, back || more ? cursor(page[^1]) : null, back ? (more ? cursor(page[0]) : null) : isLater ? cursor(page[0]) : null);
    }

    // ---- what is overdue ----

    private IQueryable<Late> LateTasks(DateTimeOffset now) =>
        from t in db.Set<UserTask>()
        where t.State == UserTaskState.Open && t.SortAt < now && t.WorkflowId != null && t.SealId == null
            // The first of each workflow stands for it.
            && !db.Set<UserTask>().Any(o => o.WorkflowId == t.WorkflowId && o.State == UserTaskState.Open && (o.SortAt < t.SortAt || (o.SortAt == t.SortAt && o.Id < t.Id)))
        select new Late { At = t.SortAt, Id = t.Id, WorkflowId = t.WorkflowId!.Value };

    private IQueryable<Late> LateTimers(DateTimeOffset now)
    {
        var late = now - TimerSlack;
        return from t in db.Set<WorkflowTimer>()
               where t.DueAt < late && !db.Set<WorkflowTimer>().Any(o => o.WorkflowId == t.WorkflowId && (o.DueAt < t.DueAt || (o.DueAt == t.DueAt && o.Id < t.Id)))
                   && !db.Set<UserTask>().Any(o => o.WorkflowId == t.WorkflowId && o.State == UserTaskState.Open && o.SortAt < now)
               select new Late { At = t.DueAt, Id = t.Id, WorkflowId = t.WorkflowId };
    }

    private async Task<Page<WorkflowRow>> OverdueAsync(Guid? typeId, WorkflowState[]? states, string subject, string? after, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var cursor = Cursor.Read(after);
        var key = subject.Length > 0 ? SubjectKeys.Of(subject) : null;
        var isThis = subject.Length > 0 ? ByKey(subject).Compile() : null;
        List<Found> page = [];
        var isMore = false;
        for (var window = 0; window < MostWindows && page.Count < PageSize; window++)
        {
            List<Late> late = [.. await ReadAsync(LateTasks(now), cursor, ct), .. await ReadAsync(LateTimers(now), cursor, ct)];
            late = [.. late.OrderBy(l => l.At).ThenBy(l => l.Id).Take(Window)];
            isMore = late.Count == Window;
            if (late.Count == 0) break;
            var ids = late.Select(l => l.WorkflowId).ToArray();
            var found = await Select(db.Set<Workflow>().AsNoTracking().Where(w => ids.Contains(w.Id) && w.SealId == null)).ToDictionaryAsync(w => w.Id, ct);
            foreach (var row in late)
            {
                cursor = (row.At, row.Id);
                if (!found.TryGetValue(row.WorkflowId, out var w) || (typeId is { } type && w.TypeId != type) || (states is not null && !states.Contains(w.State)) || !IsAbout(w)) continue;
                page.Add(w);
                if (page.Count < PageSize) continue;
                isMore = isMore || row != late[^1];
                break;
            }

            if (!isMore) break;
        }

        return new Page<WorkflowRow>(await RowsAsync([.. page], ct), isMore && cursor is { } c ? Cursor.Write(c.At, c.Id) : null);

        bool IsAbout(Found w) => key is null || w.CorrelationId.Equals(subject, StringComparison.OrdinalIgnoreCase) || w.Id.ToString().Equals(subject, StringComparison.OrdinalIgnoreCase)
            || w.SubjectKey?.StartsWith(key, StringComparison.Ordinal) == true;
    }

    private static async Task<List<Late>> ReadAsync(IQueryable<Late> late, (DateTimeOffset At, Guid Id)? cursor, CancellationToken ct)
    {
        if (cursor is { } c) late = late.Where(l => l.At > c.At || (l.At == c.At && l.Id > c.Id));
        return await late.OrderBy(l => l.At).ThenBy(l => l.Id).Take(Window).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<WorkflowRow>> RowsAsync(Found[] page, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var typeIds = page.Select(w => w.TypeId).Distinct().ToArray();
        var titles = await db.Set<WorkflowType>().Where(t => typeIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Title, ct);
        var ids = page.Select(w => w.Id).ToArray();
        var tokens = (await db.Set<WorkflowToken>().AsNoTracking().Where(t => ids.Contains(t.WorkflowId)).OrderBy(t => t.Id).ToListAsync(ct)).ToLookup(t => t.WorkflowId);
        var due = await db.Set<UserTask>().Where(t => t.WorkflowId != null && ids.Contains(t.WorkflowId.Value) && t.State == UserTaskState.Open && t.SortAt < now)
            .GroupBy(t => t.WorkflowId!.Value).Select(g => new { g.Key, At = g.Min(t => t.SortAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var late = now - TimerSlack;
        foreach (var timer in await db.Set<WorkflowTimer>().Where(t => ids.Contains(t.WorkflowId) && t.DueAt < late).GroupBy(t => t.WorkflowId).Select(g => new { g.Key, At = g.Min(t => t.DueAt) }).ToListAsync(ct))
            if (!due.TryGetValue(timer.Key, out var earlier) || timer.At < earlier) due[timer.Key] = timer.At;
        List<WorkflowRow> list = [];
        foreach (var w in page)
        {
            var definition = tokens[w.Id].Any() ? await definitions.GetAsync(db, w.VersionId, ct) : null;
            var at = definition is null ? null : string.Join(", ", tokens[w.Id].Select(t => names.StepTitle(definition, t.StepId)).Distinct());
            list.Add(new WorkflowRow(w.Id, w.SubjectTitle ?? w.CorrelationId, titles[w.TypeId], w.VersionNumber, w.State, w.StartedAt, at, due.TryGetValue(w.Id, out var since) ? since : null));
        }

        return list;
    }
}
