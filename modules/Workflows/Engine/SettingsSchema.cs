using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Engine;

/// <summary>What form a setting has in JSON.</summary>
internal enum SettingForm
{
    Text,
    Whole,
    Number,
    YesNo,
    Choice,
    Day,
    Instant,
    Value,
    Texts,
    Wholes,
    Pairs,
    Conditions,
    Record,
    Records,
}

/// <summary>
/// One setting of an activity, read from its record alone: the form to fill in, the check of what was typed and the JSON schema all
/// come from here.
/// </summary>
internal sealed record Setting(
    string Name, string LabelKey, SettingForm Form, Type Type, bool IsRequired, object? Default, IReadOnlyList<Attribute> Marks, IReadOnlyList<Setting> Fields)
{
    public T? Mark<T>() where T : Attribute => Marks.OfType<T>().FirstOrDefault();

    /// <summary>The smallest and the largest number that may be given; null when any may.</summary>
    public (decimal Least, decimal Most)? Range =>
        Mark<WorkingDaysAttribute>() is { } days ? (days.Least, days.Most)
        : Mark<RangeAttribute>() is { } range && range.Minimum is IConvertible least && range.Maximum is IConvertible most
            ? (least.ToDecimal(System.Globalization.CultureInfo.InvariantCulture), most.ToDecimal(System.Globalization.CultureInfo.InvariantCulture)) : null;

    /// <summary>The most characters; null when there is no limit.</summary>
    public int? Longest => Mark<StringLengthAttribute>()?.MaximumLength ?? Mark<MaxLengthAttribute>()?.Length;

    /// <summary>The values of a choice.</summary>
    public IReadOnlyList<string> Values => Form == SettingForm.Choice ? Enum.GetNames(Type) : [];
}

/// <summary>The settings of each activity.</summary>
internal static class SettingsSchema
{
    private const int Deepest = 4;
    private static readonly ConcurrentDictionary<(Type, string), IReadOnlyList<Setting>> Known = new();

    public static IReadOnlyList<Setting> Of(Activity activity) => Of(activity.SettingsType, activity.DisplayKey + ".Setting.");

    private static IReadOnlyList<Setting> Of(Type type, string labels, int depth = 0) =>
        Known.GetOrAdd((type, labels), key => [.. SettingsReader.Options.GetTypeInfo(key.Item1).Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => Read(p, key.Item2, depth))]);

    private static Setting Read(JsonPropertyInfo property, string labels, int depth)
    {
        var parameter = property.AssociatedParameter;
        var declared = (property.AttributeProvider as PropertyInfo)?.Name ?? property.Name;
        List<Attribute> marks = [.. (property.AttributeProvider?.GetCustomAttributes(true) ?? []).Concat(parameter?.AttributeProvider?.GetCustomAttributes(true) ?? []).OfType<Attribute>()];
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var form = FormOf(type);
        var inner = form switch { SettingForm.Record => type, SettingForm.Records => ItemOf(type)!, _ => null };
        var fields = inner is null || depth >= Deepest ? [] : Of(inner, $"Setting.{inner.Name}.", depth + 1);
        var required = property.IsRequired || parameter is { HasDefaultValue: false };
        return new Setting(property.Name, labels + declared, form, type, required, parameter is { HasDefaultValue: true } ? parameter.DefaultValue : null, marks, fields);
    }

    private static SettingForm FormOf(Type type)
    {
        if (type == typeof(string) || type == typeof(Guid) || type == typeof(Uri) || type == typeof(TimeOnly)) return SettingForm.Text;
        if (type == typeof(int) || type == typeof(long) || type == typeof(short)) return SettingForm.Whole;
        if (type == typeof(decimal) || type == typeof(double)) return SettingForm.Number;
        if (type == typeof(bool)) return SettingForm.YesNo;
        if (type.IsEnum) return SettingForm.Choice;
        if (type == typeof(DateOnly)) return SettingForm.Day;
        if (type == typeof(DateTimeOffset)) return SettingForm.Instant;
        if (type == typeof(JsonElement)) return SettingForm.Value;
        if (type == typeof(ConditionGroup)) return SettingForm.Conditions;
        if (PairsOf(type)) return SettingForm.Pairs;
        if (ItemOf(type) is { } item)
            return item == typeof(string) ? SettingForm.Texts : item == typeof(int) ? SettingForm.Wholes : SettingForm.Records;
        return SettingForm.Record;
    }

    private static bool PairsOf(Type type) => type.IsGenericType && type.GetGenericArguments() is [var key, _] && key == typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private static Type? ItemOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(IEnumerable).IsAssignableFrom(type) ? item : null;

    /// <summary>The outcomes that a step has, as far as its settings say, also while they are not whole.</summary>
    public static IReadOnlyList<string> Outcomes(Activity activity, JsonElement? settings)
    {
        var read = TryRead(activity.SettingsType, settings?.GetRawText() ?? "{}") ?? Nearest(activity, settings);
        try
        {
            return read is null ? [.. activity.SideOutcomes.Prepend(Activity.Done)] : [.. activity.OutcomesOf(read).Concat(activity.SideOutcomes).Distinct()];
        }
        catch (NullReferenceException)
        {
            // Settings that are not whole may lack what an activity looks at.
            return [.. activity.SideOutcomes.Prepend(Activity.Done)];
        }
    }

    /// <summary>The settings with something harmless in the place of what is missing or cannot be read.</summary>
    internal static object? Nearest(Activity activity, JsonElement? settings)
    {
        var filled = Harmless(Of(activity));
        if (TryRead(activity.SettingsType, filled.ToJsonString()) is not { } read) return null;
        if (settings is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var property in given.EnumerateObject())
            {
                var before = filled[property.Name]?.DeepClone();
                var had = filled.ContainsKey(property.Name);
                filled[property.Name] = JsonNode.Parse(property.Value.GetRawText());
                if (TryRead(activity.SettingsType, filled.ToJsonString()) is { } better) read = better;
                else if (had) filled[property.Name] = before;
                else filled.Remove(property.Name);
            }
        }

        return read;
    }

    private static JsonObject Harmless(IReadOnlyList<Setting> settings)
    {
        var json = new JsonObject();
        foreach (var setting in settings.Where(s => s.IsRequired))
        {
            json[setting.Name] = setting.Form switch
            {
                SettingForm.Whole or SettingForm.Number => setting.Range?.Least ?? 0,
                SettingForm.YesNo => false,
                SettingForm.Choice => setting.Values[0],
                SettingForm.Day => "2000-01-01",
                SettingForm.Instant => "2000-01-01T00:00:00Z",
                SettingForm.Texts or SettingForm.Wholes or SettingForm.Records => new JsonArray(),
                SettingForm.Pairs => new JsonObject(),
                SettingForm.Conditions => new JsonObject { ["match"] = "All", ["rows"] = new JsonArray() },
                SettingForm.Record => Harmless(setting.Fields),
                _ => "",
            };
        }

        return json;
    }

    private static object? TryRead(Type type, string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type, SettingsReader.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
