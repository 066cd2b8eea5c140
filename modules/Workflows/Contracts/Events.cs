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

/// <summary>Somebody did a task.</summary>
public sealed record UserTaskDone(Guid TaskId, string? Reference, string Title, string? Decision) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("UserTask", TaskId, Reference);
}
