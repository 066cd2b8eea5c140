using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Engine;

/// <summary>
/// Handlebars texts over a workflow's values. <c>{{day x}}</c> and <c>{{instant x}}</c> write dates for people. The result is plain
/// text: who shows it escapes it.
/// </summary>
internal static partial class Texts
{
    private static readonly string[] Helpers = ["day", "instant", "if", "unless", "each", "with"];
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> Compiled = new();
    private static readonly IHandlebars Engine = Create();

    public static string Fill(string text, WorkflowData data)
    {
        if (!text.Contains("{{", StringComparison.Ordinal)) return text;
        foreach (var name in Names(text)) _ = ValueReader.Find(name, data);
        try
        {
            return Compiled.GetOrAdd(text, static t => Engine.Compile(t))(Model(data));
        }
        catch (HandlebarsException e)
        {
            throw new CannotEvaluateException(e.Message);
        }
    }

    /// <summary>The value that a text stands for: what it names alone, as it is, or else the filled text, read as its kind.</summary>
    public static JsonElement FillAs(string text, Contracts.ValueKind kind, WorkflowData data)
    {
        if (Alone().Match(text) is { Success: true } named) return ValueReader.Find(named.Groups[1].Value, data);
        var filled = Fill(text, data).Trim();
        switch (kind)
        {
            case Contracts.ValueKind.Number when decimal.TryParse(filled, NumberStyles.Number, CultureInfo.InvariantCulture, out var number): return Values.One(number);
            case Contracts.ValueKind.Boolean when bool.TryParse(filled, out var truth): return Values.One(truth);
            case Contracts.ValueKind.Day when DateOnly.TryParseExact(filled, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _): return Values.One(filled);
            case Contracts.ValueKind.Instant when DateTimeOffset.TryParse(filled, CultureInfo.InvariantCulture, out var at): return Values.One(at);
            case Contracts.ValueKind.List: return Values.One(filled.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            case Contracts.ValueKind.Text or Contracts.ValueKind.Any: return Values.One(filled);
            default: throw new CannotEvaluateException(text);
        }
    }

    /// <summary>Why the text cannot be read; null when it can.</summary>
    public static string? Mistake(string text)
    {
        try
        {
            Engine.Compile(text);
            return null;
        }
        catch (HandlebarsException e)
        {
            return e.Message;
        }
    }

    /// <summary>The values that a text names.</summary>
    public static IEnumerable<string> Names(string text)
    {
        foreach (System.Text.RegularExpressions.Match found in Expression().Matches(text))
        {
            var words = found.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] == "else") continue;
            var skip = words.Length > 1 && Helpers.Contains(words[0].TrimStart('#')) ? 1 : 0;
            foreach (var word in words.Skip(skip))
                if (word[0] is not ('/' or '@' or '"' or '\'' or '!' or '^') && !word.StartsWith("this", StringComparison.Ordinal) && !word.StartsWith("..", StringComparison.Ordinal)
                    && !char.IsDigit(word[0]))
                    yield return word.TrimStart('#', '&');
        }
    }

    private static IHandlebars Create()
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, FormatProvider = CultureInfo.InvariantCulture });
        engine.RegisterHelper("day", (writer, _, args) => writer.WriteSafeString(Day(args[0])));
        engine.RegisterHelper("instant", (writer, _, args) => writer.WriteSafeString(DateTimeOffset.TryParse(args[0]?.ToString(), CultureInfo.InvariantCulture, out var at) ? London.Long(at) : throw new CannotEvaluateException("instant " + args[0])));
        return engine;
    }

    private static string Day(object? value) =>
        DateOnly.TryParseExact(value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? London.Day(day)
        : DateTimeOffset.TryParse(value?.ToString(), CultureInfo.InvariantCulture, out var at) ? London.Day(London.DateOf(at))
        : throw new CannotEvaluateException("day " + value);

    private static Dictionary<string, object?> Model(WorkflowData data)
    {
        var model = data.Variables.ToDictionary(v => v.Key, v => Plain(v.Value));
        model[ValueReader.Outputs] = data.Outputs.ToDictionary(s => s.Key, s => (object?)s.Value.ToDictionary(o => o.Key, o => Plain(o.Value)));
        model[ValueReader.Subject] = data.Title ?? "";
        model[ValueReader.Url] = data.Url ?? "";
        return model;
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value)),
        _ => null,
    };

    [GeneratedRegex(@"^\s*\{\{\{?\s*([A-Za-z0-9.\-]+)\s*\}?\}\}\s*$")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\{\{\{?([^{}]+)\}?\}\}")]
    private static partial Regex Expression();
}
