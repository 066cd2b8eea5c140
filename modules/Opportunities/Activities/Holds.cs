using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Activities;

/// <summary>Holds the publication of an opportunity that waits for approval, with a reason, until the same workflow releases it or ends.</summary>
internal sealed class HoldPublicationActivity(PortalDbContext db, PublicationHolds holds) : Activity<HoldPublicationActivity.Settings>
{
    internal sealed record Settings([property: Template(Multiline = true), StringLength(PublicationHold.LongestReason, MinimumLength = 1)] string Reason);

    private const string Decided = "Decided";

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Done, Decided];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => facts.CheckText(settings.Reason);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        await holds.LockAsync(context.SubjectId, ct);
        if (await db.Set<Opportunity>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == context.SubjectId, ct) is not { } opportunity) return new NotFound();
        if (opportunity.Stage is not OpportunityStage.AwaitingApproval)
        {
            context.Say("Opportunities.Journal.NotHeld");
            return ActivityResult.Take(Decided);
        }

        var reason = context.Fill(context.Settings.Reason);
        if (reason.Length > PublicationHold.LongestReason) reason = reason[..PublicationHold.LongestReason];
        if (!await db.Set<PublicationHold>().AnyAsync(h => h.WorkflowId == context.WorkflowId && h.StepId == context.ActivityId && h.ReleasedAt == null, ct))
            db.Add(new PublicationHold(opportunity.Id, context.WorkflowId, context.ActivityId, reason, context.Now));
        context.Say("Opportunities.Journal.Held", reason);
        return ActivityResult.Take(Done);
    }
}

/// <summary>Releases what the same workflow holds. Whatever else stands in the way of the publication stays.</summary>
internal sealed class ReleasePublicationActivity(PortalDbContext db) : Activity<NoSettings>
{
    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<NoSettings> context, CancellationToken ct)
    {
        var holds = await db.Set<PublicationHold>().Where(h => h.WorkflowId == context.WorkflowId && h.ReleasedAt == null).ToListAsync(ct);
        foreach (var hold in holds) hold.Release(context.Now);
        context.Say("Opportunities.Journal.Released", holds.Count);
        return ActivityResult.Take(Done);
    }
}
