using Procurement.Kernel;

namespace Procurement.Workflows.Contracts;

/// <summary>Who must act.</summary>
public abstract record Assignee
{
    private Assignee() { }

    /// <summary>One person.</summary>
    public sealed record Person(Guid UserId) : Assignee;

    /// <summary>Anyone of an organisation who has the duty there; anyone of it when none is named.</summary>
    public sealed record Organisation(Guid OrganisationId, string? Duty = null) : Assignee;

    /// <summary>Anyone whose site-wide role grants the permission.</summary>
    public sealed record WithPermission(string Permission) : Assignee;

    internal string Key => this switch
    {
        Person p => $"user:{p.UserId:N}",
        Organisation { Duty: null } o => $"org:{o.OrganisationId:N}",
        Organisation o => $"org:{o.OrganisationId:N}:{o.Duty}",
        WithPermission p => $"may:{p.Permission}",
        _ => throw new InvalidOperationException(),
    };

    internal static Assignee FromKey(string key) => key.Split(':') switch
    {
        ["user", var id] => new Person(Guid.Parse(id)),
        ["org", var id] => new Organisation(Guid.Parse(id)),
        ["org", var id, var duty] => new Organisation(Guid.Parse(id), duty),
        ["may", var permission] => new WithPermission(permission),
        _ => throw new InvalidOperationException("Not an assignee: " + key),
    };
}

/// <summary>How a task stands.</summary>
public enum UserTaskState
{
    /// <summary>Somebody has to act.</summary>
    Open,

    /// <summary>Somebody did.</summary>
    Done,

    /// <summary>Its date passed without an answer.</summary>
    Expired,

    /// <summary>It is no longer needed.</summary>
    Cancelled,
}

/// <summary>A task that somebody is given.</summary>
/// <param name="Key">The caller's own key, unique among all tasks, for example <c>comment:</c> and the key of the request.</param>
/// <param name="Title">A verb and its object, for example "Comment on the proposed award".</param>
/// <param name="Subject">What it is about, for people and for the list of a subject's tasks.</param>
/// <param name="Assignee">Who must act.</param>
/// <param name="DueAt">By when; null when there is no date.</param>
/// <param name="Url">The page on which the task is done; null for the task's own page, which asks for one of <paramref name="Decisions"/>.</param>
/// <param name="Instructions">What to look at and to consider, in plain text.</param>
/// <param name="Decisions">The answers that the task's own page offers.</param>
/// <param name="WorkflowId">The workflow that gave it; null when none did.</param>
/// <param name="ActivityId">The step that gave it.</param>
/// <param name="SealId">What hides it from all but who must act; null when nothing does.</param>
/// <param name="TokenId">The branch of the workflow that waits for it: when another branch makes that one needless, the task is closed with it.</param>
/// <param name="OrganisationId">For a person's own task: for which organisation it is, so that a colleague there can stand in; null is the only one that the person belongs to.</param>
public sealed record NewUserTask(
    string Key, string Title, Subject Subject, Assignee Assignee, DateTimeOffset? DueAt = null, string? Url = null, string? Instructions = null,
    IReadOnlyList<string>? Decisions = null, Guid? WorkflowId = null, string? ActivityId = null, Guid? SealId = null, Guid? TokenId = null, Guid? OrganisationId = null);

/// <summary>A task, as lists show it.</summary>
public sealed record UserTaskCard(
    Guid Id, string Key, string Title, string? SubjectReference, Assignee Assignee, DateTimeOffset? DueAt, string Url, UserTaskState State, string? Decision,
    string? Comment, string? DoneByName, DateTimeOffset? DoneAt, DateTimeOffset GivenAt, Guid? WorkflowId);

/// <summary>What people have to do. Everything is written to the caller's context, and the caller saves.</summary>
public interface IUserTasks
{
    /// <summary>The event that a workflow can wait for: its correlation is the task's key, its variables <c>decision</c>, <c>comment</c>, <c>state</c>.</summary>
    const string ClosedEvent = "UserTaskClosed";

    /// <summary>Gives somebody a task. A task with that key that exists already is left as it is. Returns its identifier.</summary>
    Task<Guid> CreateAsync(NewUserTask task, CancellationToken ct);

    /// <summary>Closes a task as done by who asks now, in the caller's transaction. Nothing happens when it is closed already or does not exist.</summary>
    Task CompleteAsync(string key, string? decision, string? comment, CancellationToken ct);

    /// <summary>Closes a task whose date has passed.</summary>
    Task ExpireAsync(string key, CancellationToken ct);

    /// <summary>Closes a task that is no longer needed.</summary>
    Task CancelAsync(string key, CancellationToken ct);

    /// <summary>Gives a task that is open more or less time.</summary>
    Task MoveDueAsync(string key, DateTimeOffset dueAt, CancellationToken ct);

    /// <summary>The task of that key; null when there is none.</summary>
    Task<UserTaskCard?> FindAsync(string key, CancellationToken ct);

    /// <summary>The open tasks of who asks and of its organisations, due soonest first; with what colleagues have handed on, or have to leave while they are away.</summary>
    Task<Page<UserTaskCard>> MineAsync(string? after, CancellationToken ct);

    /// <summary>All tasks about one subject, oldest first: the caller has to know that who asks may see them.</summary>
    Task<IReadOnlyList<UserTaskCard>> OfSubjectAsync(string subjectType, Guid subjectId, CancellationToken ct);
}

/// <summary>Tells of a task, for activities that have words of their own for it.</summary>
public interface ITaskNotices
{
    /// <summary>
    /// Tells those who have to do an open task now, and who does it instead: wherever it has been moved since it was given. The link is
    /// signed and lasts a while. Nothing happens when the task is closed or does not exist.
    /// </summary>
    /// <param name="taskId">The task.</param>
    /// <param name="template">What the message is called.</param>
    /// <param name="values">What its texts name.</param>
    /// <param name="ct">Stops waiting.</param>
    Task TellAsync(Guid taskId, string template, Dictionary<string, string?> values, CancellationToken ct);
}

/// <summary>How many tasks wait for who asks: the number beside "Tasks" in the masthead.</summary>
public interface ITaskCount
{
    /// <summary>The number, counted to a hundred.</summary>
    Task<BoundedCount> OpenAsync(CancellationToken ct);
}

/// <summary>A published question: who stands behind an assignee? Organisations answers for organisations, Users for the rest. Null is "not mine".</summary>
public interface IAssignees
{
    /// <summary>What people call the assignee, for example the organisation's name.</summary>
    Task<string?> NameAsync(Assignee assignee, CancellationToken ct);

    /// <summary>The people who could act now: none is an answer, and means that the task is to be escalated.</summary>
    Task<IReadOnlyList<AssignedPerson>?> PeopleAsync(Assignee assignee, CancellationToken ct);

    /// <summary>The organisation that has this reference, for who gives a task to it by hand; null when there is none, or when somebody else answers.</summary>
    Task<Guid?> OrganisationAsync(string reference, CancellationToken ct) => Task.FromResult<Guid?>(null);
}

/// <summary>Somebody who could do a task.</summary>
public sealed record AssignedPerson(Guid UserId, string DisplayName);
