using System.Text.Json;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Domain;

/// <summary>What a version of a type says: its steps, and how they are connected.</summary>
internal sealed record Definition(string Title, string About, bool OnePerSubject, IReadOnlyList<Variable> Variables, IReadOnlyList<Step> Activities)
{
    /// <summary>The target that ends a branch.</summary>
    public const string End = "end";

    public Step? Find(string id) => Activities.FirstOrDefault(a => a.Id == id);
}

/// <summary>A variable that a workflow of this type knows.</summary>
internal sealed record Variable(string Name, Contracts.ValueKind Kind, JsonElement? Default = null);

/// <summary>One step: an activity, its settings and where its outcomes lead.</summary>
internal sealed record Step(string Id, string Activity, string? Title, JsonElement? Settings, IReadOnlyDictionary<string, string> Then, RetryPolicy? Retry = null)
{
    public RetryPolicy RetryOrDefault => Retry ?? RetryPolicy.Default;
}

/// <summary>How often a step is tried, and how long before the second time; each time after that twice as long.</summary>
internal sealed record RetryPolicy(int Attempts, int Seconds)
{
    private const int LongestWaitInSeconds = 6 * 60 * 60;

    public static RetryPolicy Default { get; } = new(4, 30);

    public TimeSpan WaitAfter(int attempts) => TimeSpan.FromSeconds(Math.Min(LongestWaitInSeconds, Seconds * Math.Pow(2, attempts - 1)));
}
