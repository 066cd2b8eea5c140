using System.Text.Json;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Diagrams;

/// <summary>Settings as people read them: the label that the form has, and the value in words.</summary>
internal sealed class SettingWords(ActivityCatalogue catalogue, IWords words)
{
    public IReadOnlyList<(string Name, string Label, string Value)> Of(Step step)
    {
        if (step.Settings is not { ValueKind: JsonValueKind.Object } settings) return [];
        var known = catalogue.Find(step.Activity) is { } activity ? SettingsSchema.Of(activity) : [];
        return [.. settings.EnumerateObject().Select(p => known.FirstOrDefault(s => s.Name.Equals(p.Name, StringComparison.OrdinalIgnoreCase)) is { } setting
            ? (setting.Name, Label(setting), Say(setting, p.Value)) : (p.Name, p.Name, Raw(p.Value)))];
    }

    private string Label(Setting setting) => words.Has(setting.LabelKey) ? words.Text(setting.LabelKey) : setting.Name;

    private string Say(Setting setting, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return words.Text("Workflows.Form.None");
        switch (setting.Form)
        {
            case SettingForm.Conditions: return Group(value);
            case SettingForm.Record: return Fields(setting, value);
            case SettingForm.Records when value.ValueKind == JsonValueKind.Array: return string.Join(" · ", value.EnumerateArray().Select(v => Fields(setting, v)));
            case SettingForm.Pairs when value.ValueKind == JsonValueKind.Object: return string.Join("; ", value.EnumerateObject().Select(p => $"{p.Name} = {Raw(p.Value)}"));
            case SettingForm.YesNo: return words.Text(value.ValueKind == JsonValueKind.True ? "Workflows.Form.Yes" : "Workflows.Form.No");
            case SettingForm.Choice: return words.Has($"{setting.Type.Name}.{Raw(value)}") ? words.Text($"{setting.Type.Name}.{Raw(value)}") : Raw(value);
            case SettingForm.Whole when setting.Mark<WorkingDaysAttribute>() is not null && value.TryGetInt32(out var days): return words.Text("Workflows.Describe.WorkingDays", days);
            case SettingForm.Text when setting.Mark<EventNameAttribute>() is not null: return EventNames.Say(words, Raw(value));
            default: return Raw(value);
        }
    }

    private string Fields(Setting setting, JsonElement value) => value.ValueKind != JsonValueKind.Object ? Raw(value)
        : string.Join("; ", value.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).Select(p => setting.Fields.FirstOrDefault(f => f.Name.Equals(p.Name, StringComparison.OrdinalIgnoreCase)) is { } field
            ? $"{Label(field)}: {Say(field, p.Value)}" : $"{p.Name}: {Raw(p.Value)}"));

    private string Group(JsonElement json)
    {
        ConditionGroup? group;
        try
        {
            group = json.Deserialize<ConditionGroup>(SettingsReader.Options);
        }
        catch (JsonException)
        {
            return Raw(json);
        }

        return group is null ? "" : Say(group);
    }

    private string Say(ConditionGroup group) => string.Join(
        words.Text(group.Match == Match.All ? "Workflows.Say.And" : "Workflows.Say.Or"),
        group.Rows.Select(r => words.Text("Workflows.Describe.Condition", r.Variable, words.Text(r.Is), r.Value is { } value ? Raw(value) : "").Trim()).Concat((group.Groups ?? []).Select(g => $"({Say(g)})")));

    private static string Raw(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Raw)),
        _ => value.GetRawText(),
    };
}
