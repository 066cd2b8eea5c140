using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Activities;

/// <summary>
/// Gives those who decide at the lead provider a task for an opportunity that waits for them, reminds them, and goes on when it was
/// published or sent back, by whomever. The decision is taken on the opportunity's own page, by its own rules.
/// </summary>
internal sealed class AwaitPublicationActivity(PortalDbContext db, IUserTasks tasks, INotify notify, IWords words, IWorkingDays days) : Activity<AwaitPublicationActivity.Settings>
{
    internal sealed record Settings([property: WorkingDays(1, 60)] int WorkingDays = 5, [property: WorkingDays(1, 30)] IReadOnlyList<int>? Remind = null);

    private sealed record Memory(string Task, DateTimeOffset DueAt);

    private const string Published = "Published";
    private const string SentBack = "SentBack";

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Published, SentBack];

    public override string? Describe(Settings settings, IWords words) => words.Text("Opportunities.Describe.WorkingDays", settings.WorkingDays);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        if (await FindAsync(context.SubjectId, ct) is not { } opportunity) return new NotFound();
        if (opportunity.Stage is not OpportunityStage.AwaitingApproval) return Decided(context, opportunity);
        var memory = new Memory(OpportunityNews.ApprovalTask(opportunity), days.EndOfPeriod(context.Now, context.Settings.WorkingDays));
        context.Remember(memory);
        // Administrators read the titles of tasks: this one does not say what the work is.
        var title = words.Text("Opportunities.Task.Decide", context.TryGet<string>("by", out var by) ? by : opportunity.LeadProviderName, opportunity.SubmittedAt!.Value);
        await tasks.CreateAsync(new NewUserTask(memory.Task, title, OpportunitySubject.Of(opportunity.Id),
            new Assignee.Organisation(opportunity.LeadProviderId, Duties.Approve), memory.DueAt, $"/lead/opportunities/{opportunity.Id}/approve",
            WorkflowId: context.WorkflowId, ActivityId: context.ActivityId), ct);
        context.Say("Opportunities.Journal.Asked");
        List<WaitFor> waits = [WaitFor.Event(OpportunityNews.Published, context.CorrelationId), WaitFor.Event(OpportunityNews.SentBack, context.CorrelationId)];
        foreach (var before in (context.Settings.Remind ?? []).Distinct())
            if (days.Before(memory.DueAt, before).AddHours(-14) is var at && at > context.Now) waits.Add(WaitFor.Timer("remind-" + before.ToString(CultureInfo.InvariantCulture), at));
        return ActivityResult.Wait(waits);
    }

    public override async Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct)
    {
        var memory = context.Recall<Memory>()!;
        if (await FindAsync(context.SubjectId, ct) is not { } opportunity) return new NotFound();
        // Sent back and sent again is another round, with a workflow of its own.
        if (opportunity.Stage is not OpportunityStage.AwaitingApproval || OpportunityNews.ApprovalTask(opportunity) != memory.Task)
        {
            await tasks.CancelAsync(memory.Task, ct);
            return Decided(context, opportunity);
        }

        if (stimulus is not Stimulus.Timer) return ActivityResult.StillWaiting;
        await notify.SendAsync(new Notice("OpportunityApprovalReminder", new To.Organisation(opportunity.LeadProviderId, Duties.Approve), $"/lead/opportunities/{opportunity.Id}/approve",
            new() { ["Title"] = opportunity.Title, ["DueAt"] = London.Long(memory.DueAt) }), ct);
        context.Say("Opportunities.Journal.Reminded");
        return ActivityResult.StillWaiting;
    }

    private static ActivityResult Decided(ActivityContext<Settings> context, Opportunity opportunity)
    {
        var isPublished = opportunity.PublishedAt is not null;
        context.Say(isPublished ? "Opportunities.Journal.Published" : "Opportunities.Journal.SentBack");
        return ActivityResult.Take(isPublished ? Published : SentBack);
    }

    private Task<Opportunity?> FindAsync(Guid id, CancellationToken ct) => db.Set<Opportunity>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, ct);
}
