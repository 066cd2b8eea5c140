using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;
using Procurement.Workflows.DoTasks;
using Procurement.Workflows.Engine;
using Procurement.Workflows.WatchWorkflows;

namespace Procurement.Workflows.TryTypes;

/// <summary>What a draft is tried with.</summary>
/// <param name="StartId">The step that starts it.</param>
/// <param name="Correlation">What it is about.</param>
/// <param name="Title">What people call that.</param>
/// <param name="Variables">What the starting event brings.</param>
/// <param name="At">Where the clock stands at first.</param>
/// <param name="Moves">What was decided so far, in order: see <see cref="TryMove"/>.</param>
internal sealed record Trial(string StartId, string Correlation, string Title, Dictionary<string, JsonElement> Variables, DateTimeOffset At, IReadOnlyList<string> Moves);

/// <summary>
/// What can happen next: <c>d:task:decision</c> decides a task, <c>x:task</c> lets it expire, <c>e:number:answer</c> has an event happen
/// that is waited for, and may bring one of its sample answers, <c>w</c> moves the clock to the next date.
/// </summary>
internal sealed record TryMove(string Value, string Text);

/// <summary>What stands to be decided about one thing.</summary>
internal sealed record TryQuestion(string Text, IReadOnlyList<TryMove> Moves);

/// <summary>A message that would go out.</summary>
internal sealed record TryMessage(DateTimeOffset At, string To, int Recipients, string Subject, string Body);

/// <summary>A task that would be given.</summary>
internal sealed record TryTask(string Title, string Assignee, DateTimeOffset GivenAt, DateTimeOffset? DueAt, UserTaskState State, string? Decision);

/// <summary>What came of it.</summary>
internal sealed record TryResult(
    DiagramView? Diagram, IReadOnlyList<JournalLine> Lines, IReadOnlyList<TryTask> Tasks, IReadOnlyList<TryMessage> Messages, IReadOnlyList<TryQuestion> Questions,
    WorkflowState State, string Ending, DateTimeOffset Now, int MovesUsed);

/// <summary>
/// How long a trial may take, for it holds up whoever writes: <c>Workflows:TrySeconds</c>, 2 seconds unless it says otherwise. There is
/// one at a time. What was played until then is shown; a step that takes as long again is stopped, and nothing is.
/// </summary>
internal sealed class TryLimit(IConfiguration configuration) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public TimeSpan MostTime { get; set; } = TimeSpan.FromSeconds(configuration.GetValue("Workflows:TrySeconds", 2.0));

    /// <summary>Takes the turn if nobody has it; who took it gives it back.</summary>
    public bool TryTake() => _turn.Wait(0);

    public void GiveBack() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}

/// <summary>
/// Runs a draft in a rehearsal, from its start, with the decisions made so far: the engine, the activities and the rows are the
/// portal's own, the clock is not, and nothing of it is left. Workflows that it runs are played with it. It is bounded in steps and in
/// dates, and in time.
/// </summary>
internal sealed class TryTypeHandler(
    IRehearsals rehearsals, IServiceScopeFactory scopes, WorkflowEngine engine, DefinitionStore definitions, ActivityCatalogue catalogue, TryLimit limits, IWho who, IWords words)
{
    public const int MostMoves = 60;
    private const int MostSteps = 500;
    private const int MostDates = 120;
    private const int MostLines = 300;
    private const int MostMessages = 100;
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(3 * 366);

    public async Task<Result<TryResult>> RunAsync(Definition definition, Trial trial, CancellationToken ct)
    {
        if (!limits.TryTake()) return new SomebodyElseTries();
        var versionId = Guid.Empty;
        try
        {
            return await rehearsals.RunAsync(trial.At, async rehearsal =>
            {
                // Others wait from here on, not while it waits for them.
                using var time = new CancellationTokenSource(limits.MostTime * 2);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
                var run = await StartAsync(definition, trial, rehearsal.Now, id => versionId = id, limit.Token);
                return run is null
                    ? new TryResult(null, [], [], [], [], WorkflowState.Finished, words.Text("Workflows.Try.DoesNotStart"), rehearsal.Now, 0)
                    : await PlayAsync(run.Value, trial, rehearsal, limit.Token);
            }, ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new TryTookTooLong();
        }
        finally
        {
            definitions.Forget(versionId);
            limits.GiveBack();
        }
    }

    /// <summary>Starts it as the engine does when the event has come; null when its conditions keep it from starting.</summary>
    private Task<(Guid Id, long After)?> StartAsync(Definition definition, Trial trial, DateTimeOffset now, Action<Guid> versionKnown, CancellationToken ct) => InAsync<(Guid, long)?>(async services =>
    {
        var (db, seals) = (services.GetRequiredService<PortalDbContext>(), services.GetRequiredService<ISeals>());
        var after = await db.Set<StoredEvent>().MaxAsync(e => (long?)e.Number, ct) ?? 0;
        var type = new WorkflowType("try-" + Guid.CreateVersion7().ToString("N"), enabled: false);
        var (json, hash) = DefinitionReader.Write(definition);
        db.Add(type);
        db.Add(type.Publish(definition, json, hash, words.Text("Workflows.Edit.Draft"), who, now));
        versionKnown(type.LatestVersionId);
        await db.SaveChangesAsync(ct);

        var step = definition.Find(trial.StartId)!;
        var data = new WorkflowData(trial.Correlation, trial.Title, null, [], []);
        foreach (var variable in definition.Variables) if (variable.Default is { } value) data.Variables[variable.Name] = value;
        foreach (var (name, value) in trial.Variables) data.Variables[name] = value;
        if (!engine.Admits(step, data, null, now, services)) return null;
        var eventName = catalogue.Find(step.Activity) is { } activity ? activity.StartsOn(SettingsReader.Read(activity.SettingsType, step.Settings)) : null;
        var workflow = new Workflow(type, trial.Correlation, null, trial.Title, null, seals.Write(null, data), now);
        db.Add(workflow);
        db.Add(new WorkflowToken { WorkflowId = workflow.Id, StepId = step.Id, State = TokenState.Ready, Since = now });
        db.Add(new WorkflowExecutionRecord
        {
            WorkflowId = workflow.Id,
            Number = workflow.NextRecord(),
            StepId = step.Id,
            Kind = RecordKind.Started,
            At = now,
            Content = seals.Write(null, new RecordContent([], Event: eventName, Input: trial.Variables)),
        });
        await db.SaveChangesAsync(ct);
        return (workflow.Id, after);
    });

    private async Task<TryResult> PlayAsync((Guid Id, long After) run, Trial trial, Rehearsal rehearsal, CancellationToken ct)
    {
        List<TryMessage> messages = [];
        List<Guid> given = [];
        var (seen, steps, dates, used) = (0, 0, 0, 0);
        Guid? expiring = null;
        string? bound = null;
        var watch = Stopwatch.StartNew();
        while (bound is null)
        {
            ct.ThrowIfCancellationRequested();
            if (watch.Elapsed > limits.MostTime)
            {
                bound = words.Text("Workflows.Try.TooLong", limits.MostTime.TotalSeconds);
                break;
            }

            var did = await RouteAsync(run.After, rehearsal.Now, ct);
            var took = 0;
            foreach (var id in await FamilyAsync(run.Id, ct)) took += await engine.RunAsync(id, ct);
            steps += took;
            seen = await CollectAsync(rehearsal, seen, messages, ct);
            if (steps > MostSteps) bound = words.Text("Workflows.Try.TooManySteps", MostSteps);
            if (did + took > 0) continue;

            var stands = await LookAsync(run.Id, ct);
            given.AddRange(stands.Tasks.Select(t => t.Id).Except(given));
            if (stands.State is WorkflowState.Finished or WorkflowState.Cancelled or WorkflowState.Faulted) break;
            if (expiring is { } waited && stands.Tasks.Any(t => t.Id == waited) && stands.Next is { } date)
            {
                bound = MoveTo(date);
                continue;
            }

            expiring = null;
            if (stands.NotBefore is { } again)
            {
                bound = MoveTo(again);
                continue;
            }

            if (used < trial.Moves.Count)
            {
                // A move that no longer fits, because the draft has changed since, ends what is replayed.
                if (!await MoveAsync(trial.Moves[used], stands, given, MoveTo, id => expiring = id, ct)) break;
                used++;
                continue;
            }

            // Where only time can do something, it does.
            if (stands.Tasks.Count > 0 || stands.Events.Count > 0 || stands.Next is not { } next) break;
            bound = MoveTo(next);
        }

        return await SayAsync(run.Id, rehearsal.Now, given, messages, used, bound, ct);

        string? MoveTo(DateTimeOffset instant)
        {
            if (++dates > MostDates) return words.Text("Workflows.Try.TooManyDates", MostDates);
            if (instant > trial.At + Horizon) return words.Text("Workflows.Try.TooFar", London.DateOf(instant));
            rehearsal.MoveTo(instant);
            return null;
        }
    }

    /// <summary>Hands on what it has raised itself; the portal's other business waits outside.</summary>
    private async Task<int> RouteAsync(long after, DateTimeOffset now, CancellationToken ct)
    {
        var due = await InAsync(services => services.GetRequiredService<PortalDbContext>().Set<StoredEvent>()
            .Where(e => e.Number > after && e.RouteAt != null && e.RouteAt <= now).OrderBy(e => e.Number).Take(MostSteps).Select(e => e.Number).ToListAsync(ct));
        var did = 0;
        foreach (var number in due) if (await engine.RouteOneAsync(number, ct)) did++;
        return did;
    }

    /// <summary>The workflow that is tried, and those that it has run, and they.</summary>
    private Task<IReadOnlyList<Guid>> FamilyAsync(Guid id, CancellationToken ct) => InAsync<IReadOnlyList<Guid>>(async services =>
    {
        var workflows = services.GetRequiredService<PortalDbContext>().Set<Workflow>();
        List<Guid> family = [id], youngest = [id];
        while (youngest.Count > 0)
        {
            var parents = youngest;
            youngest = await workflows.Where(w => w.ParentId != null && parents.Contains(w.ParentId.Value)).OrderBy(w => w.Id).Take(MostSteps).Select(w => w.Id).ToListAsync(ct);
            family.AddRange(youngest);
        }

        return family;
    });

    private sealed record Stands(WorkflowState State, DateTimeOffset? NotBefore, DateTimeOffset? Next, IReadOnlyList<UserTask> Tasks, IReadOnlyList<(string Name, string Correlation)> Events);

    private async Task<Stands> LookAsync(Guid id, CancellationToken ct)
    {
        var family = await FamilyAsync(id, ct);
        return await InAsync(services => LookAsync(services.GetRequiredService<PortalDbContext>(), id, family, ct));
    }

    private static async Task<Stands> LookAsync(PortalDbContext db, Guid id, IReadOnlyList<Guid> family, CancellationToken ct)
    {
        var workflows = await db.Set<Workflow>().AsNoTracking().Where(w => family.Contains(w.Id)).ToListAsync(ct);
        var bookmarks = await db.Set<WorkflowBookmark>().AsNoTracking().Where(b => family.Contains(b.WorkflowId)).OrderBy(b => b.Id).ToListAsync(ct);
        var keys = bookmarks.Where(b => b.EventName == IUserTasks.ClosedEvent).Select(b => b.CorrelationId).ToArray();
        var tasks = await db.Set<UserTask>().AsNoTracking().Where(t => ((t.WorkflowId != null && family.Contains(t.WorkflowId.Value)) || keys.Contains(t.Key)) && t.State == UserTaskState.Open)
            .OrderBy(t => t.Id).ToListAsync(ct);
        var next = await db.Set<WorkflowTimer>().Where(t => family.Contains(t.WorkflowId) && t.ActiveAt != null).MinAsync(t => t.ActiveAt, ct);
        // What comes of a task, and of a workflow that is played too, comes of what is decided there.
        var known = tasks.Select(t => (IUserTasks.ClosedEvent, t.Key)).Concat(family.Select(f => (RunWorkflowActivity.EndedEvent, f.ToString()))).ToHashSet();
        return new Stands(workflows.Single(w => w.Id == id).State, workflows.Min(w => w.NotBefore), next, tasks,
            [.. bookmarks.Select(b => (b.EventName, b.CorrelationId)).Where(b => !known.Contains(b)).Distinct()]);
    }

    /// <summary>What the portal would be told by others, for an event that brings an answer.</summary>
    private IReadOnlyList<SampleAnswer> AnswersOf(string eventName) => [.. catalogue.All.SelectMany(a => a.SampleAnswers).Where(a => a.EventName == eventName)];

    private async Task<bool> MoveAsync(string move, Stands stands, List<Guid> given, Func<DateTimeOffset, string?> moveTo, Action<Guid> expire, CancellationToken ct)
    {
        var parts = move.Split(':');
        var number = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var n) ? n : -1;
        switch (parts)
        {
            case ["w"] when stands.Next is { } next:
                _ = moveTo(next);
                return true;
            case ["x", _] when TaskOf(number) is { } task && stands.Next is not null:
                expire(task.Id);
                return true;
            case ["e", _, var which] when number >= 0 && number < stands.Events.Count && int.TryParse(which, CultureInfo.InvariantCulture, out var answer) && answer >= 0:
                var (name, correlation) = stands.Events[number];
                var answers = AnswersOf(name);
                if (answer >= Math.Max(1, answers.Count)) return false;
                await InAsync(async services =>
                {
                    await services.GetRequiredService<IWorkflows>().RaiseAsync(new WorkflowEvent(name, correlation, answers.Count == 0 ? [] : Values.Of(answers[answer].Brings)), ct);
                    return await services.GetRequiredService<PortalDbContext>().SaveChangesAsync(ct);
                });
                return true;
            case ["d", _, var index] when TaskOf(number) is { } task && int.TryParse(index, CultureInfo.InvariantCulture, out var choice) && choice >= 0 && choice < Math.Max(1, task.Decisions.Count):
                await InAsync(async services =>
                {
                    var by = await services.GetRequiredService<WorkflowsQuery>().NameAsync(task.Assignee, ct);
                    services.GetRequiredService<CurrentWho>().Become(new Person(who.UserId, by, [], new HashSet<string>()));
                    await services.GetRequiredService<IUserTasks>().CompleteAsync(task.Key, task.Decisions.Count == 0 ? null : task.Decisions[choice], null, ct);
                    return await services.GetRequiredService<PortalDbContext>().SaveChangesAsync(ct);
                });
                return true;
            default:
                return false;
        }

        UserTask? TaskOf(int at) => at >= 0 && at < given.Count ? stands.Tasks.FirstOrDefault(t => t.Id == given[at]) : null;
    }

    /// <summary>Messages, with the instants at which they were written. What tells administrators of a fault belongs to the portal, not to the type.</summary>
    private async Task<int> CollectAsync(Rehearsal rehearsal, int seen, List<TryMessage> messages, CancellationToken ct)
    {
        foreach (var notice in rehearsal.Seen.Skip(seen).OfType<RehearsedNotice>().Where(n => n.Notice.Template != "WorkflowFaulted"))
        {
            if (messages.Count >= MostMessages) break;
            var to = notice.Notice.To switch
            {
                To.Person p => await NameAsync(new Assignee.Person(p.UserId), ct),
                To.Organisation o => o.Duty is null ? await NameAsync(new Assignee.Organisation(o.OrganisationId), ct)
                    : words.Text("Workflows.Try.ToDuty", await NameAsync(new Assignee.Organisation(o.OrganisationId), ct), words.Has("Duty." + o.Duty) ? words.Text("Duty." + o.Duty) : o.Duty),
                To.WithPermission p => await NameAsync(new Assignee.WithPermission(p.Permission), ct),
                To.Address a => a.Email,
                _ => "",
            };
            messages.Add(new TryMessage(rehearsal.Now, to, notice.Recipients, notice.Subject, notice.Body));
        }

        return rehearsal.Seen.Count;
    }

    private Task<string> NameAsync(Assignee assignee, CancellationToken ct) => InAsync(services => services.GetRequiredService<WorkflowsQuery>().NameAsync(assignee, ct));

    private async Task<TryResult> SayAsync(Guid id, DateTimeOffset now, List<Guid> given, List<TryMessage> messages, int used, string? bound, CancellationToken ct)
    {
        var stands = await LookAsync(id, ct);
        var family = await FamilyAsync(id, ct);
        return await InAsync(async services =>
        {
            var (db, query) = (services.GetRequiredService<PortalDbContext>(), services.GetRequiredService<WorkflowsQuery>());
            var sight = (await query.FindAsync(id, null, ct))!;
            var tasks = await db.Set<UserTask>().AsNoTracking().Where(t => (t.WorkflowId != null && family.Contains(t.WorkflowId.Value)) || given.Contains(t.Id)).OrderBy(t => t.Id).ToListAsync(ct);
            List<TryTask> shown = [];
            foreach (var task in tasks) shown.Add(new TryTask(task.Title, await query.NameAsync(task.Assignee, ct), task.GivenAt, task.DueAt, task.State, task.Decision));
            List<TryQuestion> questions = [];
            if (bound is null && stands.State is WorkflowState.Waiting or WorkflowState.Running)
            {
                foreach (var task in stands.Tasks)
                {
                    var number = given.IndexOf(task.Id);
                    List<TryMove> moves = task.Decisions.Count == 0 ? [new TryMove($"d:{number}:0", words.Text("Workflows.Try.DoIt"))] : [.. task.Decisions.Select((d, i) => new TryMove($"d:{number}:{i}", d))];
                    if (task.DueAt is not null && stands.Next is not null) moves.Add(new TryMove($"x:{number}", words.Text("Workflows.Try.Expire")));
                    questions.Add(new TryQuestion(words.Text(task.Decisions.Count == 0 ? "Workflows.Try.WhoDoes" : "Workflows.Try.WhatWould", await query.NameAsync(task.Assignee, ct), task.Title), moves));
                }

                List<TryMove> others = [.. stands.Events.SelectMany((e, i) => AnswersOf(e.Name) is { Count: > 0 } answers
                    ? answers.Select((a, k) => new TryMove($"e:{i}:{k}", words.Text("Workflows.Try.Answer." + a.Key)))
                    : [new TryMove($"e:{i}:0", words.Text("Workflows.Try.Happens", EventNames.Say(words, e.Name)))])];
                if (stands.Next is { } next) others.Add(new TryMove("w", words.Text("Workflows.Try.Wait", next)));
                if (others.Count > 0) questions.Add(new TryQuestion(words.Text(stands.Tasks.Count > 0 ? "Workflows.Try.OrElse" : "Workflows.Try.WhatHappens"), others));
            }

            var ending = bound ?? sight.Workflow.State switch
            {
                WorkflowState.Finished => words.Text("Workflows.Try.Finished"),
                WorkflowState.Faulted => words.Text("Workflows.Try.Faulted", sight.FaultStep, sight.Fault),
                _ when questions.Count == 0 => words.Text("Workflows.Try.Stuck"),
                _ => words.Text("Workflows.Try.Waits", sight.Branches.Count > 0 ? sight.Branches[0].Step : ""),
            };
            var diagram = sight.Diagram with { Id = "try", Title = words.Text("Workflows.Try.DiagramTitle", sight.Type.Title) };
            return new TryResult(diagram, await query.FromStartAsync(sight.Workflow, MostLines, ct), shown, messages, questions, sight.Workflow.State, ending, now, used);
        });
    }

    private async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        return await act(scope.ServiceProvider);
    }
}
