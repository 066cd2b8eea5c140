using System.Text.Json;
using Procurement.Data.Outbox;

namespace Procurement.Workflows.Contracts;

/// <summary>
/// Something that has happened and that workflows may start from or wait for. It is stored with the change that it tells of, and
/// applied after the change is committed: once to each workflow, in the order of what happened.
/// </summary>
/// <param name="Name">What happened, for example <c>AwardProposed</c>.</param>
/// <param name="CorrelationId">What it is about: the key of the subject, as text. Workflows of one subject share it.</param>
/// <param name="Variables">What a workflow that starts from it knows from then on. Never a secret: administrators read it.</param>
/// <param name="SealId">When set, the event is stored encrypted, and the workflows that it starts are hidden until <see cref="IWorkflows.UnsealAsync"/>.</param>
/// <param name="Title">What people call the subject, for example the title of the lot; the heading of the workflow that starts.</param>
/// <param name="Url">Where the subject can be read: a local address.</param>
public sealed record WorkflowEvent(
    string Name, string CorrelationId, Dictionary<string, JsonElement> Variables, Guid? SealId = null, string? Title = null, string? Url = null)
{
    /// <summary>An event whose variables are the properties of an object.</summary>
    public static WorkflowEvent Of(string name, Guid correlationId, object? variables = null, string? title = null, string? url = null, Guid? sealId = null) =>
        new(name, correlationId.ToString(), Values.Of(variables), sealId, title, url);
}

/// <summary>The engine, as other modules see it.</summary>
public interface IWorkflows
{
    /// <summary>Stores the event in the caller's transaction: it is added to the context, and the caller saves.</summary>
    Task RaiseAsync(WorkflowEvent happened, CancellationToken ct);

    /// <summary>Shows what a seal has hidden, in the caller's transaction.</summary>
    Task UnsealAsync(Guid sealId, CancellationToken ct);

    /// <summary>
    /// Stops the workflows of a subject that no longer needs them, with their tasks and timers, in the caller's transaction; the
    /// journal says why. Returns how many were stopped.
    /// </summary>
    /// <param name="correlationId">The subject.</param>
    /// <param name="why">The key of the sentence, in the caller's Words.</param>
    /// <param name="ct">Stops waiting.</param>
    Task<int> CancelAsync(string correlationId, string why, CancellationToken ct);

    /// <summary>Which of these workflows have not come to their end, whatever they are about by now.</summary>
    Task<IReadOnlySet<Guid>> AliveAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The workflows of a subject, newest first; none that is hidden.</summary>
    Task<IReadOnlyList<WorkflowCard>> OfAsync(string correlationId, CancellationToken ct);
}

/// <summary>How a workflow stands.</summary>
public enum WorkflowState
{
    /// <summary>It has a step to take now.</summary>
    Running,

    /// <summary>It waits for an event or an instant.</summary>
    Waiting,

    /// <summary>It has come to its end.</summary>
    Finished,

    /// <summary>A step could not be taken; it stands where it was until somebody retries or cancels it.</summary>
    Faulted,

    /// <summary>It was stopped.</summary>
    Cancelled,
}

/// <summary>A workflow in a few words.</summary>
public sealed record WorkflowCard(Guid Id, string TypeName, string TypeTitle, int Version, string CorrelationId, WorkflowState State, DateTimeOffset StartedAt);

/// <summary>Values of workflows: JSON by name.</summary>
public static class Values
{
    /// <summary>The properties of an object, by name in camel case.</summary>
    public static Dictionary<string, JsonElement> Of(object? source)
    {
        if (source is null) return [];
        if (source is Dictionary<string, JsonElement> given) return given;
        var json = JsonSerializer.SerializeToElement(source, EventJson.Options);
        return json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone());
    }

    /// <summary>One value.</summary>
    public static JsonElement One(object? value) => JsonSerializer.SerializeToElement(value, EventJson.Options);
}
