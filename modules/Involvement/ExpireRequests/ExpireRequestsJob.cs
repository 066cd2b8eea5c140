using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.ExpireRequests;

/// <summary>Writes down which requests have gone past their time, whether or not a workflow runs. Reads only what is due.</summary>
internal sealed class ExpireRequestsJob(PortalDbContext db, SubjectWatch watch, IUserTasks tasks, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<CommentRequest>().AsNoTracking()
            .Where(r => (r.State == RequestState.Sent || r.State == RequestState.Acknowledged || r.State == RequestState.Drafting) && r.DueAt < now)
            .OrderBy(r => r.Id).Select(r => new { r.Id, r.SubjectId }).Take(200).ToListAsync(ct);
        var count = 0;
        foreach (var subject in due.GroupBy(r => r.SubjectId)) count += await ExpireAsync(subject.Key, ct);
        return count;
    }

    /// <summary>Expires what is due of one subject. Returns how many.</summary>
    public async Task<int> ExpireAsync(Guid subjectId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var count = 0;
        var result = await db.InTransactionAsync(async () =>
        {
            await watch.LockAsync(subjectId, ct);
            var rows = await db.Set<CommentRequest>()
                .Where(r => r.SubjectId == subjectId && (r.State == RequestState.Sent || r.State == RequestState.Acknowledged || r.State == RequestState.Drafting) && r.DueAt < now)
                .ToListAsync(ct);
            foreach (var request in rows.Where(r => r.Expire(now)))
            {
                count++;
                await tasks.ExpireAsync(Requests.TaskOf(request.Id), ct);
            }

            return count == 0 ? Result.Done : await watch.SaveAsync(subjectId, InvolvementWorkflowEvents.RequestFinished, ct);
        }, ct);
        return result.IsDone ? count : 0;
    }
}
