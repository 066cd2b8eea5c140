using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Activities;

/// <summary>Gives somebody a task, reminds them, and goes on by what they decide.</summary>
internal sealed class UserTaskActivity(IUserTasks tasks, TaskNotices notices, IWorkingDays workingDays, IEnumerable<ISealedSight> sights, PortalDbContext db) : Activity<UserTaskActivity.Settings>
{
    private const string Due = "due";
    private const string Reminder = "remind-";
    private const string Expired = EachOrganisation.Expired;

    internal sealed record Settings(
        [property: Template, StringLength(200, MinimumLength = 1)] string Title, AssigneeSettings? Assignee = null, [property: Template(Multiline = true)] string? Instructions = null,
        [property: Template] string? Url = null, [property: OutcomeNames] IReadOnlyList<string>? Decisions = null, [property: WorkingDays] int? DueInWorkingDays = null,
        [property: WorkingDays] IReadOnlyList<int>? RemindWorkingDaysBefore = null,
        EachOrganisation? Each = null);

    private sealed record Memory(string Key, Guid TaskId, DateTimeOffset? DueAt);

    private sealed record ManyMemory(string Prefix, IReadOnlyList<Guid> Organisations, string Title, DateTimeOffset? DueAt)
    {
        public string KeyOf(Guid organisation) => $"{Prefix}:{organisation:N}";

        public IReadOnlyList<string> Keys => [.. Organisations.Select(KeyOf)];
    }

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<Output> Outputs =>
        [new("decision", ValueKind.Text), new("comment", ValueKind.Text), new("by", ValueKind.Text), new("asked", ValueKind.Number), new("answered", ValueKind.Number), new("counts", ValueKind.Any)];

    public override IReadOnlyList<string> Outcomes(Settings settings) => settings.Each is { } each ? each.Outcomes(settings.DueInWorkingDays is not null) :
        [.. settings.Decisions is { Count: > 0 } decisions ? decisions : [Done], .. settings.DueInWorkingDays is null ? Array.Empty<string>() : [Expired]];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        foreach (var mistake in new[] { settings.Title, settings.Instructions, settings.Url }.OfType<string>().SelectMany(facts.CheckText)) yield return mistake;
        if (settings.Assignee is null == settings.Each is null) yield return new TaskNeedsSomebody();
        foreach (var mistake in (settings.Assignee?.Check(facts) ?? []).Concat(settings.Each?.Check(facts, settings.DueInWorkingDays is not null) ?? [])) yield return mistake;
        if (settings.RemindWorkingDaysBefore is { Count: > 0 } && settings.DueInWorkingDays is null) yield return new RemindersNeedADate();
        if (settings.Decisions is { } decisions && (decisions.Distinct().Count() != decisions.Count || decisions.Any(d => string.IsNullOrWhiteSpace(d) || d is Expired || d.Length > 100)))
            yield return new DecisionsNotDistinct();
    }

    public override string? Describe(Settings settings, IWords words) =>
        settings.DueInWorkingDays is { } days ? words.Text("Workflows.Describe.WithinWorkingDays", days) : null;

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var settings = context.Settings;
        var dueAt = settings.DueInWorkingDays is { } days ? workingDays.EndOfPeriod(context.Now, days) : (DateTimeOffset?)null;
        if (settings.Each is { } each) return await GiveEachAsync(context, each, dueAt, ct);
        var key = $"workflow:{Guid.CreateVersion7():N}";
        var assignee = settings.Assignee!.Read(context);
        if (await StandsAgainstAsync(context, assignee, ct) is { } refusal) return refusal;
        var title = context.Fill(settings.Title);
        var taskId = await CreateAsync(context, key, title, assignee, dueAt, ct);
        context.Remember(new Memory(key, taskId, dueAt));
        if (dueAt is { } due) context.Progress("Workflows.Progress.Due", due);
        context.Say("Workflows.Journal.TaskGiven", title);
        await TellAsync(context, "UserTaskGiven", assignee, title, taskId, dueAt, ct);

        return ActivityResult.Wait([WaitFor.Event(IUserTasks.ClosedEvent, key), .. Timers(context, dueAt)]);
    }

    private async Task<Refusal?> StandsAgainstAsync(ActivityContext<Settings> context, Assignee assignee, CancellationToken ct)
    {
        if (context.Settings.Url is { } url && !PortalAddress.IsLocal(context.Fill(url))) return new TaskAddressNotLocal();
        return await sights.StandsAgainstAsync(context, assignee, ct);
    }

    private Task<Guid> CreateAsync(ActivityContext<Settings> context, string key, string title, Assignee assignee, DateTimeOffset? dueAt, CancellationToken ct)
    {
        var settings = context.Settings;
        var subject = new Subject("Workflow", Guid.TryParse(context.CorrelationId, out var id) ? id : context.WorkflowId, context.SubjectTitle);
        return tasks.CreateAsync(new NewUserTask(
            key, title, subject, assignee, dueAt, settings.Url is null ? null : context.Fill(settings.Url), settings.Instructions is null ? null : context.Fill(settings.Instructions),
            settings.Decisions is { Count: > 0 } decisions ? decisions : null, context.WorkflowId, context.ActivityId, context.SealId, context.TokenId), ct);
    }

    private IEnumerable<WaitFor> Timers(ActivityContext<Settings> context, DateTimeOffset? dueAt)
    {
        if (dueAt is not { } at) yield break;
        yield return WaitFor.Timer(Due, at);
        foreach (var before in (context.Settings.RemindWorkingDaysBefore ?? []).Distinct())
            if (workingDays.Before(at, before) is var when && when > context.Now) yield return WaitFor.Timer(Reminder + before.ToString(CultureInfo.InvariantCulture), when);
    }

    // ---- a task for each organisation in a list ----

    private async Task<ActivityResult> GiveEachAsync(ActivityContext<Settings> context, EachOrganisation each, DateTimeOffset? dueAt, CancellationToken ct)
    {
        var organisations = each.Read(context);
        if (organisations.Count > EachOrganisation.Most) return new TooManyItems(organisations.Count, EachOrganisation.Most);
        var memory = new ManyMemory($"workflow:{Guid.CreateVersion7():N}", organisations, context.Fill(context.Settings.Title), dueAt);
        foreach (var organisation in organisations)
        {
            var assignee = new Assignee.Organisation(organisation, each.Duty);
            if (await StandsAgainstAsync(context, assignee, ct) is { } refusal) return refusal;
            var taskId = await CreateAsync(context, memory.KeyOf(organisation), memory.Title, assignee, dueAt, ct);
            await TellAsync(context, "UserTaskGiven", assignee, memory.Title, taskId, dueAt, ct);
        }

        context.Say("Workflows.Journal.TasksGiven", memory.Title, organisations.Count);
        context.Remember(memory);
        // Nobody to ask is an answer too: all have answered, and no quorum is reached.
        if (organisations.Count == 0) return Decide(context, each, new EachStand(0, 0, 0, Decisions(context).ToDictionary(d => d, _ => 0)), isOver: true)!;
        context.Progress("Workflows.Progress.Answered", 0, organisations.Count);
        return ActivityResult.Wait([.. memory.Keys.Select(k => WaitFor.Event(IUserTasks.ClosedEvent, k)), .. Timers(context, dueAt)]);
    }

    private async Task<ActivityResult> ResumeEachAsync(ActivityContext<Settings> context, EachOrganisation each, Stimulus stimulus, CancellationToken ct)
    {
        var memory = context.Recall<ManyMemory>()!;
        var keys = memory.Keys;
        if (stimulus is Stimulus.Timer { Name: not Due })
        {
            var open = await db.Set<UserTask>().AsNoTracking().Where(t => keys.Contains(t.Key) && t.State == UserTaskState.Open).ToListAsync(ct);
            foreach (var task in open) await TellAsync(context, "UserTaskReminder", task.Assignee, memory.Title, task.Id, memory.DueAt, ct);
            context.Say("Workflows.Journal.TasksReminded", memory.Title, open.Count);
            return ActivityResult.StillWaiting;
        }

        var stand = await EachStand.ReadAsync(db, keys, Decisions(context), ct);
        context.Progress("Workflows.Progress.Answered", stand.Answered, stand.Asked);
        var isOver = stimulus is Stimulus.Timer || stand.Open == 0;
        if (Decide(context, each, stand, isOver) is not { } result) return ActivityResult.StillWaiting;
        // Who has not answered need not any more; when the date has come they were too late.
        foreach (var key in keys)
            if (stimulus is Stimulus.Timer) await tasks.ExpireAsync(key, ct);
            else await tasks.CancelAsync(key, ct);
        return result;
    }

    private static IReadOnlyList<string> Decisions(ActivityContext<Settings> context) => context.Settings.Decisions ?? [];

    /// <summary>What the answers come to; null while more are waited for.</summary>
    private static ActivityResult? Decide(ActivityContext<Settings> context, EachOrganisation each, EachStand stand, bool isOver)
    {
        var outcome = each.Until switch
        {
            EachUntil.Quorum when stand.Answered >= each.Quorum => Done,
            EachUntil.Quorum => isOver ? EachOrganisation.NotReached : null,
            EachUntil.Deadline => isOver ? Done : null,
            _ when stand.Answered == stand.Asked => Done,
            // A task that was taken back or has expired leaves an answer out.
            _ => !isOver ? null : context.Settings.DueInWorkingDays is null ? Done : Expired,
        };
        if (outcome is null) return null;
        stand.Give(context);
        context.Say("Workflows.Journal.TasksAnswered", stand.Answered, stand.Asked);
        return ActivityResult.Take(outcome);
    }

    public override async Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        if (context.Settings.Each is { } each) return await ResumeEachAsync(context, each, stimulus, ct);
        var memory = context.Recall<Memory>()!;
        var task = await tasks.FindAsync(memory.Key, ct);
        if (task is null or { State: UserTaskState.Cancelled }) return new TaskWasTakenBack();
        if (task.State == UserTaskState.Expired) return ActivityResult.Take(Expired);
        if (task.State == UserTaskState.Done)
        {
            context.Give("decision", task.Decision ?? "");
            context.Give("comment", task.Comment ?? "");
            context.Give("by", task.DoneByName);
            context.Say(task.Decision is null ? "Workflows.Journal.TaskDone" : "Workflows.Journal.TaskDecided", task.Title, task.Decision);
            return ActivityResult.Take(task.Decision ?? Done);
        }

        switch (stimulus)
        {
            // The date may have been moved since the timer was set.
            case Stimulus.Timer { Name: Due } when task.DueAt > context.Now:
                return ActivityResult.Wait(WaitFor.Timer(Due, task.DueAt.Value));
            case Stimulus.Timer { Name: Due }:
                await tasks.ExpireAsync(memory.Key, ct);
                context.Say("Workflows.Journal.TaskExpired", task.Title);
                return ActivityResult.Take(Expired);
            case Stimulus.Timer:
                await TellAsync(context, "UserTaskReminder", task.Assignee, task.Title, task.Id, task.DueAt, ct);
                context.Say("Workflows.Journal.TaskReminded", task.Title);
                return ActivityResult.StillWaiting;
            default:
                return ActivityResult.StillWaiting;
        }
    }

    private Task TellAsync(ActivityContext<Settings> context, string template, Assignee assignee, string title, Guid taskId, DateTimeOffset? dueAt, CancellationToken ct) =>
        notices.SendAsync(new Notice(template, AssigneeSettings.ToOf(assignee), context.Settings.Url is { } url ? context.Fill(url) : WorkflowAddresses.Task(taskId), new()
        {
            ["Title"] = title,
            ["Subject"] = context.SubjectTitle ?? "",
            ["Due"] = dueAt is { } due ? London.Long(due) : null,
        }, context.SealId), taskId, ct);
}
