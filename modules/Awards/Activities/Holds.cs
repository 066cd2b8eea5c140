using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Awards.Activities;

/// <summary>Holds the decision on an award, with a reason, until the same workflow releases it, ends, or an administrator releases it.</summary>
internal sealed class HoldDecisionActivity(PortalDbContext db, AwardRoom room, IClearance clearance) : Activity<HoldDecisionActivity.Settings>
{
    internal sealed record Settings([property: Template(Multiline = true), StringLength(AwardHold.LongestReason, MinimumLength = 1)] string Reason);

    private const string Decided = "Decided";

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Done, Decided];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => facts.CheckText(settings.Reason);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        // Who approves takes the same lock: the hold comes before the decision, or it says that it came too late.
        await clearance.HoldAsync(context.SubjectId, ct);
        if (await room.FindAsync(context.SubjectId, ct) is not { } award) return new NoAwardToHold();
        if (award.State is not (AwardState.Proposed or AwardState.Cleared))
        {
            context.Say("Awards.Journal.Decided");
            return ActivityResult.Take(Decided);
        }

        var reason = context.Fill(context.Settings.Reason);
        if (reason.Length > AwardHold.LongestReason) reason = reason[..AwardHold.LongestReason];
        if (!await db.Set<AwardHold>().AnyAsync(h => h.WorkflowId == context.WorkflowId && h.StepId == context.ActivityId && h.ReleasedAt == null, ct))
            db.Add(new AwardHold(award, context.WorkflowId, context.ActivityId, reason, context.Now));
        context.Say("Awards.Journal.Held", reason);
        return ActivityResult.Take(Done);
    }
}

/// <summary>Releases what the same workflow holds. Whatever else stands in the way of the decision stays.</summary>
internal sealed class ReleaseHoldActivity(PortalDbContext db, IWords words) : Activity<NoSettings>
{
    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<NoSettings> context, CancellationToken ct)
    {
        var holds = await db.Set<AwardHold>().Where(h => h.WorkflowId == context.WorkflowId && h.ReleasedAt == null).ToListAsync(ct);
        foreach (var hold in holds)
            if (hold.Release(words.Text("Awards.Hold.ByWorkflow", context.Title), context.Title, context.Now).Refusal is { } refusal) return refusal;
        context.Say("Awards.Journal.Released", holds.Count);
        return ActivityResult.Take(Done);
    }
}
