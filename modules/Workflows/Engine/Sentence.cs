using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Procurement.Data.Outbox;
using Procurement.Kernel;

namespace Procurement.Workflows.Engine;

/// <summary>A sentence kept as the key of its words and what fills it, so that everybody reads it in their own language later.</summary>
internal sealed record Sentence(string Key, IReadOnlyList<JsonElement> Args)
{
    public static Sentence Of(string key, object?[] args) => new(key, [.. args.Select(Store)]);

    /// <summary>The sentence of a refusal: its properties by name.</summary>
    public static Sentence Of(Refusal refusal) => Of(refusal.Key, [.. refusal.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && p.Name is not (nameof(Refusal.Key) or nameof(Refusal.Field) or "EqualityContract"))
        .SelectMany(p => new[] { p.Name, p.GetValue(refusal) })]);

    public string Say(IWords words) => words.Has(Key) ? words.Text(Key, [.. Args.Select(a => Restore(a, words))]) : Key;

    public string Write() => JsonSerializer.Serialize(this, EventJson.Options);

    public static Sentence? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<Sentence>(json, EventJson.Options);

    private static JsonElement Store(object? value) => JsonSerializer.SerializeToElement(value switch
    {
        DateTimeOffset at => new { at = at.ToString("O", CultureInfo.InvariantCulture) },
        DateOnly on => new { on = on.ToString("O", CultureInfo.InvariantCulture) },
        Enum word => new { word = $"{word.GetType().Name}.{word}" },
        null or string or bool or int or long or decimal or double => value,
        JsonElement json => json,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    }, EventJson.Options);

    private static object? Restore(JsonElement value, IWords words) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object when value.TryGetProperty("at", out var at) => at.GetDateTimeOffset(),
        JsonValueKind.Object when value.TryGetProperty("on", out var on) => DateOnly.ParseExact(on.GetString()!, "O", CultureInfo.InvariantCulture),
        JsonValueKind.Object when value.TryGetProperty("word", out var word) => words.Has(word.GetString()!) ? words.Text(word.GetString()!) : word.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };
}
