using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Activities;

/// <summary>Waits until every comment that asks for an answer has one, or until one of them has waited so many working days.</summary>
internal sealed class AwaitRegardActivity(PortalDbContext db, SubjectWatch watch, IWorkingDays days) : Activity<AwaitRegardActivity.Settings>
{
    internal sealed record Settings([property: WorkingDays(1, 60)] int WorkingDays = 5);

    private sealed record Memory(DateTimeOffset Since);

    private const string Answered = "Answered";
    private const string Overdue = "Overdue";
    private const string Due = "due";

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<Output> Outputs => [new("unanswered", ValueKind.Number)];

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Answered, Overdue];

    public override string? Describe(Settings settings, IWords words) => words.Text("Involvement.Describe.WorkingDays", settings.WorkingDays);

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        context.Remember(new Memory(context.Now));
        return LookAsync(context, ct);
    }

    public override Task<ActivityResult> ResumeAsync(ActivityContext<Settings> context, Stimulus stimulus, CancellationToken ct) => LookAsync(context, ct);

    /// <summary>Looks at the facts under the subject's lock: a concern that comes in meanwhile finds this workflow either waiting or ended.</summary>
    private async Task<ActivityResult> LookAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        await watch.LockAsync(context.SubjectId, ct);
        var owed = await db.Set<CommentRequest>().AsNoTracking().Include(r => r.Comments).Where(r => r.SubjectId == context.SubjectId && r.NeedsAnswer).ToListAsync(ct);
        context.Give("unanswered", owed.Count);
        if (owed.Count == 0)
        {
            context.Say("Involvement.Journal.AllAnswered");
            return ActivityResult.Take(Answered);
        }

        // Each has its own days, none of them before this step began.
        var oldest = owed.Min(r => r.Latest!.SubmittedAt);
        var since = context.Recall<Memory>()!.Since;
        var due = days.EndOfPeriod(oldest > since ? oldest : since, context.Settings.WorkingDays).AddMinutes(1);
        if (context.Now >= due)
        {
            context.Say("Involvement.Journal.AnswersOverdue", owed.Count);
            return ActivityResult.Take(Overdue);
        }

        context.Progress("Involvement.Journal.Unanswered", owed.Count);
        return ActivityResult.Wait(WaitFor.Event(InvolvementWorkflowEvents.Regarded, context.CorrelationId),
            WaitFor.Event(InvolvementWorkflowEvents.AnswerNeeded, context.CorrelationId), WaitFor.Timer(Due, due));
    }
}

/// <summary>
/// Waits until what authorities said is published with the decision. A view that comes late or changes meanwhile has to be answered
/// first: then it takes the other way.
/// </summary>
internal sealed class AwaitDecisionActivity(PortalDbContext db, SubjectWatch watch) : Activity<NoSettings>
{
    private const string Reopened = "Reopened";

    public override ActivityKind Kind => ActivityKind.Event;

    public override IReadOnlyList<string> Outcomes(NoSettings settings) => [Done, Reopened];

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<NoSettings> context, CancellationToken ct) => LookAsync(context, ct);

    public override Task<ActivityResult> ResumeAsync(ActivityContext<NoSettings> context, Stimulus stimulus, CancellationToken ct) => LookAsync(context, ct);

    private async Task<ActivityResult> LookAsync(ActivityContext<NoSettings> context, CancellationToken ct)
    {
        if (await db.Set<CommentSubject>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == context.SubjectId, ct) is not { PublishedAt: null, ClosedAt: null })
        {
            context.Say("Involvement.Journal.Published");
            return ActivityResult.Take(Done);
        }

        if ((await watch.ForAsync(context.SubjectId, ct)).Unanswered is > 0 and var unanswered)
        {
            context.Say("Involvement.Journal.Reopened", unanswered);
            return ActivityResult.Take(Reopened);
        }

        return ActivityResult.Wait(WaitFor.Event(InvolvementWorkflowEvents.AnswerNeeded, context.CorrelationId), WaitFor.Event(InvolvementWorkflowEvents.Published, context.CorrelationId));
    }
}
