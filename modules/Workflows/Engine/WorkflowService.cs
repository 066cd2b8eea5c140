using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>The engine, as other modules see it: everything is written to the caller's context.</summary>
internal sealed class WorkflowService(PortalDbContext db, IServiceProvider services, IWho who, ISeals seals, TimeProvider clock) : IWorkflows
{
    private const int UnsealBatch = 200;

    public Task RaiseAsync(WorkflowEvent happened, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentException.ThrowIfNullOrWhiteSpace(happened.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(happened.CorrelationId);
        var now = clock.GetUtcNow();
        var content = new EventContent(happened.Name, happened.CorrelationId, happened.Variables, happened.Title, happened.Url, who.UserId, who.DisplayName);
        db.Add(new StoredEvent
        {
            Name = happened.SealId is null ? happened.Name : StoredEvent.Sealed,
            CorrelationId = Sealing.Correlation(happened.SealId, happened.CorrelationId),
            Content = seals.Write(happened.SealId, content),
            SealId = happened.SealId,
            At = now,
            RouteAt = now,
        });
        return Task.CompletedTask;
    }

    public async Task UnsealAsync(Guid sealId, CancellationToken ct)
    {
        await foreach (var stored in db.Set<StoredEvent>().Where(e => e.SealId == sealId).AsAsyncEnumerable().WithCancellation(ct))
        {
            // The event keeps its name "Sealed" in the list; what it says can be read, and what comes after finds the same subject.
            var content = seals.Read<EventContent>(sealId, stored.Content);
            (stored.Content, stored.CorrelationId, stored.SealId) = (seals.Write(null, content), content.CorrelationId, null);
        }

        foreach (var id in await db.Set<Workflow>().Where(w => w.SealId == sealId).Select(w => w.Id).ToListAsync(ct))
        {
            // A step that is under way comes to its end first.
            if (await WorkflowEngine.LockAsync(db, id, wait: true, ct) is not { } workflow) continue;
            var data = seals.Read<WorkflowData>(sealId, workflow.Data);
            workflow.Unseal(data.CorrelationId, seals.Write(null, data), workflow.Fault is null ? null : seals.Open(sealId, workflow.Fault), data.Title, data.Url);
            foreach (var token in await db.Set<WorkflowToken>().Where(t => t.WorkflowId == workflow.Id).ToListAsync(ct))
                (token.Memory, token.Progress) = (token.Memory is null ? null : seals.Open(sealId, token.Memory), token.Progress is null ? null : seals.Open(sealId, token.Progress));
            foreach (var task in await db.Set<UserTask>().Where(t => t.WorkflowId == workflow.Id && t.SealId == sealId).ToListAsync(ct))
                task.Show(text => seals.Open(sealId, text), new Subject("Workflow", Guid.TryParse(data.CorrelationId, out var subject) ? subject : workflow.Id, data.Title));
            foreach (var bookmark in await db.Set<WorkflowBookmark>().Where(b => b.WorkflowId == workflow.Id && b.Hidden != null).ToListAsync(ct))
                (bookmark.CorrelationId, bookmark.Hidden) = (seals.Open(sealId, bookmark.Hidden!), null);
            for (var after = 0; ;)
            {
                var records = await db.Set<WorkflowExecutionRecord>().Where(r => r.WorkflowId == workflow.Id && r.Number > after).OrderBy(r => r.Number).Take(UnsealBatch).ToListAsync(ct);
                foreach (var record in records) record.Content = seals.Open(sealId, record.Content);
                if (records.Count < UnsealBatch) break;
                after = records[^1].Number;
            }
        }
    }

    public async Task<int> CancelAsync(string correlationId, string why, CancellationToken ct)
    {
        var alive = await db.Set<Workflow>().Where(w => w.CorrelationId == correlationId && w.State != WorkflowState.Finished && w.State != WorkflowState.Cancelled)
            .Select(w => w.Id).ToListAsync(ct);
        var stopped = 0;
        foreach (var id in alive)
        {
            if (await WorkflowEngine.LockAsync(db, id, wait: true, ct) is not { } workflow) continue;
            var record = new RecordContent([Sentence.Of(why, [])], who.DisplayName, who.UserId);
            if ((await WorkflowEnding.CancelAsync(db, services, workflow, record, clock.GetUtcNow(), ct)).IsDone) stopped++;
        }

        return stopped;
    }

    public async Task<IReadOnlySet<Guid>> AliveAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await db.Set<Workflow>().Where(w => ids.Contains(w.Id) && w.State != WorkflowState.Finished && w.State != WorkflowState.Cancelled).Select(w => w.Id).ToListAsync(ct)).ToHashSet();

    public async Task<IReadOnlyList<WorkflowCard>> OfAsync(string correlationId, CancellationToken ct) => await (
        from w in db.Set<Workflow>()
        join t in db.Set<WorkflowType>() on w.TypeId equals t.Id
        where w.CorrelationId == correlationId && w.SealId == null
        orderby w.Id descending
        select new WorkflowCard(w.Id, t.Name, t.Title, w.VersionNumber, w.CorrelationId, w.State, w.StartedAt)).ToListAsync(ct);
}
