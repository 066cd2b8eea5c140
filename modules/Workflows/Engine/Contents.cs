using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Procurement.Data;
using Procurement.Data.Outbox;

namespace Procurement.Workflows.Engine;

/// <summary>What a workflow knows.</summary>
internal sealed record WorkflowData(
    string CorrelationId, string? Title, string? Url, Dictionary<string, JsonElement> Variables, Dictionary<string, Dictionary<string, JsonElement>> Outputs)
{
    /// <summary>How far each loop over a list has come, by step and by the forks that it is inside of; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, Loop>? Loops { get; set; }
}

/// <summary>A loop under way: the items as they were when it began, the place of the next one, and how many steps had been taken without a wait.</summary>
internal sealed record Loop(IReadOnlyList<JsonElement> Items, int Next, int StepsBefore);

/// <summary>What an event brought, and who caused it.</summary>
internal sealed record EventContent(
    string Name, string CorrelationId, Dictionary<string, JsonElement> Variables, string? Title, string? Url, Guid? ByUserId, string ByName);

/// <summary>What a line of the journal holds.</summary>
internal sealed record RecordContent(
    IReadOnlyList<Sentence> Said, string? ByName = null, Guid? ByUserId = null, string? Event = null, string? Timer = null,
    IReadOnlyDictionary<string, JsonElement>? Input = null, IReadOnlyDictionary<string, JsonElement>? Given = null, Sentence? Fault = null,
    DateTimeOffset? NextTry = null);

/// <summary>Writes and reads contents, encrypted under seal.</summary>
internal static class Sealing
{
    public static string Write<T>(this ISeals seals, Guid? sealId, T content) => seals.Hide(sealId, JsonSerializer.Serialize(content, EventJson.Options));

    public static T Read<T>(this ISeals seals, Guid? sealId, string stored) =>
        JsonSerializer.Deserialize<T>(seals.Show(sealId, stored), EventJson.Options)!;

    public static string Hide(this ISeals seals, Guid? sealId, string text) => sealId is { } seal ? seals.Seal(seal, text) : text;

    public static string Show(this ISeals seals, Guid? sealId, string stored) => sealId is { } seal ? seals.Open(seal, stored) : stored;

    /// <summary>The subject as it is looked for: under seal a digest, which tells nothing to who does not know the subject already.</summary>
    public static string Correlation(Guid? sealId, string correlationId) => sealId is { } seal
        ? "s:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seal:N}:{correlationId}")))
        : correlationId;
}
