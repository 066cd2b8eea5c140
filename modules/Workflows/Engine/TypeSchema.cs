using System.Text.Json.Nodes;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>
/// The JSON schema of a workflow type as a recipe holds it, made from the catalogue: each activity's settings as its record declares
/// them. What a schema cannot say, such as that every outcome is connected, is said when a type is published.
/// </summary>
internal sealed class TypeSchema(ActivityCatalogue catalogue, IWords words)
{
    private const string Name = "^[a-z0-9]+(-[a-z0-9]+)*$";

    public JsonObject Make(string address)
    {
        var definitions = new JsonObject
        {
            ["variable"] = Closed(["name", "kind"], new()
            {
                ["name"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z][A-Za-z0-9]*$" },
                ["kind"] = OneOf(Enum.GetNames<Contracts.ValueKind>()),
                ["default"] = new JsonObject(),
            }),
            ["retry"] = Closed(["attempts", "seconds"], new() { ["attempts"] = Whole(1, 20), ["seconds"] = Whole(1, 86400) }),
            ["condition"] = Closed(["variable", "is"], new() { ["variable"] = Text(), ["is"] = OneOf(Enum.GetNames<Comparison>()), ["value"] = new JsonObject() }),
            ["conditions"] = Closed(["match", "rows"], new()
            {
                ["match"] = OneOf(Enum.GetNames<Match>()),
                ["rows"] = List(Ref("condition")),
                ["groups"] = List(Closed(["match", "rows"], new() { ["match"] = OneOf(Enum.GetNames<Match>()), ["rows"] = List(Ref("condition")), ["groups"] = Or(List(new JsonObject()), "null") })),
            }),
        };
        foreach (var activity in catalogue.All.OrderBy(a => a.Name, StringComparer.Ordinal)) definitions["step-" + activity.Name] = Step(activity);

        var type = Closed(["step", "name", "title", "activities"], new()
        {
            ["$schema"] = Text(),
            ["step"] = OneOf("workflow-type"),
            ["environments"] = List(Text()),
            ["name"] = new JsonObject { ["type"] = "string", ["pattern"] = Name, ["maxLength"] = 100 },
            ["title"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            ["about"] = Text(),
            ["note"] = Text(),
            ["enabled"] = new JsonObject { ["type"] = "boolean" },
            ["onePerSubject"] = new JsonObject { ["type"] = "boolean" },
            ["variables"] = List(Ref("variable")),
            ["activities"] = new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["items"] = new JsonObject { ["oneOf"] = new JsonArray([.. catalogue.All.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => (JsonNode)Ref("step-" + a.Name))]) },
            },
        });
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["$id"] = address, ["title"] = "workflow-type", ["description"] = words.Text("Workflows.Schema.About") };
        foreach (var (key, value) in type.ToArray())
        {
            type.Remove(key);
            schema[key] = value;
        }

        schema["definitions"] = definitions;
        return schema;
    }

    private JsonObject Step(Activity activity)
    {
        var settings = SettingsSchema.Of(activity);
        var required = settings.Where(s => s.IsRequired).Select(s => s.Name).ToArray();
        var step = Closed(required.Length > 0 ? ["id", "activity", "settings"] : ["id", "activity"], new()
        {
            ["id"] = new JsonObject { ["type"] = "string", ["pattern"] = Name, ["not"] = OneOf(Definition.End) },
            ["activity"] = OneOf(activity.Name),
            ["title"] = Text(),
            ["settings"] = Record(settings),
            ["then"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Text() },
            ["retry"] = Ref("retry"),
        });
        step["description"] = words.Text(activity.DisplayKey) + (words.Has(activity.DisplayKey + ".About") ? ": " + words.Text(activity.DisplayKey + ".About") : "");
        return step;
    }

    private JsonObject Record(IReadOnlyList<Setting> settings)
    {
        var properties = new JsonObject();
        foreach (var setting in settings) properties[setting.Name] = Of(setting);
        return Closed([.. settings.Where(s => s.IsRequired).Select(s => s.Name)], properties);
    }

    private JsonObject Of(Setting setting)
    {
        var schema = setting.Form switch
        {
            SettingForm.Whole => Numbered("integer", setting),
            SettingForm.Number => Numbered("number", setting),
            SettingForm.YesNo => new JsonObject { ["type"] = "boolean" },
            SettingForm.Choice => OneOf([.. setting.Values]),
            SettingForm.Day => new JsonObject { ["type"] = "string", ["format"] = "date" },
            SettingForm.Instant => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            SettingForm.Value => [],
            SettingForm.Texts => List(Text()),
            SettingForm.Wholes => List(Numbered("integer", setting)),
            SettingForm.Pairs => new JsonObject { ["type"] = "object", ["additionalProperties"] = Text() },
            SettingForm.Conditions => Ref("conditions"),
            SettingForm.Record => Record(setting.Fields),
            SettingForm.Records => List(Record(setting.Fields)),
            _ => Text(),
        };
        if (setting.Form == SettingForm.Text)
        {
            if (setting.Longest is { } most) schema["maxLength"] = most;
            if (setting.Mark<System.ComponentModel.DataAnnotations.StringLengthAttribute>() is { MinimumLength: > 0 and var least }) schema["minLength"] = least;
        }

        // What need not be given may also be null.
        if (!setting.IsRequired && setting.Default is null && setting.Form is not SettingForm.Value) schema = Or(schema, "null");
        if (setting.Default is { } usual && setting.Form is SettingForm.Whole or SettingForm.YesNo) schema["default"] = JsonValue.Create(usual);
        if (!schema.ContainsKey("$ref")) schema["description"] = words.Has(setting.LabelKey + ".Hint") ? words.Text(setting.LabelKey + ".Hint") : words.Has(setting.LabelKey) ? words.Text(setting.LabelKey) : setting.Name;
        return schema;
    }

    private static JsonObject Numbered(string type, Setting setting)
    {
        var schema = new JsonObject { ["type"] = type };
        if (setting.Range is var (least, most)) (schema["minimum"], schema["maximum"]) = (least, most);
        return schema;
    }

    private static JsonObject Closed(string[] required, JsonObject properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Length > 0) schema["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]);
        return schema;
    }

    private static JsonObject Or(JsonObject schema, string type) => new() { ["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = type }) };

    private static JsonObject OneOf(params string[] values) => new() { ["enum"] = new JsonArray([.. values.Select(v => (JsonNode)v)]) };

    private static JsonObject Ref(string name) => new() { ["$ref"] = "#/definitions/" + name };

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Whole(int least, int most) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    private static JsonObject Text() => new() { ["type"] = "string" };
}
