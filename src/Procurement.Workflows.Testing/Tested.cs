using System.Text.Json;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Testing;

/// <summary>A workflow as it stands.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Version">The number of the version that it follows.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Path">The steps that it has taken, by <c>id</c>, in order.</param>
/// <param name="WaitingAt">The steps at which its branches stand.</param>
/// <param name="Variables">What it knows.</param>
/// <param name="Fault">Why it stopped; null when it did not.</param>
/// <param name="Journal">What was done, line by line.</param>
public sealed record TestedWorkflow(
    Guid Id, string Type, int Version, WorkflowState State, IReadOnlyList<string> Path, IReadOnlyList<string> WaitingAt, IReadOnlyDictionary<string, JsonElement> Variables,
    string? Fault, IReadOnlyList<JournalLine> Journal);

/// <summary>A line of the journal.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What kind of line: <c>Started</c>, <c>Took</c>, <c>Waits</c>, <c>Woke</c>, <c>TriesAgain</c>, <c>Faulted</c>, <c>Finished</c>, and so on.</param>
/// <param name="Step">The step; null for the workflow itself.</param>
/// <param name="Outcome">The outcome that it took.</param>
/// <param name="Said">What it said, in English, its fault with it.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Event">The event that caused it.</param>
public sealed record JournalLine(DateTimeOffset At, string Kind, string? Step, string? Outcome, IReadOnlyList<string> Said, string? By, string? Event);
