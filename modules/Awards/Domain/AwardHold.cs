using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Awards.Domain;

/// <summary>A guard that a workflow adds to an award: while it stands, nobody approves. It takes none of the award's own guards away.</summary>
internal sealed class AwardHold : Entity
{
    public const int LongestReason = 1000;

    private AwardHold()
    {
    }

    public AwardHold(Award award, Guid workflowId, string stepId, string reason, DateTimeOffset now)
    {
        (AwardId, AwardReference, AwardTitle, WorkflowId, StepId, Reason, HeldAt) = (award.Id, award.Reference, award.Title, workflowId, stepId, reason, now);
        Raise(new AwardHeld(award.Id, award.Reference, reason));
    }

    public Guid AwardId { get; private set; }
    public string AwardReference { get; private set; } = "";
    public string AwardTitle { get; private set; } = "";
    public Guid WorkflowId { get; private set; }
    public string StepId { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public DateTimeOffset HeldAt { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }
    public string? ReleasedBy { get; private set; }
    public string? ReleasedWhy { get; private set; }

    public Result Release(string? why, string by, DateTimeOffset now)
    {
        if (ReleasedAt is { } at) return new HoldIsReleased(at);
        if (string.IsNullOrWhiteSpace(why)) return new ReasonIsMissingForAward();
        if (why.Length > LongestReason) return new HoldReasonIsTooLong(LongestReason);
        (ReleasedAt, ReleasedBy, ReleasedWhy) = (now, by, why.Trim());
        Raise(new AwardHoldReleased(AwardId, AwardReference, ReleasedWhy));
        return Result.Done;
    }
}

/// <summary>Which holds stand: those that nobody has released and whose workflow still lives, whether or not anything has run since it ended.</summary>
internal sealed class AwardHolds(PortalDbContext db, IWorkflows workflows)
{
    public async Task<IReadOnlyList<AwardHold>> StandingAsync(Guid awardId, CancellationToken ct)
    {
        var holds = await db.Set<AwardHold>().Where(h => h.AwardId == awardId && h.ReleasedAt == null).OrderBy(h => h.HeldAt).ThenBy(h => h.Id).ToListAsync(ct);
        if (holds.Count == 0) return [];
        // Asked for by themselves: a workflow may be about something else by now.
        var alive = await workflows.AliveAsync([.. holds.Select(h => h.WorkflowId)], ct);
        return holds.FindAll(h => alive.Contains(h.WorkflowId));
    }
}
