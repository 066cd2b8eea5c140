using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Domain;

/// <summary>Something that somebody has to do by a date.</summary>
internal sealed class UserTask : Entity
{
    private static readonly DateTimeOffset NoDate = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private UserTask() { }

    public UserTask(NewUserTask task, DateTimeOffset now)
    {
        (Key, Title, Instructions, Url, AssigneeKey) = (task.Key, task.Title, task.Instructions, task.Url, task.Assignee.Key);
        (SubjectType, SubjectId, SubjectReference) = (task.Subject.Type, task.Subject.Id, task.Subject.Reference);
        (DueAt, SortAt, GivenAt, Decisions) = (task.DueAt, task.DueAt ?? NoDate, now, [.. task.Decisions ?? []]);
        (WorkflowId, StepId, TokenId, SealId, State) = (task.WorkflowId, task.ActivityId, task.TokenId, task.SealId, UserTaskState.Open);
    }

    public string Key { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string? Instructions { get; private set; }
    public string? Url { get; private set; }
    public string AssigneeKey { get; private set; } = "";
    public string SubjectType { get; private set; } = "";
    public Guid SubjectId { get; private set; }
    public string? SubjectReference { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The due date, or the end of time without one: what lists are ordered by.</summary>
    public DateTimeOffset SortAt { get; private set; }

    public DateTimeOffset GivenAt { get; private set; }
    public List<string> Decisions { get; private set; } = [];
    public Guid? WorkflowId { get; private set; }
    public string? StepId { get; private set; }
    public Guid? TokenId { get; private set; }
    public Guid? SealId { get; private set; }
    public UserTaskState State { get; private set; }
    public string? Decision { get; private set; }
    public string? Comment { get; private set; }
    public Guid? DoneBy { get; private set; }
    public string? DoneByName { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    public Assignee Assignee => Assignee.FromKey(AssigneeKey);

    public Result Complete(IWho who, string? decision, string? comment, DateTimeOffset now)
    {
        if (State != UserTaskState.Open) return new TaskIsClosed();
        Close(UserTaskState.Done, now);
        (Decision, Comment, DoneBy, DoneByName) = (decision, comment, who.UserId, who.DisplayName);
        if (SealId is null) Raise(new UserTaskDone(Id, SubjectReference, Title, decision));
        return Result.Done;
    }

    public Result Expire(DateTimeOffset now) => Close(UserTaskState.Expired, now);

    public Result Cancel(DateTimeOffset now) => Close(UserTaskState.Cancelled, now);

    public void MoveDue(DateTimeOffset dueAt) => (DueAt, SortAt) = (dueAt, dueAt);

    /// <summary>Under seal nothing that people read stands in clear columns.</summary>
    public void Hide(Func<string, string> seal) =>
        (Title, Instructions, Url, SubjectReference, SubjectType, SubjectId) =
        (seal(Title), Instructions is null ? null : seal(Instructions), Url is null ? null : seal(Url), SubjectReference is null ? null : seal(SubjectReference), StoredEvent.Sealed, Guid.Empty);

    private Result Close(UserTaskState state, DateTimeOffset now)
    {
        if (State != UserTaskState.Open) return new TaskIsClosed();
        (State, DoneAt) = (state, now);
        return Result.Done;
    }
}
