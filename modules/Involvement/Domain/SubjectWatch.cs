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

    public async Task<Clearance> HoldAsync(Guid subjectId, CancellationToken ct)
    {
        await LockAsync(subjectId, ct);
        return await ForAsync(subjectId, ct);
    }

    /// <summary>
    /// Locks a subject until the transaction ends, and reads it anew: who comments, answers, publishes or decides comes one after the
    /// other, and sees what the one before has done. On the embedded engine the writers' gate is the lock.
    /// </summary>
    public async Task<CommentSubject?> LockAsync(Guid subjectId, CancellationToken ct)
    {
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM involvement_subjects WHERE \"Id\" = {subjectId} FOR UPDATE", ct);
        if (await db.Set<CommentSubject>().FirstOrDefaultAsync(s => s.Id == subjectId, ct) is not { } subject) return null;
        if (db.Entry(subject).State is EntityState.Unchanged) await db.Entry(subject).ReloadAsync(ct);
        return subject;
    }

    /// <summary>Changes an open subject's requests under its lock; a subject that was given up takes no change.</summary>
    public Task<Result> ChangeAsync(Guid subjectId, Func<CommentSubject, Task<Result>> change, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await LockAsync(subjectId, ct) is not { } subject) return new NotFound();
        return subject.ClosedAt is null ? await change(subject) : new SubjectIsClosed();
    }, ct);

    /// <summary>Saves a change to a subject's requests, and notes in the same transaction whether the subject may now be decided.</summary>
    public Task<Result> SaveAsync(Guid subjectId, string? workflowEvent, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var subject = await LockAsync(subjectId, ct);
        if ((await db.SaveAsync(ct: ct)).Refusal is { } stale) return stale;
        subject ??= await db.Set<CommentSubject>().FirstAsync(s => s.Id == subjectId, ct);
        subject.Look(await ForAsync(subjectId, ct), clock.GetUtcNow());
        if (workflowEvent is not null) await workflows.RaiseAsync(WorkflowEvent.Of(workflowEvent, subjectId), ct);
        return await db.SaveAsync(ct: ct);
    }, ct);
}
