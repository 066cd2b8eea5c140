using Procurement.Kernel;

namespace Procurement.Workflows.Contracts;

/// <summary>A version of a type was published; workflows that start from now on follow it.</summary>
public sealed record WorkflowTypePublished(Guid TypeId, string Name, int Version, string Note) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("WorkflowType", TypeId, Name);
}

/// <summary>Workflows of a type start again.</summary>
public sealed record WorkflowTypeSwitchedOn(Guid TypeId, string Name) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("WorkflowType", TypeId, Name);
}

/// <summary>No workflow of a type starts any more; those that run go on.</summary>
public sealed record WorkflowTypeSwitchedOff(Guid TypeId, string Name) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("WorkflowType", TypeId, Name);
}

/// <summary>A workflow stands still with a fault.</summary>
public sealed record WorkflowFaulted(Guid WorkflowId, string StepId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Workflow", WorkflowId);
}

/// <summary>A workflow that stood still was told to try again.</summary>
public sealed record WorkflowRetried(Guid WorkflowId, string StepId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Workflow", WorkflowId);
}

/// <summary>A workflow was stopped for good.</summary>
public sealed record WorkflowCancelled(Guid WorkflowId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Workflow", WorkflowId);
}

/// <summary>A workflow that stood still goes on waiting: what its step could not take was passed over.</summary>
public sealed record WorkflowResumed(Guid WorkflowId, string StepId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Workflow", WorkflowId);
}

/// <summary>A step of a workflow was passed by an outcome that somebody chose.</summary>
public sealed record WorkflowStepSkipped(Guid WorkflowId, string StepId, string Outcome) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Workflow", WorkflowId);
}

/// <summary>Somebody did a task.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Reference">What it is about.</param>
/// <param name="Title">What was to be done.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="For">For whom, when a colleague did it for somebody who had handed it on or was away.</param>
public sealed record UserTaskDone(Guid TaskId, string? Reference, string Title, string? Decision, string? For = null) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("UserTask", TaskId, Reference);
}

/// <summary>A task was given to somebody else.</summary>
public sealed record UserTaskReassigned(Guid TaskId, string? Reference, string Title, string From, string To) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("UserTask", TaskId, Reference);
}

/// <summary>Somebody handed a task on to a colleague.</summary>
public sealed record UserTaskDelegated(Guid TaskId, string? Reference, string Title, Guid ToUserId, string To) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("UserTask", TaskId, Reference);
}

/// <summary>Somebody took a task back from a colleague.</summary>
public sealed record UserTaskTakenBack(Guid TaskId, string? Reference, string Title, string From) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("UserTask", TaskId, Reference);
}

/// <summary>Somebody said when they are away, and who does their tasks in the meantime.</summary>
public sealed record AbsenceSet(Guid UserId, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> StandIns) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Account", UserId);
}

/// <summary>Somebody is back, or does not go away after all.</summary>
public sealed record AbsenceEnded(Guid UserId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Account", UserId);
}
