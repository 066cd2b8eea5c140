namespace Procurement.Workflows.Domain;

/// <summary>A start by the clock, of the latest version of a type. Only what is due is read: <see cref="DueAt"/> is indexed, and null while the type is off.</summary>
internal sealed class WorkflowSchedule
{
    public required Guid TypeId { get; init; }
    public required string StepId { get; init; }
    public required string Cron { get; init; }
    public DateTimeOffset? DueAt { get; set; }
}
