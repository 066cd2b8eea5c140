using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Procurement.Kernel;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Reads a step's JSON settings into the activity's record, and says what is wrong with them.</summary>
internal static class SettingsReader
{
    private static readonly JsonElement Empty = JsonSerializer.SerializeToElement(new { });
    private static readonly ConcurrentDictionary<(Type, string), object> Known = new();

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The settings of a published step: they were checked then.</summary>
    public static object Read(Type type, JsonElement? settings)
    {
        var json = (settings ?? Empty).GetRawText();
        return Known.GetOrAdd((type, json), static key => JsonSerializer.Deserialize(key.Item2, key.Item1, Options)!);
    }

    public static object? TryRead(string stepId, Type type, JsonElement? settings, List<Refusal> mistakes)
    {
        var json = settings ?? Empty;
        if (json.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(new StepSettingWrong(stepId, json.ValueKind.ToString()));
            return null;
        }

        var before = mistakes.Count;
        var known = Options.GetTypeInfo(type).Properties;
        var given = json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var property in known.Where(p => (p.IsRequired || p.AssociatedParameter is { HasDefaultValue: false }) && !given.ContainsKey(p.Name)))
            mistakes.Add(new StepSettingMissing(stepId, property.Name));
        foreach (var name in given.Keys.Where(n => !known.Any(p => p.Name.Equals(n, StringComparison.OrdinalIgnoreCase))))
            mistakes.Add(new StepSettingUnknown(stepId, name));
        if (mistakes.Count > before) return null;

        try
        {
            var read = json.Deserialize(type, Options)!;
            List<ValidationResult> results = [];
            if (Validator.TryValidateObject(read, new ValidationContext(read), results, validateAllProperties: true)) return read;
            mistakes.AddRange(results.Select(r => new StepSettingWrong(stepId, r.ErrorMessage ?? string.Join(", ", r.MemberNames))));
        }
        catch (JsonException e)
        {
            mistakes.Add(new StepSettingWrong(stepId, e.Path is { Length: > 2 } path ? path[2..] : e.Message));
        }

        return null;
    }
}
