using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Tells of a task who has to do it, and who does it instead; the link lasts a while and tells nothing by itself.</summary>
internal sealed class TaskNotices(PortalDbContext db, INotify notify, StandIns standIns, TaskLinks links, Belonging belonging, TimeProvider clock) : ITaskNotices
{
    public async Task TellAsync(Guid taskId, string template, Dictionary<string, string?> values, CancellationToken ct)
    {
        if (await FindAsync(taskId, ct) is { State: UserTaskState.Open } task)
            await SendAsync(new Notice(template, AssigneeSettings.ToOf(task.Assignee), WorkflowAddresses.Task(taskId), values, task.SealId), taskId, ct);
    }

    public Task SendAsync(Notice notice, Guid taskId, CancellationToken ct) => SendAsync(notice, taskId, alone: false, ct);

    /// <param name="notice">What to tell.</param>
    /// <param name="taskId">The task that its link leads to.</param>
    /// <param name="alone">True when it concerns nobody but its recipient, whoever stands in for whom.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task SendAsync(Notice notice, Guid taskId, bool alone, CancellationToken ct)
    {
        var linked = notice with { Url = links.To(taskId) };
        await notify.SendAsync(linked, ct);
        if (alone) return;
        if (await FindAsync(taskId, ct) is not { SealId: null, Assignee: Assignee.Person person } task) return;
        // Who has left the organisation meanwhile is told nothing more: it is with its owner again.
        if (await belonging.IsHandedOnAsync(task, ct))
        {
            await AlsoAsync(task.DelegateId!.Value, task.DelegatedByName);
            return;
        }

        var now = clock.GetUtcNow();
        var name = await db.Set<Absence>().Where(a => a.UserId == person.UserId).Select(a => a.UserName).FirstOrDefaultAsync(ct);
        foreach (var standIn in await standIns.OfAsync(person.UserId, task.OrganisationId, now, now.AddTicks(1), ct))
            if (standIn.DelegateId != person.UserId && await belonging.IsAtAsync(standIn.DelegateId, standIn.OrganisationId, ct)) await AlsoAsync(standIn.DelegateId, name);

        Task AlsoAsync(Guid to, string? forName) => notify.SendAsync(linked with { To = new To.Person(to), Values = new(linked.Values) { ["For"] = forName } }, ct);
    }

    private async Task<UserTask?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<UserTask>().Local.FirstOrDefault(t => t.Id == id) ?? await db.Set<UserTask>().FirstOrDefaultAsync(t => t.Id == id, ct);
}
