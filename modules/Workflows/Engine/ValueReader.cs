using System.Globalization;
using System.Text.Json;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Engine;

/// <summary>Finds values by the names that conditions and texts use, and compares them. What it cannot do it says by an exception, never by "no".</summary>
internal static class ValueReader
{
    public const string Outputs = "outputs";
    public const string Subject = "subject";
    public const string Url = "url";

    public static bool Holds(ConditionGroup group, Func<string, JsonElement> find)
    {
        // Every row is looked at, so that one that cannot be evaluated is never hidden by another.
        var answers = group.Rows.Select(r => Holds(r, find)).Concat((group.Groups ?? []).Select(g => Holds(g, find))).ToArray();
        return group.Match == Match.All ? answers.All(a => a) : answers.Any(a => a);
    }

    public static JsonElement Find(string name, WorkflowData data)
    {
        var parts = name.Split('.');
        var rest = 1;
        JsonElement value;
        if (parts is [Outputs, var step, var output, ..])
        {
            if (!data.Outputs.TryGetValue(step, out var given) || !given.TryGetValue(output, out value)) throw new CannotEvaluateException(name);
            rest = 3;
        }
        else if (name == Subject) return Values.One(data.Title);
        else if (name == Url) return Values.One(data.Url);
        else if (!data.Variables.TryGetValue(parts[0], out value)) throw new CannotEvaluateException(name);

        foreach (var part in parts[rest..])
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value)) throw new CannotEvaluateException(name);
        return value;
    }

    /// <summary>True when a value is of the kind: what can be declared so, and compared so.</summary>
    public static bool Fits(Contracts.ValueKind kind, JsonElement value) => kind switch
    {
        Contracts.ValueKind.Text => value.ValueKind == JsonValueKind.String,
        Contracts.ValueKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _),
        Contracts.ValueKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        Contracts.ValueKind.Instant => TryInstant(value, out _),
        Contracts.ValueKind.Day => TryDay(value, out _),
        Contracts.ValueKind.List => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String),
        _ => value.ValueKind != JsonValueKind.Undefined,
    };

    private static bool Holds(Condition row, Func<string, JsonElement> find)
    {
        var value = find(row.Variable);
        return row.Is switch
        {
            Comparison.IsEmpty => IsEmpty(value),
            Comparison.IsNotEmpty => !IsEmpty(value),
            Comparison.IsTrue => Truth(row, value),
            Comparison.IsFalse => !Truth(row, value),
            Comparison.EqualTo => Same(row, value, Given(row)),
            Comparison.NotEqualTo => !Same(row, value, Given(row)),
            Comparison.GreaterThan => Order(row, value) > 0,
            Comparison.AtLeast => Order(row, value) >= 0,
            Comparison.LessThan => Order(row, value) < 0,
            Comparison.AtMost => Order(row, value) <= 0,
            Comparison.IsOneOf => Given(row) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Any(one => Same(row, value, one)) : throw Cannot(row),
            Comparison.Contains when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().Any(one => Same(row, one, Given(row))),
            Comparison.Contains when value.ValueKind == JsonValueKind.String && Given(row).ValueKind == JsonValueKind.String =>
                value.GetString()!.Contains(Given(row).GetString()!, StringComparison.OrdinalIgnoreCase),
            _ => throw Cannot(row),
        };
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private static bool Truth(Condition row, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Cannot(row),
    };

    private static bool Same(Condition row, JsonElement value, JsonElement other) => (value.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => value.GetDecimal() == other.GetDecimal(),
        (JsonValueKind.True or JsonValueKind.False, JsonValueKind.True or JsonValueKind.False) => value.ValueKind == other.ValueKind,
        (JsonValueKind.String, JsonValueKind.String) => value.GetString() == other.GetString()
            || (TryInstant(value, out var a) && TryInstant(other, out var b) && a == b),
        _ => throw Cannot(row),
    };

    private static int Order(Condition row, JsonElement value)
    {
        var other = Given(row);
        if (value.ValueKind == JsonValueKind.Number && other.ValueKind == JsonValueKind.Number) return value.GetDecimal().CompareTo(other.GetDecimal());
        if (TryDay(value, out var day) && TryDay(other, out var otherDay)) return day.CompareTo(otherDay);
        if (TryInstant(value, out var instant) && TryInstant(other, out var otherInstant)) return instant.CompareTo(otherInstant);
        throw Cannot(row);
    }

    private static bool TryInstant(JsonElement value, out DateTimeOffset instant)
    {
        instant = default;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: >= 16 } text && text[10] == 'T' && value.TryGetDateTimeOffset(out instant);
    }

    private static bool TryDay(JsonElement value, out DateOnly day)
    {
        day = default;
        return value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static JsonElement Given(Condition row) => row.Value ?? throw Cannot(row);

    private static CannotEvaluateException Cannot(Condition row) => new($"{row.Variable} {row.Is}");
}
