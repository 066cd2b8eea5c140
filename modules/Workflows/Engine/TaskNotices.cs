using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Tells of a task who has to do it, and who does it instead; the link lasts a while and tells nothing by itself.</summary>
internal sealed class TaskNotices(PortalDbContext db, INotify notify, StandIns standIns, TaskLinks links, IEnumerable<IMembershipSource> memberships, TimeProvider clock)
{
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
        var task = db.Set<UserTask>().Local.FirstOrDefault(t => t.Id == taskId) ?? await db.Set<UserTask>().FirstOrDefaultAsync(t => t.Id == taskId, ct);
        if (task is not { SealId: null, Assignee: Assignee.Person person }) return;
        if (task.DelegateId is { } delegated)
        {
            await AlsoAsync(delegated, task.DelegatedByName);
            return;
        }

        var now = clock.GetUtcNow();
        var name = await db.Set<Absence>().Where(a => a.UserId == person.UserId).Select(a => a.UserName).FirstOrDefaultAsync(ct);
        foreach (var standIn in await standIns.OfAsync(person.UserId, task.OrganisationId, now, now.AddTicks(1), ct))
            if (standIn.DelegateId != person.UserId && await BelongsAsync(standIn, ct)) await AlsoAsync(standIn.DelegateId, name);

        Task AlsoAsync(Guid to, string? forName) => notify.SendAsync(linked with { To = new To.Person(to), Values = new(linked.Values) { ["For"] = forName } }, ct);
    }

    private async Task<bool> BelongsAsync(StandIn standIn, CancellationToken ct)
    {
        foreach (var source in memberships)
            if ((await source.OfAsync(standIn.DelegateId, ct)).Any(m => m.OrganisationId == standIn.OrganisationId && m.IsApproved)) return true;
        return false;
    }
}
