using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Domain;

/// <summary>Counts what stands in the way of a decision, and takes note when that changes: the domain's own guard, whatever a workflow does.</summary>
internal sealed class SubjectWatch(PortalDbContext db, IWorkflows workflows, TimeProvider clock) : IClearance
{
    public async Task<Clearance> ForAsync(Guid subjectId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Set<CommentRequest>().AsNoTracking().Where(r => r.SubjectId == subjectId)
            .Select(r => new { r.State, r.DueAt, r.NeedsAnswer }).ToListAsync(ct);
        var finished = rows.Count(r => r.State switch
        {
            RequestState.Expected => false,
            RequestState.Sent or RequestState.Acknowledged or RequestState.Drafting => r.DueAt < now,
            _ => true,
        });
        var unanswered = rows.Count(r => r.NeedsAnswer);
        return new Clearance(rows.Count > 0 && finished == rows.Count && unanswered == 0, rows.Count, finished, unanswered);
    }

    /// <summary>Saves a change to a subject's requests, and notes in the same transaction whether the subject may now be decided.</summary>
    public Task<Result> SaveAsync(Guid subjectId, string? workflowEvent, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if ((await db.SaveAsync(ct: ct)).Refusal is { } stale) return stale;
        var subject = await db.Set<CommentSubject>().FirstAsync(s => s.Id == subjectId, ct);
        subject.Look(await ForAsync(subjectId, ct), clock.GetUtcNow());
        if (workflowEvent is not null) await workflows.RaiseAsync(WorkflowEvent.Of(workflowEvent, subjectId), ct);
        return await db.SaveAsync(ct: ct);
    }, ct);
}
