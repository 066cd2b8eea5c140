using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.ExpireRequests;
using Procurement.Involvement.SendRequests;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Activities;

/// <summary>Sends every expected request of the subject, with a due date in working days, and gives each authority a task.</summary>
internal sealed class RequestCommentsActivity(SendRequestsHandler handler) : Activity<RequestCommentsActivity.Settings>
{
    internal sealed record Settings([property: WorkingDays(1, 60)] int WorkingDays = 15);

    public override IReadOnlyList<Output> Outputs => [new("sent", ValueKind.Number), new("nobody", ValueKind.Number)];

    public override string? Describe(Settings settings, IWords words) => words.Text("Involvement.Describe.WorkingDays", settings.WorkingDays);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var sent = await handler.SendAsync(context.SubjectId, context.Settings.WorkingDays, null, ct);
        if (sent.Refusal is { } refusal) return refusal;
        context.Give("sent", sent.Value.Reached);
        context.Give("nobody", sent.Value.Nobody);
        context.Say(sent.Value.Nobody == 0 ? "Involvement.Journal.Sent" : "Involvement.Journal.SentSomeNobody", sent.Value.Reached, sent.Value.Nobody);
        return ActivityResult.Take(Done);
    }
}

/// <summary>Waits until every request is finished, takes the side outcome for reminders so many working days before, and lets what is due expire.</summary>
internal sealed class AwaitCommentsActivity(PortalDbContext db, SubjectWatch watch, ExpireRequestsJob expiry, IWorkingDays days) : Activity<AwaitCommentsActivity.Settings>
{
    internal sealed record Settings([property: WorkingDays(1, 60)] IReadOnlyList<int>? Remind = null);

    private const string RemindOutcome = "Remind";

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<string> SideOutcomes => [RemindOutcome];

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Done];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) =>
        settings.Remind?.Any(d => d is < 1 or > 30) == true ? [new ReminderOutOfRange()] : [];

    public override string? Describe(Settings settings, IWords words) =>
        settings.Remind is { Count: > 0 } remind ? words.Text("Involvement.Describe.Remind", string.Join(", ", remind)) : null;

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct) =>
        (await LookAsync(context, ct)).Result;

    public override async Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        var (result, waits) = await LookAsync(context, ct);
        var isReminder = stimulus is Stimulus.Timer { Name: var name } && name.StartsWith("remind-", StringComparison.Ordinal);
        return waits && isReminder ? result.AndTake(RemindOutcome) : result;
    }

    /// <summary>Looks at the facts, not at what woke it.</summary>
    private async Task<(ActivityResult Result, bool Waits)> LookAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        await expiry.ExpireAsync(context.SubjectId, ct);
        var clearance = await watch.ForAsync(context.SubjectId, ct);
        context.Progress("Involvement.Journal.Progress", clearance.Finished, clearance.Expected - clearance.Finished);
        if (clearance.Expected > 0 && clearance.Finished == clearance.Expected)
        {
            context.Say("Involvement.Journal.AllFinished", clearance.Finished);
            return (ActivityResult.Take(Done), false);
        }

        var waits = new List<WaitFor> { WaitFor.Event(InvolvementWorkflowEvents.RequestFinished, context.CorrelationId) };
        var due = await db.Set<CommentRequest>().AsNoTracking()
            .Where(r => r.SubjectId == context.SubjectId && r.DueAt != null && (r.State == RequestState.Sent || r.State == RequestState.Acknowledged || r.State == RequestState.Drafting))
            .Select(r => r.DueAt!.Value).Distinct().ToListAsync(ct);
        foreach (var at in due)
        {
            var day = London.DateOf(at).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            // A minute after the last one in which an authority may still answer.
            waits.Add(WaitFor.Timer("due-" + day, at.AddMinutes(1)));
            foreach (var before in (context.Settings.Remind ?? []).Distinct())
            {
                var remindAt = days.Before(at, before).AddHours(-14);
                if (remindAt > context.Now) waits.Add(WaitFor.Timer($"remind-{before}-{day}", remindAt));
            }
        }

        return (ActivityResult.Wait(waits), true);
    }
}

internal sealed record ReminderOutOfRange : Refusal;

/// <summary>Reminds the authorities whose time ends soon and that have not answered.</summary>
internal sealed class RemindAuthoritiesActivity(RemindHandler handler) : Activity<RemindAuthoritiesActivity.Settings>
{
    internal sealed record Settings([property: WorkingDays(1, 60)] int WithinWorkingDays = 5);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        context.Say("Involvement.Journal.Reminded", await handler.RemindAsync(context.SubjectId, context.Settings.WithinWorkingDays, ct));
        return ActivityResult.Take(Done);
    }
}

/// <summary>Gives the organisation that asks a task for each comment that it must answer, and waits until all are answered.</summary>
internal sealed class AwaitAnswersActivity(PortalDbContext db, SubjectWatch watch, IUserTasks tasks, INotify notify, IWords words, IWorkingDays days)
    : Activity<AwaitAnswersActivity.Settings>
{
    internal sealed record Settings([property: WorkingDays(1, 60)] int WorkingDays = 5);

    public override ActivityKind Kind => ActivityKind.Event;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct) => LookAsync(context, ct);

    public override Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct) => LookAsync(context, ct);

    private async Task<ActivityResult> LookAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var clearance = await watch.ForAsync(context.SubjectId, ct);
        if (clearance.IsClear)
        {
            context.Say("Involvement.Journal.AllAnswered");
            return ActivityResult.Take(Done);
        }

        context.Progress("Involvement.Journal.Unanswered", clearance.Unanswered);
        var subject = await db.Set<CommentSubject>().FirstAsync(s => s.Id == context.SubjectId, ct);
        var owed = await db.Set<CommentRequest>().AsNoTracking().Where(r => r.SubjectId == context.SubjectId && r.NeedsAnswer).OrderBy(r => r.AuthorityName).ToListAsync(ct);
        foreach (var request in owed)
        {
            var key = Requests.RegardTaskOf(request.Id, request.CommentNumber);
            if (await tasks.FindAsync(key, ct) is not null) continue;
            await tasks.CreateAsync(new NewUserTask(key, words.Text("Involvement.Task.Regard", request.AuthorityName), new Subject("Award", subject.Id, subject.Reference),
                new Assignee.Organisation(subject.AskingOrganisationId, Duties.Write), days.EndOfPeriod(context.Now, context.Settings.WorkingDays),
                $"/lead/comments/{subject.Id}/{request.Id}", WorkflowId: context.WorkflowId, ActivityId: context.ActivityId), ct);
        }

        if (owed.Count > 0 && await context.OnceAsync("answers-asked", ct))
        {
            await notify.SendAsync(new Notice("AnswersNeeded", new To.Organisation(subject.AskingOrganisationId, Duties.Write), $"/lead/comments/{subject.Id}",
                new() { ["Reference"] = subject.Reference, ["Title"] = subject.Title, ["Count"] = owed.Count.ToString(CultureInfo.InvariantCulture) }), ct);
        }

        return ActivityResult.Wait(
            WaitFor.Event(InvolvementWorkflowEvents.Regarded, context.CorrelationId), WaitFor.Event(InvolvementWorkflowEvents.RequestFinished, context.CorrelationId));
    }
}

/// <summary>Tells those who decide that they may. It opens nothing: the decision asks for itself.</summary>
internal sealed class ClearForDecisionActivity(PortalDbContext db, SubjectWatch watch, IUserTasks tasks, INotify notify, IWords words) : Activity<NoSettings>
{
    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<NoSettings> context, CancellationToken ct)
    {
        var clearance = await watch.ForAsync(context.SubjectId, ct);
        if (!clearance.IsClear) return new SubjectIsNotClear(clearance.Expected - clearance.Finished, clearance.Unanswered);
        var subject = await db.Set<CommentSubject>().FirstAsync(s => s.Id == context.SubjectId, ct);
        var url = context.SubjectUrl ?? $"/lead/comments/{subject.Id}";
        if (await tasks.FindAsync(InvolvementWorkflowEvents.DecisionTask(subject.Id), ct) is { State: UserTaskState.Done })
        {
            // It was decided before somebody changed a view: there is nothing to decide again.
            context.Say("Involvement.Journal.AllAnswered");
            return ActivityResult.Take(Done);
        }

        await notify.SendAsync(new Notice("SubjectCleared", new To.Organisation(subject.AskingOrganisationId, Duties.Approve), url,
            new() { ["Reference"] = subject.Reference, ["Title"] = subject.Title }), ct);
        await tasks.CreateAsync(new NewUserTask(InvolvementWorkflowEvents.DecisionTask(subject.Id), words.Text("Involvement.Task.Decide", subject.Title),
            new Subject("Award", subject.Id, subject.Reference), new Assignee.Organisation(subject.AskingOrganisationId, Duties.Approve), null, url,
            WorkflowId: context.WorkflowId, ActivityId: context.ActivityId), ct);
        context.Say("Involvement.Journal.Cleared", clearance.Expected);
        return ActivityResult.Take(Done);
    }
}
