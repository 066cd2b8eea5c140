using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.SendRequests;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Activities;

/// <summary>
/// Asks the police and crime commissioner of each police force area concerned, where an administrator has set its office up: one task
/// each, with a date and reminders. What it says goes to those who write for the organisation that asks.
/// </summary>
internal sealed class AskCommissionersActivity(
    PortalDbContext db, IPlaces places, IOrganisations organisations, Reach reach, IUserTasks tasks, ITaskNotices notices, INotify notify, IWords words, IWorkingDays days)
    : Activity<AskCommissionersActivity.Settings>
{
    internal sealed record Settings(
        [property: WorkingDays(1, 60)] int WorkingDays = 10, [property: WorkingDays(1, 30)] IReadOnlyList<int>? Remind = null,
        [property: Template(Multiline = true)] string? Instructions = null);

    private sealed record Memory(DateTimeOffset DueAt, IReadOnlyList<Asked> Asked);

    private sealed record Asked(string Key, Guid TaskId, Guid OrganisationId, string Office);

    private const string Expired = "Expired";
    private const string Nobody = "Nobody";
    private const string Due = "due";

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<Output> Outputs => [new("asked", ValueKind.Number), new("answered", ValueKind.Number)];

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Done, Expired, Nobody];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => settings.Instructions is { } text ? facts.CheckText(text) : [];

    public override string? Describe(Settings settings, IWords words) => words.Text("Involvement.Describe.WorkingDays", settings.WorkingDays);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var subject = await db.Set<CommentSubject>().FirstAsync(s => s.Id == context.SubjectId, ct);
        var authorities = await db.Set<CommentRequest>().Where(r => r.SubjectId == subject.Id).Select(r => r.AuthorityCode).ToListAsync(ct);
        var areas = authorities.Select(places.Authority).OfType<AuthorityCard>().Select(a => a.PoliceForceArea).ToHashSet();
        var offices = places.Commissioners().Where(c => areas.Contains(c.PoliceForceArea)).OrderBy(c => c.Office, StringComparer.Ordinal).ToList();
        var cards = await organisations.AuthoritiesAsync([.. offices.Select(o => o.Code)], ct);
        var dueAt = days.EndOfPeriod(context.Now, context.Settings.WorkingDays);
        List<Asked> asked = [];
        List<string> unreached = [];
        foreach (var office in offices)
        {
            if (cards.GetValueOrDefault(office.Code) is not { } card || !await reach.CanReceiveAsync(card.Id, ct))
            {
                unreached.Add(office.Office);
                continue;
            }

            var key = $"commissioner:{Guid.CreateVersion7():N}";
            var taskId = await tasks.CreateAsync(new NewUserTask(key, words.Text("Involvement.Task.Commissioner", subject.Title), new Subject("Award", subject.Id, subject.Reference),
                new Assignee.Organisation(card.Id), dueAt, Instructions: context.Settings.Instructions is { } own ? context.Fill(own) : words.Text("Involvement.Commissioner.Instructions", subject.Title, subject.Reference),
                Decisions: [words.Text("Involvement.Commissioner.Supports"), words.Text("Involvement.Commissioner.HasConcern")], WorkflowId: context.WorkflowId, ActivityId: context.ActivityId), ct);
            asked.Add(new Asked(key, taskId, card.Id, office.Office));
            await notices.TellAsync(taskId, "CommissionerAsked", ValuesOf(subject, dueAt), ct);
        }

        if (unreached.Count > 0)
        {
            await notify.SendAsync(new Notice("CommissionerHasNobody", new To.WithPermission(InvolvementPermissions.ManageInvolvement), WorkflowAddresses.Workflow(context.WorkflowId),
                new() { ["Reference"] = subject.Reference, ["Title"] = subject.Title, ["Offices"] = string.Join("; ", unreached) }), ct);
            context.Say("Involvement.Journal.NoCommissioner", string.Join("; ", unreached));
        }

        context.Give("asked", asked.Count);
        context.Give("answered", 0);
        if (asked.Count == 0) return ActivityResult.Take(Nobody);
        context.Say("Involvement.Journal.CommissionersAsked", string.Join("; ", asked.Select(a => a.Office)));
        context.Remember(new Memory(dueAt, asked));
        context.Progress("Involvement.Journal.Progress", 0, asked.Count);
        List<WaitFor> waits = [.. asked.Select(a => WaitFor.Event(IUserTasks.ClosedEvent, a.Key)), WaitFor.Timer(Due, dueAt.AddMinutes(1))];
        foreach (var before in (context.Settings.Remind ?? []).Distinct())
            if (days.Before(dueAt, before).AddHours(-14) is var at && at > context.Now) waits.Add(WaitFor.Timer("remind-" + before.ToString(CultureInfo.InvariantCulture), at));
        return ActivityResult.Wait(waits);
    }

    public override async Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        var memory = context.Recall<Memory>()!;
        var subject = await db.Set<CommentSubject>().FirstAsync(s => s.Id == context.SubjectId, ct);
        var isDue = stimulus is Stimulus.Timer { Name: Due };
        int answered = 0, open = 0, reminded = 0;
        foreach (var asked in memory.Asked)
        {
            var task = await tasks.FindAsync(asked.Key, ct);
            if (task is { State: UserTaskState.Done })
            {
                answered++;
                if (!await context.OnceAsync(asked.Key, ct)) continue;
                await notify.SendAsync(new Notice("CommissionerAnswered", new To.Organisation(subject.AskingOrganisationId, Duties.Write), $"/lead/comments/{subject.Id}", new(ValuesOf(subject, memory.DueAt))
                {
                    ["Office"] = asked.Office,
                    ["Decision"] = task.Decision,
                    ["Comment"] = task.Comment,
                }), ct);
                context.Say("Involvement.Journal.CommissionerAnswered", asked.Office, task.Decision);
            }
            else if (task is { State: UserTaskState.Open })
            {
                open++;
                if (isDue) await tasks.ExpireAsync(asked.Key, ct);
                else if (stimulus is Stimulus.Timer)
                {
                    reminded++;
                    await notices.TellAsync(asked.TaskId, "CommissionerReminder", ValuesOf(subject, memory.DueAt), ct);
                }
            }
        }

        context.Give("answered", answered);
        context.Progress("Involvement.Journal.Progress", answered, memory.Asked.Count - answered);
        if (reminded > 0) context.Say("Involvement.Journal.CommissionersReminded", reminded);
        if (isDue && open > 0)
        {
            context.Say("Involvement.Journal.CommissionersExpired", open);
            return ActivityResult.Take(Expired);
        }

        return open > 0 ? ActivityResult.StillWaiting : ActivityResult.Take(answered == memory.Asked.Count ? Done : Expired);
    }

    private static Dictionary<string, string?> ValuesOf(CommentSubject subject, DateTimeOffset dueAt) => new()
    {
        ["Reference"] = subject.Reference,
        ["Title"] = subject.Title,
        ["DueAt"] = London.Long(dueAt),
    };
}
