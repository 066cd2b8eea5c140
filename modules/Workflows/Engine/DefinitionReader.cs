using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>A type as somebody wrote it: the definition, and what surrounds it.</summary>
internal sealed record WrittenType(string Name, bool Enabled, string Note, Definition Definition);

/// <summary>Reads the JSON form of a type, which the module's README describes, and writes it in a form that can be compared.</summary>
internal static partial class DefinitionReader
{
    private static readonly string[] TypeFields = ["$schema", "step", "environments", "name", "title", "about", "note", "enabled", "onePerSubject", "variables", "activities"];
    private static readonly string[] StepFields = ["id", "activity", "title", "settings", "then", "retry"];
    private static readonly string[] VariableFields = ["name", "kind", "default"];

    public static WrittenType? Read(JsonElement json, List<Refusal> mistakes)
    {
        var before = mistakes.Count;
        Unknown(json, TypeFields, "", mistakes);
        var name = Text(json, "name", "", mistakes);
        if (name.Length > 0 && !IsName(name)) mistakes.Add(new DefinitionNameWrong(name));
        var title = Text(json, "title", "", mistakes);
        List<Variable> variables = [];
        foreach (var one in List(json, "variables", required: false, mistakes))
        {
            Unknown(one, VariableFields, "variables", mistakes);
            var variable = Text(one, "name", "variables", mistakes);
            if (variable.Length > 0 && !IsVariable(variable)) mistakes.Add(new DefinitionNameWrong(variable));
            if (!Enum.TryParse<Contracts.ValueKind>(Text(one, "kind", variable, mistakes), ignoreCase: false, out var kind)) mistakes.Add(new DefinitionFieldWrong("kind", variable));
            variables.Add(new Variable(variable, kind, one.TryGetProperty("default", out var value) ? value.Clone() : null));
        }

        List<Step> steps = [];
        foreach (var one in List(json, "activities", required: true, mistakes))
        {
            var id = Text(one, "id", "activities", mistakes);
            if (id.Length > 0 && (!IsName(id) || id == Definition.End)) mistakes.Add(new DefinitionNameWrong(id));
            Unknown(one, StepFields, id, mistakes);
            var then = new Dictionary<string, string>();
            if (one.TryGetProperty("then", out var targets))
            {
                if (targets.ValueKind != JsonValueKind.Object || targets.EnumerateObject().Any(t => t.Value.ValueKind != JsonValueKind.String)) mistakes.Add(new DefinitionFieldWrong("then", id));
                else foreach (var target in targets.EnumerateObject()) then[target.Name] = target.Value.GetString()!;
            }

            steps.Add(new Step(id, Text(one, "activity", id, mistakes), one.TextOrNull("title"),
                one.TryGetProperty("settings", out var settings) ? settings.Clone() : null, then, Retry(one, id, mistakes)));
        }

        if (mistakes.Count > before) return null;
        return new WrittenType(name, !json.TryGetProperty("enabled", out var enabled) || enabled.ValueKind != JsonValueKind.False, json.TextOrNull("note") ?? "",
            new Definition(title, json.TextOrNull("about") ?? "", json.TryGetProperty("onePerSubject", out var one1) && one1.ValueKind == JsonValueKind.True, variables, steps));
    }

    /// <summary>The text, in the order in which it was written, and one hash for one content, however it was spaced and ordered.</summary>
    public static (string Json, string Hash) Write(Definition definition)
    {
        var node = JsonSerializer.SerializeToNode(definition, EventJson.Options)!;
        return (node.ToJsonString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(node)!.ToJsonString()))));
    }

    public static Definition Stored(string json) => JsonSerializer.Deserialize<Definition>(json, EventJson.Options)!;

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static RetryPolicy? Retry(JsonElement step, string id, List<Refusal> mistakes)
    {
        if (!step.TryGetProperty("retry", out var retry)) return null;
        if (retry.ValueKind == JsonValueKind.Object
            && retry.TryGetProperty("attempts", out var attempts) && attempts.ValueKind == JsonValueKind.Number && attempts.TryGetInt32(out var times) && times is >= 1 and <= 20
            && retry.TryGetProperty("seconds", out var wait) && wait.ValueKind == JsonValueKind.Number && wait.TryGetInt32(out var seconds) && seconds is >= 1 and <= 86400)
            return new RetryPolicy(times, seconds);
        mistakes.Add(new StepRetryWrong(id));
        return null;
    }

    private static void Unknown(JsonElement json, string[] known, string where, List<Refusal> mistakes)
    {
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var property in json.EnumerateObject().Where(p => !known.Contains(p.Name))) mistakes.Add(new DefinitionFieldWrong(property.Name, where));
    }

    private static string Text(JsonElement json, string name, string where, List<Refusal> mistakes)
    {
        if (json.TextOrNull(name) is { } text && !string.IsNullOrWhiteSpace(text)) return text;
        mistakes.Add(new DefinitionFieldMissing(name, where.Length > 0 ? where : "workflow-type"));
        return "";
    }

    private static List<JsonElement> List(JsonElement json, string name, bool required, List<Refusal> mistakes)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list))
        {
            if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(i => i.ValueKind == JsonValueKind.Object)) return [.. list.EnumerateArray()];
            mistakes.Add(new DefinitionFieldWrong(name, ""));
        }
        else if (required) mistakes.Add(new DefinitionFieldMissing(name, "workflow-type"));

        return [];
    }

    private static string? TextOrNull(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsName(string name) => NameForm().IsMatch(name);

    private static bool IsVariable(string name) => VariableForm().IsMatch(name) && name is not (ValueReader.Outputs or ValueReader.Subject or ValueReader.Url);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NameForm();

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex VariableForm();
}
