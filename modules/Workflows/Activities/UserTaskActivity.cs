using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Activities;

/// <summary>Gives somebody a task, reminds them, and goes on by what they decide.</summary>
internal sealed class UserTaskActivity(IUserTasks tasks, TaskNotices notices, IWorkingDays workingDays) : Activity<UserTaskActivity.Settings>
{
    private const string Due = "due";
    private const string Reminder = "remind-";
    private const string Expired = "Expired";

    internal sealed record Settings(
        [property: StringLength(200, MinimumLength = 1)] string Title, AssigneeSettings Assignee, string? Instructions = null, string? Url = null,
        IReadOnlyList<string>? Decisions = null, [property: Range(1, 250)] int? DueInWorkingDays = null, IReadOnlyList<int>? RemindWorkingDaysBefore = null);

    private sealed record Memory(string Key, Guid TaskId, DateTimeOffset? DueAt);

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<Output> Outputs => [new("decision", ValueKind.Text), new("comment", ValueKind.Text), new("by", ValueKind.Text)];

    public override IReadOnlyList<string> Outcomes(Settings settings) =>
        [.. settings.Decisions is { Count: > 0 } decisions ? decisions : [Done], .. settings.DueInWorkingDays is null ? Array.Empty<string>() : [Expired]];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        foreach (var mistake in new[] { settings.Title, settings.Instructions, settings.Url }.OfType<string>().SelectMany(facts.CheckText)) yield return mistake;
        foreach (var mistake in settings.Assignee.Check(facts)) yield return mistake;
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
        var key = $"workflow:{Guid.CreateVersion7():N}";
        var assignee = settings.Assignee.Read(context);
        var title = context.Fill(settings.Title);
        var subject = new Subject("Workflow", Guid.TryParse(context.CorrelationId, out var id) ? id : context.WorkflowId, context.SubjectTitle);
        var taskId = await tasks.CreateAsync(new NewUserTask(
            key, title, subject, assignee, dueAt, settings.Url is null ? null : context.Fill(settings.Url), settings.Instructions is null ? null : context.Fill(settings.Instructions),
            settings.Decisions is { Count: > 0 } decisions ? decisions : null, context.WorkflowId, context.ActivityId, context.SealId), ct);
        context.Remember(new Memory(key, taskId, dueAt));
        if (dueAt is { } due) context.Progress("Workflows.Progress.Due", due);
        context.Say("Workflows.Journal.TaskGiven", title);
        await TellAsync(context, "UserTaskGiven", assignee, title, taskId, dueAt, ct);

        List<WaitFor> waits = [WaitFor.Event(IUserTasks.ClosedEvent, key)];
        if (dueAt is { } at)
        {
            waits.Add(WaitFor.Timer(Due, at));
            foreach (var before in (settings.RemindWorkingDaysBefore ?? []).Distinct())
                if (workingDays.Before(at, before) is var when && when > context.Now) waits.Add(WaitFor.Timer(Reminder + before.ToString(CultureInfo.InvariantCulture), when));
        }

        return ActivityResult.Wait(waits);
    }

    public override async Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
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
