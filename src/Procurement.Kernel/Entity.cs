namespace Procurement.Kernel;

/// <summary>A noun with an identity. Its key sorts by time of making (UUIDv7).</summary>
public abstract class Entity
{
    private List<IEvent>? _events;

    /// <summary>The key.</summary>
    public Guid Id { get; protected set; } = Guid.CreateVersion7();

    /// <summary>Counts the saves of this row; a save of an older one is refused with <see cref="ChangedBySomebodyElse"/>.</summary>
    public int RowVersion { get; internal set; }

    /// <summary>What has happened to it since it was loaded; written to the outbox and the audit trail when it is saved.</summary>
    public IReadOnlyList<IEvent> Events => _events ?? [];

    /// <summary>Says that something has happened.</summary>
    protected void Raise(IEvent happened) => (_events ??= []).Add(happened);

    internal void ForgetEvents() => _events = null;
}

/// <summary>
/// Something that has happened: a record in the past tense, serialisable as JSON, in the <c>Contracts</c> of the module that it happened in.
/// It goes through the outbox to every <see cref="IReactTo{T}"/>, and into the audit trail.
/// </summary>
public interface IEvent
{
    /// <summary>What the audit trail files it under, for example <c>Opportunity</c> and its key.</summary>
    Subject Subject { get; }
}

/// <summary>What an event or an audit record is about.</summary>
/// <param name="Type">The noun, for example <c>Opportunity</c>.</param>
/// <param name="Id">Its key.</param>
/// <param name="Reference">What people call it, for example <c>OPP-2026-0042</c>.</param>
public sealed record Subject(string Type, Guid Id, string? Reference = null);

/// <summary>An event that nobody may read, count or even see in the audit trail or the outbox until its seal is broken.</summary>
public interface ISealedEvent : IEvent
{
    /// <summary>The seal that hides it: for a bid, the key of its opportunity.</summary>
    Guid SealId { get; }
}

/// <summary>
/// A reaction to an event, run after the change is committed, at least once, in a transaction of its own that also marks the
/// message as handled: what it writes to the context happens exactly once. It must not commit by itself.
/// </summary>
public interface IReactTo<in T> where T : IEvent
{
    /// <summary>Reacts. The message identifier is the same on every attempt.</summary>
    Task HandleAsync(T happened, Guid messageId, CancellationToken ct);
}
