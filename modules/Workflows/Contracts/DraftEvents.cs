using Procurement.Kernel;

namespace Procurement.Workflows.Contracts;

/// <summary>Somebody began to change a type, from one of its versions; 0 is from nothing.</summary>
public sealed record WorkflowDraftStarted(Guid TypeId, string Name, int FromVersion) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("WorkflowType", TypeId, Name);
}

/// <summary>The draft of a type was changed.</summary>
/// <param name="TypeId">The type, also while it has no version yet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Change">What was done, for example <c>StepAdded</c>.</param>
/// <param name="Detail">To which step or part.</param>
public sealed record WorkflowDraftChanged(Guid TypeId, string Name, string Change, string? Detail) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("WorkflowType", TypeId, Name);
}

/// <summary>The draft of a type was given up; what was published stands as before.</summary>
public sealed record WorkflowDraftDiscarded(Guid TypeId, string Name, int Changes) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("WorkflowType", TypeId, Name);
}
