using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Bidding.Activities;

/// <summary>Which of the two people who open bids.</summary>
internal enum Opener
{
    First,
    Second,
}

/// <summary>
/// Gives those who decide at the lead provider the task to ask for the bids to be opened, or, to the second person, to confirm it;
/// reminds them, and goes on when it was done. Bids are opened on their own page, by its own rules.
/// </summary>
internal sealed class AwaitOpeningActivity(PortalDbContext db, IOpportunities opportunities, IUserTasks tasks, INotify notify, IWords words, IWorkingDays days)
    : Activity<AwaitOpeningActivity.Settings>
{
    internal sealed record Settings(Opener Person = Opener.First, [property: WorkingDays(1, 60)] int WorkingDays = 2, [property: WorkingDays(1, 30)] IReadOnlyList<int>? Remind = null);

    private sealed record Memory(DateTimeOffset DueAt, DateTimeOffset? ClosesAt = null);

    public override ActivityKind Kind => ActivityKind.Event;

    public override string? Describe(Settings settings, IWords words) => words.Text("Bidding.Describe.WorkingDays", words.Text(settings.Person), settings.WorkingDays);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        if (await opportunities.FindAsync(context.SubjectId, ct) is not { } terms) return new NotFound();
        if (terms.Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled) return ActivityResult.Finish;
        if (await IsDoneAsync(context, ct)) return Took(context);
        var memory = Plan(context, terms);
        var isFirst = context.Settings.Person is Opener.First;
        await tasks.CreateAsync(new NewUserTask(TaskOf(context), words.Text(isFirst ? "Bidding.Task.AskToOpen" : "Bidding.Task.ConfirmOpening", terms.Title),
            new Subject(OpportunitySubject.Type, terms.Id, terms.Reference), new Assignee.Organisation(terms.LeadProviderId, Duties.Approve), memory.DueAt, Url(terms),
            WorkflowId: context.WorkflowId, ActivityId: context.ActivityId), ct);
        return ActivityResult.Wait(
        [
            WaitFor.Event(isFirst ? BidNews.OpeningAsked : BidNews.Opened, context.CorrelationId), WaitFor.Event(nameof(OpportunityAmended), context.CorrelationId),
            .. Reminders(context, memory),
        ]);
    }

    public override async Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        if (await opportunities.FindAsync(context.SubjectId, ct) is not { } terms) return new NotFound();
        if (terms.Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled) return ActivityResult.Finish;
        if (await IsDoneAsync(context, ct))
        {
            await tasks.CancelAsync(TaskOf(context), ct);
            return Took(context);
        }

        if (context.Recall<Memory>()!.ClosesAt is { } closes && closes != terms.ClosesAt)
        {
            // The deadline was extended: nobody is asked, or reminded, before there is anything to open.
            var memory = Plan(context, terms);
            await tasks.MoveDueAsync(TaskOf(context), memory.DueAt, ct);
            return ActivityResult.Wait([.. Reminders(context, memory)]);
        }

        if (stimulus is not Stimulus.Timer) return ActivityResult.StillWaiting;
        await notify.SendAsync(new Notice("OpeningReminder", new To.Organisation(terms.LeadProviderId, Duties.Approve), Url(terms), new()
        {
            ["Opportunity"] = terms.Title,
            ["Reference"] = terms.Reference,
            ["DueAt"] = London.Long(context.Recall<Memory>()!.DueAt),
        }), ct);
        context.Say("Bidding.Journal.Reminded");
        return ActivityResult.StillWaiting;
    }

    /// <summary>The time that they have runs from now, or from closing when that is still to come.</summary>
    private Memory Plan(ActivityContext<Settings> context, OpportunityTerms terms)
    {
        var from = terms.ClosesAt > context.Now ? terms.ClosesAt : context.Now;
        var memory = new Memory(days.EndOfPeriod(from, context.Settings.WorkingDays), terms.ClosesAt);
        context.Remember(memory);
        return memory;
    }

    private IEnumerable<WaitFor> Reminders(ActivityContext<Settings> context, Memory memory)
    {
        foreach (var before in (context.Settings.Remind ?? []).Distinct())
            if (days.Before(memory.DueAt, before).AddHours(-14) is var at && at > context.Now) yield return WaitFor.Timer("remind-" + before.ToString(CultureInfo.InvariantCulture), at);
    }

    private Task<bool> IsDoneAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var isFirst = context.Settings.Person is Opener.First;
        return db.Set<Opening>().AnyAsync(o => o.OpportunityId == context.SubjectId && (isFirst || o.ConfirmedAt != null), ct);
    }

    private static ActivityResult Took(ActivityContext<Settings> context)
    {
        context.Say(context.Settings.Person is Opener.First ? "Bidding.Journal.Asked" : "Bidding.Journal.Opened");
        return ActivityResult.Take(Done);
    }

    private static string TaskOf(ActivityContext<Settings> context) => BidNews.OpeningTask(context.SubjectId, context.Settings.Person);

    private static string Url(OpportunityTerms terms) => $"/lead/opportunities/{terms.Reference}/opening";
}
