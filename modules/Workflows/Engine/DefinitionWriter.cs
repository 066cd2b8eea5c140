using System.Text.Json;
using System.Text.Json.Nodes;
using Procurement.Data.Outbox;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Writes a type as a step of a recipe: what <see cref="DefinitionReader"/> reads.</summary>
internal static class DefinitionWriter
{
    /// <summary>Where the JSON schema of a type stands, on this portal.</summary>
    public const string SchemaAddress = "/schemas/workflow-type.json";

    public static JsonElement Write(string name, Definition definition, string? schema = null, bool? enabled = null, string? note = null)
    {
        var step = new JsonObject();
        if (schema is not null) step["$schema"] = schema;
        (step["step"], step["name"], step["title"], step["about"]) = ("workflow-type", name, definition.Title, definition.About);
        if (!string.IsNullOrEmpty(note)) step["note"] = note;
        if (enabled is { } on) step["enabled"] = on;
        step["onePerSubject"] = definition.OnePerSubject;
        step["variables"] = new JsonArray([.. definition.Variables.Select(v =>
        {
            var variable = new JsonObject { ["name"] = v.Name, ["kind"] = v.Kind.ToString() };
            if (v.Default is { } value) variable["default"] = JsonNode.Parse(value.GetRawText());
            return (JsonNode)variable;
        })]);
        step["activities"] = new JsonArray([.. definition.Activities.Select(s => (JsonNode)Write(s))]);
        return JsonSerializer.SerializeToElement(step, EventJson.Options);
    }

    private static JsonObject Write(Step step)
    {
        var json = new JsonObject { ["id"] = step.Id, ["activity"] = step.Activity };
        if (step.Title is not null) json["title"] = step.Title;
        if (step.Settings is { } settings) json["settings"] = JsonNode.Parse(settings.GetRawText());
        json["then"] = new JsonObject(step.Then.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
        if (step.Retry is { } retry) json["retry"] = new JsonObject { ["attempts"] = retry.Attempts, ["seconds"] = retry.Seconds };
        return json;
    }
}
