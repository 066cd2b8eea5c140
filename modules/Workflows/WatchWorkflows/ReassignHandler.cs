using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Contracts;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.DoTasks;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>To whom a task is to be given, as it was typed: one of three kinds.</summary>
internal sealed record NewAssignee(string? Kind, string? Email, string? Organisation, string? Duty, string? Permission)
{
    public const string Person = "Person";
    public const string AtOrganisation = "Organisation";
    public const string WithPermission = "Permission";
}

/// <summary>Gives an open task of a workflow to somebody else, with a reason. Only to somebody who is there.</summary>
internal sealed class ReassignHandler(
    PortalDbContext db, UserTaskService tasks, WorkflowsQuery names, Colleagues colleagues, TaskNotices notices, IEnumerable<IAssignees> assignees, IEnumerable<Permission> permissions,
    IAccounts accounts, ISeals seals, IWho who, ChangeContext change, TimeProvider clock)
{
    public async Task<Result> ReassignAsync(Guid workflowId, Guid taskId, int version, NewAssignee to, string? why, CancellationToken ct)
    {
        var read = await ReadAsync(to, ct);
        if (read.Refusal is { } wrong) return wrong;
        if (string.IsNullOrWhiteSpace(why)) return new WorkflowReasonMissing();
        if (why.Trim().Length > RescueHandler.LongestReason) return new ReasonIsTooLong(RescueHandler.LongestReason);
        change.Why = why.Trim();
        return await db.InTransactionAsync(async () =>
        {
            // First the workflow, as the engine does.
            if (await WorkflowEngine.LockAsync(db, workflowId, wait: true, ct) is not { SealId: null }) return new NotFound();
            if (await db.Set<UserTask>().FirstOrDefaultAsync(t => t.Id == taskId && t.WorkflowId == workflowId && t.SealId == null, ct) is not { } task) return new NotFound();
            if (task.State != UserTaskState.Open) return new TaskIsClosed();
            if (task.RowVersion != version) return new ChangedBySomebodyElse();
            var (from, name, now) = (await names.NameAsync(task.Assignee, ct), await names.NameAsync(read.Value, ct), clock.GetUtcNow());
            if (task.Reassign(read.Value, from, name, now).Refusal is { } refusal) return refusal;
            task.BelongsTo(await tasks.OrganisationOfAsync(read.Value, null, ct));
            await Journals.NoteAsync(db, seals, who, task, RecordKind.Reassigned, Sentence.Of("Workflows.Line.Reassigned", [task.Title, name, from]), why, now, ct);
            await notices.SendAsync(new Notice("UserTaskGiven", AssigneeSettings.ToOf(read.Value), WorkflowAddresses.Task(taskId), new()
            {
                ["Title"] = task.Title,
                ["Subject"] = task.SubjectReference ?? "",
                ["Due"] = task.DueAt is { } due ? London.Long(due) : null,
            }), taskId, ct);
            return await db.SaveAsync(ct: ct);
        }, ct);
    }

    private async Task<Result<Assignee>> ReadAsync(NewAssignee to, CancellationToken ct)
    {
        switch (to.Kind)
        {
            case NewAssignee.Person:
                var account = string.IsNullOrWhiteSpace(to.Email) ? null : await accounts.FindByEmailAsync(to.Email.Trim(), ct);
                return account is { IsClosed: false, IsConfirmed: true } ? new Assignee.Person(account.Id) : new PersonNotFound();
            case NewAssignee.AtOrganisation:
                if (string.IsNullOrWhiteSpace(to.Organisation)) return new OrganisationNotFound();
                foreach (var source in assignees)
                {
                    if (await source.OrganisationAsync(to.Organisation.Trim(), ct) is not { } id) continue;
                    var assignee = new Assignee.Organisation(id, Duties.All.Contains(to.Duty ?? "") ? to.Duty : null);
                    return (await colleagues.PeopleAsync(assignee, ct)).Count > 0 ? assignee : new NobodyHasTheDuty(await names.NameAsync(assignee, ct));
                }

                return new OrganisationNotFound();
            case NewAssignee.WithPermission:
                return permissions.Any(p => p.Name == to.Permission) ? new Assignee.WithPermission(to.Permission!) : new PermissionNotChosen();
            default:
                return new AssigneeNotChosen();
        }
    }
}
