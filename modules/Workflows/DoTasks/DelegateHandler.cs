using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.DoTasks;

/// <summary>Hands a task to a colleague, or takes it back; both are told, in the journal and in the audit trail.</summary>
internal sealed class DelegateHandler(
    PortalDbContext db, UserTaskService tasks, Colleagues colleagues, TaskNotices notices, INotify notify, ISeals seals, IWho who, ChangeContext change, TimeProvider clock)
{
    public const int LongestReason = 500;

    public Task<Result> DelegateAsync(Guid id, int version, Guid? to, string? why, CancellationToken ct) => WithAsync(id, version, async task =>
    {
        if (task.State != UserTaskState.Open) return new TaskIsClosed();
        if (!tasks.IsOwn(task)) return new DelegateMayNotPassOn(await tasks.ForWhomAsync(task, ct) ?? "");
        if (task is { SealId: not null, Assignee: Assignee.Person }) return new SealedTaskStays();
        if (to is null) return new DelegateMissing();
        if (to == who.UserId) return new DelegateIsYourself();
        if ((await colleagues.ForAsync(task, ct)).FirstOrDefault(c => c.Person.UserId == to) is not { } colleague) return new DelegateMayNot();
        if (string.IsNullOrWhiteSpace(why)) return new WorkflowReasonMissing();
        if (why.Trim().Length > LongestReason) return new ReasonIsTooLong(LongestReason);
        var reason = why.Trim();
        change.Why = task.SealId is null ? reason : null;
        if (task.DelegateId is not null && !await tasks.IsHandedOnAsync(task, ct)) task.Lapse();
        if (task.Delegate(who, colleague.Person, colleague.OrganisationId, seals.Hide(task.SealId, reason), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        var card = tasks.Card(task);
        await Journals.NoteAsync(db, seals, who, task, RecordKind.Delegated, Sentence.Of("Workflows.Line.Delegated", [card.Title, colleague.Person.DisplayName]), reason, clock.GetUtcNow(), ct);
        await notices.SendAsync(new Notice("UserTaskDelegated", new To.Person(colleague.Person.UserId), WorkflowAddresses.Task(id), new()
        {
            ["Title"] = card.Title,
            ["Subject"] = card.SubjectReference ?? "",
            ["By"] = who.DisplayName,
            ["Why"] = reason,
            ["Due"] = task.DueAt is { } due ? London.Long(due) : null,
        }, task.SealId), id, alone: true, ct);
        return Result.Done;
    }, ct);

    public Task<Result> TakeBackAsync(Guid id, int version, CancellationToken ct) => WithAsync(id, version, async task =>
    {
        var (to, name) = (task.DelegateId, task.DelegateName);
        // Who has left the organisation is told nothing more of what goes on there.
        var isWith = await tasks.IsHandedOnAsync(task, ct);
        if (task.TakeBack(who).Refusal is { } refusal) return refusal;
        var card = tasks.Card(task);
        await Journals.NoteAsync(db, seals, who, task, RecordKind.TakenBack, Sentence.Of("Workflows.Line.TakenBack", [card.Title, name]), null, clock.GetUtcNow(), ct);
        if (isWith) await notify.SendAsync(new Notice("UserTaskTakenBack", new To.Person(to!.Value), "/tasks", new() { ["Title"] = card.Title, ["Subject"] = card.SubjectReference ?? "", ["By"] = who.DisplayName }, task.SealId), ct);
        return Result.Done;
    }, ct);

    private Task<Result> WithAsync(Guid id, int version, Func<UserTask, Task<Result>> act, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await tasks.FindForAsync(id, ct) is not { } task) return new NotFound();
        if (task.RowVersion != version) return task.State == UserTaskState.Open ? new ChangedBySomebodyElse() : new TaskIsClosed();
        if ((await act(task)).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }, ct);
}
