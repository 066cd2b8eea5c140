using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Site.Domain;

/// <summary>One owner's settings, as stored.</summary>
internal sealed class SettingsRow : Entity
{
    public SettingsRow(string name, string json)
    {
        Name = name;
        Change(json);
    }

    private SettingsRow() { }

    /// <summary>The type's full name.</summary>
    public string Name { get; private set; } = "";

    public string Json { get; private set; } = "{}";

    public void Change(string json)
    {
        Json = json;
        Raise(new SettingsChanged(Id, Name));
    }
}

/// <summary>Which features an administrator has switched off. What is not named is on.</summary>
internal sealed record FeatureSwitches
{
    public List<string> Off { get; init; } = [];
}

/// <summary>A recipe that was run.</summary>
internal sealed class RecipeRecord : Entity
{
    public RecipeRecord(string name, DateOnly dayZero) => (Name, DayZero) = (name, dayZero);

    private RecipeRecord() { }

    public string Name { get; private set; } = "";

    /// <summary>The London day of the first run: the recipe's days count from it, however often it is run.</summary>
    public DateOnly DayZero { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When a run last came to its end; null while none has.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public int Runs { get; private set; }

    /// <summary>The step at which the last run stopped; null when it came to its end.</summary>
    public string? FailedAt { get; private set; }

    public void Start(DateTimeOffset now) => (StartedAt, Runs) = (now, Runs + 1);

    public void Finish(DateTimeOffset now)
    {
        (FinishedAt, FailedAt) = (now, null);
        Raise(new RecipeRun(Id, Name));
    }

    public void Fail(string step) => FailedAt = step.Length <= 200 ? step : step[..200];
}
