using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Domain;

/// <summary>A kind of workflow. What it does stands in its versions; the latest is the one that new workflows start with.</summary>
internal sealed class WorkflowType : Entity
{
    private WorkflowType() { }

    public WorkflowType(string name, bool enabled, Guid? id = null) => (Name, IsEnabled, Id) = (name, enabled, id ?? Id);

    public string Name { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string About { get; private set; } = "";
    public bool IsEnabled { get; private set; }
    public bool OnePerSubject { get; private set; }
    public int LatestNumber { get; private set; }
    public Guid LatestVersionId { get; private set; }

    public WorkflowTypeVersion Publish(Definition definition, string json, string hash, string note, IWho who, DateTimeOffset now)
    {
        var version = new WorkflowTypeVersion(Id, LatestNumber + 1, json, hash, note, who, now);
        (Title, About, OnePerSubject) = (definition.Title, definition.About, definition.OnePerSubject);
        (LatestNumber, LatestVersionId) = (version.Number, version.Id);
        Raise(new WorkflowTypePublished(Id, Name, version.Number, note));
        return version;
    }

    public Result Switch(bool on)
    {
        if (IsEnabled == on) return Result.Done;
        IsEnabled = on;
        Raise(on ? new WorkflowTypeSwitchedOn(Id, Name) : new WorkflowTypeSwitchedOff(Id, Name));
        return Result.Done;
    }
}

/// <summary>A published version. It never changes: workflows that started with it end with it.</summary>
internal sealed class WorkflowTypeVersion : Entity
{
    private WorkflowTypeVersion() { }

    public WorkflowTypeVersion(Guid typeId, int number, string definition, string hash, string note, IWho who, DateTimeOffset now)
    {
        (TypeId, Number, Definition, Hash, Note, PublishedAt) = (typeId, number, definition, hash, note, now);
        (PublishedBy, PublishedByName) = (who.UserId, who.DisplayName);
    }

    public Guid TypeId { get; private set; }
    public int Number { get; private set; }
    public string Definition { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public string Note { get; private set; } = "";
    public DateTimeOffset PublishedAt { get; private set; }
    public Guid? PublishedBy { get; private set; }
    public string PublishedByName { get; private set; } = "";
}

/// <summary>An event that the latest version of a type starts from: what the engine looks up for every event.</summary>
internal sealed class WorkflowStart
{
    public required Guid TypeId { get; init; }
    public required string EventName { get; init; }
    public required string StepId { get; init; }
}
