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

    /// <summary>For whom it was done, when another did it: who was away, or had handed it on.</summary>
    public string? DoneForName { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>For a person's own task: the organisation whose colleagues may stand in. Null when it is not known, and then nobody does.</summary>
    public Guid? OrganisationId { get; private set; }

    /// <summary>The colleague who does it instead, until it is taken back, and the organisation that makes them colleagues.</summary>
    public Guid? DelegateId { get; private set; }
    public string? DelegateName { get; private set; }
    public Guid? DelegateOrganisationId { get; private set; }
    public Guid? DelegatedBy { get; private set; }
    public string? DelegatedByName { get; private set; }
    public DateTimeOffset? DelegatedAt { get; private set; }

    /// <summary>Why; encrypted under seal.</summary>
    public string? DelegatedWhy { get; private set; }

    public Assignee Assignee => Assignee.FromKey(AssigneeKey);

    /// <param name="who">Who does it.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="comment">What there was to say about it.</param>
    /// <param name="forName">For whom, when it is somebody else's.</param>
    /// <param name="now">When.</param>
    public Result Complete(IWho who, string? decision, string? comment, string? forName, DateTimeOffset now)
    {
        if (State != UserTaskState.Open) return new TaskIsClosed();
        Close(UserTaskState.Done, now);
        (Decision, Comment, DoneBy, DoneByName, DoneForName) = (decision, comment, who.UserId, who.DisplayName, forName);
        if (SealId is null) Raise(new UserTaskDone(Id, SubjectReference, Title, decision, forName));
        return Result.Done;
    }

    /// <summary>Whose colleagues may stand in for the person that it was given to.</summary>
    public void BelongsTo(Guid? organisationId) => OrganisationId = organisationId;

    /// <summary>Gives it to somebody else for good: whoever had it no longer sees it.</summary>
    public Result Reassign(Assignee to, string fromName, string toName, DateTimeOffset now)
    {
        if (State != UserTaskState.Open) return new TaskIsClosed();
        if (to.Key == AssigneeKey) return new AssigneeHasItAlready(toName);
        (AssigneeKey, OrganisationId, GivenAt) = (to.Key, null, now);
        NobodyElse();
        if (SealId is null) Raise(new UserTaskReassigned(Id, SubjectReference, Title, fromName, toName));
        return Result.Done;
    }

    /// <summary>Hands it to a colleague. Who had it may take it back; who has it that way hands it on to nobody, so that it never goes round.</summary>
    public Result Delegate(IWho who, AssignedPerson to, Guid organisationId, string why, DateTimeOffset now)
    {
        if (State != UserTaskState.Open) return new TaskIsClosed();
        if (DelegateId is not null) return new TaskIsDelegated(DelegateName!);
        if (to.UserId == who.UserId) return new DelegateIsYourself();
        (DelegateId, DelegateName, DelegateOrganisationId) = (to.UserId, to.DisplayName, organisationId);
        (DelegatedBy, DelegatedByName, DelegatedAt, DelegatedWhy) = (who.UserId, who.DisplayName, now, why);
        if (SealId is null) Raise(new UserTaskDelegated(Id, SubjectReference, Title, to.UserId, to.DisplayName));
        return Result.Done;
    }

    /// <summary>Takes it back, by who handed it on.</summary>
    public Result TakeBack(IWho who)
    {
        if (State != UserTaskState.Open) return new TaskIsClosed();
        if (DelegateId is null) return new TaskIsNotDelegated();
        if (DelegatedBy != who.UserId) return new NotAllowed();
        if (SealId is null) Raise(new UserTaskTakenBack(Id, SubjectReference, Title, DelegateName!));
        NobodyElse();
        return Result.Done;
    }

    /// <summary>Who had it left the organisation: it is its owner's again, who may hand it on anew.</summary>
    public void Lapse() => NobodyElse();

    public Result Expire(DateTimeOffset now) => Close(UserTaskState.Expired, now);

    public Result Cancel(DateTimeOffset now) => Close(UserTaskState.Cancelled, now);

    public void MoveDue(DateTimeOffset dueAt) => (DueAt, SortAt) = (dueAt, dueAt);

    /// <summary>Under seal nothing that people read stands in clear columns.</summary>
    public void Hide(Func<string, string> seal) =>
        (Title, Instructions, Url, SubjectReference, SubjectType, SubjectId) =
        (seal(Title), Instructions is null ? null : seal(Instructions), Url is null ? null : seal(Url), SubjectReference is null ? null : seal(SubjectReference), StoredEvent.Sealed, Guid.Empty);

    /// <summary>Once the seal is broken it is a task like others, and what closes it is told under its own name.</summary>
    public void Show(Func<string, string> open, Subject subject)
    {
        (Title, Instructions, Url) = (open(Title), Instructions is null ? null : open(Instructions), Url is null ? null : open(Url));
        (SubjectReference, SubjectType, SubjectId, SealId) = (SubjectReference is null ? null : open(SubjectReference), subject.Type, subject.Id, null);
    }

    private void NobodyElse() => (DelegateId, DelegateName, DelegateOrganisationId, DelegatedBy, DelegatedByName, DelegatedAt, DelegatedWhy) = (null, null, null, null, null, null, null);

    private Result Close(UserTaskState state, DateTimeOffset now)
    {
        if (State != UserTaskState.Open) return new TaskIsClosed();
        (State, DoneAt) = (state, now);
        return Result.Done;
    }
}
