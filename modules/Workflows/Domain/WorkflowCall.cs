namespace Procurement.Workflows.Domain;

/// <summary>
/// A call to another system, written with the step that asks for it and made after that is committed. What came of it is an event, and
/// the row is gone.
/// </summary>
internal sealed class WorkflowCall
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid WorkflowId { get; init; }
    public required Guid TokenId { get; init; }

    /// <summary>Where to, signed by which key, and what. Nothing under seal is sent.</summary>
    public required string Content { get; init; }
    public int Attempts { get; set; }
    public required int MostAttempts { get; init; }
    public required int SecondsBefore { get; init; }

    /// <summary>When it is made next; while it is under way, when it is taken for lost.</summary>
    public DateTimeOffset DueAt { get; set; }
}

/// <summary>A call that was taken in, so that it is not taken in again.</summary>
internal sealed class ReceivedHook
{
    public required string Name { get; init; }
    public required string HookId { get; init; }
    public DateTimeOffset At { get; init; }
}
