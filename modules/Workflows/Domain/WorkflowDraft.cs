using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Domain;

/// <summary>
/// What a type is being changed into. It is kept until it is published or given up, with each change that was made, so that the last
/// one can be undone and done again.
/// </summary>
internal sealed class WorkflowDraft : Entity
{
    /// <summary>So many changes can be undone.</summary>
    public const int MostChanges = 100;

    private WorkflowDraft() { }

    public WorkflowDraft(Guid typeId, string name, int baseNumber, string content, IWho who, DateTimeOffset now)
    {
        (TypeId, Name, BaseNumber, Content, StartedAt) = (typeId, name, baseNumber, content, now);
        Touch(who, now);
        Raise(new WorkflowDraftStarted(typeId, name, baseNumber));
    }

    /// <summary>The type; where there is none yet, the key that it will have.</summary>
    public Guid TypeId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The version that it was begun from; 0 for a new type.</summary>
    public int BaseNumber { get; private set; }

    /// <summary>The definition as it stands; it need not be whole.</summary>
    public string Content { get; private set; } = "";

    /// <summary>How many of the changes stand: those after it are undone.</summary>
    public int Position { get; private set; }

    /// <summary>How many changes there are.</summary>
    public int Last { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public Guid? ChangedBy { get; private set; }
    public string ChangedByName { get; private set; } = "";

    public bool CanUndo => Position > 0;
    public bool CanRedo => Position < Last;

    /// <summary>Makes a change; what was undone before it is gone.</summary>
    public DraftChange Change(string content, string what, string change, string? detail, IWho who, DateTimeOffset now)
    {
        Content = content;
        Last = ++Position;
        Touch(who, now);
        Raise(new WorkflowDraftChanged(TypeId, Name, change, detail));
        return new DraftChange { DraftId = Id, Number = Position, Content = content, What = what, At = now, ByName = who.DisplayName };
    }

    /// <summary>Goes to where the draft stood after another of its changes.</summary>
    public void GoTo(DraftChange change, IWho who, DateTimeOffset now)
    {
        var back = change.Number < Position;
        (Content, Position) = (change.Content, change.Number);
        Touch(who, now);
        Raise(new WorkflowDraftChanged(TypeId, Name, back ? "Undone" : "DoneAgain", null));
    }

    public void Discard() => Raise(new WorkflowDraftDiscarded(TypeId, Name, Position));

    private void Touch(IWho who, DateTimeOffset now) => (ChangedAt, ChangedBy, ChangedByName) = (now, who.UserId, who.DisplayName);
}

/// <summary>A change of a draft, and the definition after it. Number 0 is the beginning.</summary>
internal sealed class DraftChange
{
    public required Guid DraftId { get; init; }
    public required int Number { get; init; }
    public required string Content { get; init; }

    /// <summary>What was done, as <see cref="Engine.Sentence"/>.</summary>
    public required string What { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string ByName { get; init; }
}
