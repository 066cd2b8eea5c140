using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Match = Procurement.Workflows.Contracts.Match;

namespace Procurement.Workflows.EditTypes;

/// <summary>How a setting is filled in.</summary>
internal enum Control
{
    Line,
    Short,
    Text,
    Select,
    Tick,
    Section,
    List,
    Item,
    Conditions,
    Group,
    Row,
}

/// <summary>A part of the form: a field, which has a place in the list of what is sent, or what holds others.</summary>
internal sealed record FormNode(string Path, Control Control, string Label, string? Hint = null)
{
    public int Index { get; init; } = -1;
    public string? Suffix { get; init; }
    public string? Keyboard { get; init; }
    public string Width { get; init; } = "5";
    public bool TakesValues { get; init; }
    public IReadOnlyList<Choice> Choices { get; init; } = [];
    public IReadOnlyList<FormNode> Nodes { get; init; } = [];

    /// <summary>What a button has to name so that there is one more of it, or one less.</summary>
    public string? Adds { get; init; }
    public string? Removes { get; init; }
}

/// <summary>Something that was typed and cannot be read.</summary>
internal sealed record FormMistake(string Path, Refusal Reason);

/// <summary>
/// The form of a step's settings, made from the activity's record alone. Between the form and the JSON stands a flat list of paths and
/// texts: it is what is sent, and what is given back as it was when something cannot be read.
/// </summary>
internal sealed partial class SettingsForm(IReadOnlyList<Setting> settings, Pickers pickers, IWords words)
{
    private const int MostItems = 60;
    private readonly List<string> _leaves = [];

    /// <summary>The paths of the fields, in the order of the form.</summary>
    public IReadOnlyList<string> Leaves => _leaves;

    // ---- from JSON to texts ----

    public Dictionary<string, string> Flatten(JsonElement? json)
    {
        var texts = new Dictionary<string, string>();
        var given = json is { ValueKind: JsonValueKind.Object } o ? o : JsonSerializer.SerializeToElement(new { });
        foreach (var setting in settings) Flatten(setting, setting.Name, Property(given, setting.Name), texts);
        return texts;
    }

    private static JsonElement? Property(JsonElement? json, string name)
    {
        if (json is not { ValueKind: JsonValueKind.Object } o) return null;
        foreach (var property in o.EnumerateObject()) if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null) return property.Value;
        return null;
    }

    private static void Flatten(Setting setting, string path, JsonElement? value, Dictionary<string, string> texts)
    {
        switch (setting.Form)
        {
            case SettingForm.Record:
                foreach (var field in setting.Fields) Flatten(field, $"{path}.{field.Name}", Property(value, field.Name), texts);
                break;
            case SettingForm.Records when value is { ValueKind: JsonValueKind.Array } list:
                foreach (var (item, i) in list.EnumerateArray().Select((item, i) => (item, i)))
                    foreach (var field in setting.Fields) Flatten(field, $"{path}.{i}.{field.Name}", Property(item, field.Name), texts);
                break;
            case SettingForm.Pairs when value is { ValueKind: JsonValueKind.Object } pairs:
                foreach (var (pair, i) in pairs.EnumerateObject().Select((pair, i) => (pair, i)))
                    (texts[$"{path}.{i}.key"], texts[$"{path}.{i}.value"]) = (pair.Name, Say(pair.Value));
                break;
            case SettingForm.Conditions:
                Group(path, value);
                break;
            case SettingForm.Texts when IsChosen(setting) && value is { ValueKind: JsonValueKind.Array } chosen:
                foreach (var (one, i) in chosen.EnumerateArray().Select((one, i) => (one, i))) texts[$"{path}.{i}.item"] = Say(one);
                break;
            case SettingForm.Texts when value is { ValueKind: JsonValueKind.Array } list:
                texts[path] = string.Join('\n', list.EnumerateArray().Select(Say));
                break;
            case SettingForm.Wholes when value is { ValueKind: JsonValueKind.Array } list:
                texts[path] = string.Join(", ", list.EnumerateArray().Select(Say));
                break;
            case SettingForm.Records or SettingForm.Pairs:
                break;
            case SettingForm.Texts when IsChosen(setting):
                break;
            default:
                texts[path] = value is { } given ? Say(given) : setting.Default switch { null => "", true => "true", false => "false", var usual => Convert.ToString(usual, CultureInfo.InvariantCulture)! };
                break;
        }

        void Group(string at, JsonElement? group)
        {
            texts[at + ".match"] = Property(group, "match") is { } match ? Say(match) : nameof(Match.All);
            if (Property(group, "rows") is { ValueKind: JsonValueKind.Array } rows)
            {
                foreach (var (row, i) in rows.EnumerateArray().Select((row, i) => (row, i)))
                {
                    texts[$"{at}.rows.{i}.variable"] = Property(row, "variable") is { } variable ? Say(variable) : "";
                    texts[$"{at}.rows.{i}.is"] = Property(row, "is") is { } comparison ? Say(comparison) : "";
                    texts[$"{at}.rows.{i}.value"] = Property(row, "value") is { } other ? Say(other) : "";
                }
            }

            if (Property(group, "groups") is { ValueKind: JsonValueKind.Array } groups)
                foreach (var (inner, i) in groups.EnumerateArray().Select((inner, i) => (inner, i))) Group($"{at}.groups.{i}", inner);
        }
    }

    private static string Say(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Say)),
        _ => value.GetRawText(),
    };

    // ---- from texts to the form ----

    /// <summary>The form, with one more empty part where <paramref name="more"/> names a list.</summary>
    public IReadOnlyList<FormNode> Build(IReadOnlyDictionary<string, string> texts, string? more = null)
    {
        _leaves.Clear();
        return [.. settings.Select(s => Build(s, s.Name, texts, more))];
    }

    private FormNode Build(Setting setting, string path, IReadOnlyDictionary<string, string> texts, string? more)
    {
        var label = words.Has(setting.LabelKey) ? words.Text(setting.LabelKey) : Sentence(setting.Name);
        var hint = words.Has(setting.LabelKey + ".Hint") ? words.Text(setting.LabelKey + ".Hint") : null;
        var said = setting.IsRequired || setting.Form is SettingForm.YesNo ? label : words.Text("Workflows.Form.Optional", label);
        switch (setting.Form)
        {
            case SettingForm.Record:
                return new FormNode(path, Control.Section, said, hint) { Nodes = [.. setting.Fields.Select(f => Build(f, $"{path}.{f.Name}", texts, more))] };

            case SettingForm.Records:
                return List(path, said, hint, texts, more, i => setting.Fields.Select(f => Build(f, $"{path}.{i}.{f.Name}", texts, more)));

            case SettingForm.Pairs:
                return List(path, said, hint, texts, more, i =>
                [
                    Leaf($"{path}.{i}.key", Control.Line, words.Text("Workflows.Form.PairKey"), null),
                    Leaf($"{path}.{i}.value", Control.Line, words.Text("Workflows.Form.PairValue"), null) with { TakesValues = setting.Mark<TemplateAttribute>() is not null },
                ]);

            case SettingForm.Conditions:
                return Conditions(path, said, hint, texts, more);

            case SettingForm.YesNo:
                return Leaf(path, Control.Tick, said, hint);

            case SettingForm.Choice:
                return Leaf(path, Control.Select, said, hint) with { Choices = Optional(setting, [.. setting.Values.Select(v => new Choice(v, Word($"{setting.Type.Name}.{v}", v)))], texts.GetValueOrDefault(path)) };

            case SettingForm.Whole or SettingForm.Number:
                return Leaf(path, Control.Short, said, hint) with { Suffix = Days(setting), Keyboard = setting.Form == SettingForm.Whole ? "numeric" : "decimal" };

            case SettingForm.Wholes:
                return Leaf(path, Control.Short, said, hint ?? words.Text("Workflows.Form.WholesHint")) with { Suffix = Days(setting), Width = "10" };

            case SettingForm.Texts when IsChosen(setting):
                return List(path, said, hint, texts, more, i =>
                    [Leaf($"{path}.{i}.item", Control.Select, label, null) with { Choices = [new Choice("", words.Text("Workflows.Form.None")), .. Known(pickers.Of(setting) ?? [], texts.GetValueOrDefault($"{path}.{i}.item"))] }]);

            case SettingForm.Texts:
                return Leaf(path, Control.Text, said, hint ?? words.Text("Workflows.Form.TextsHint")) with { TakesValues = setting.Mark<TemplateAttribute>() is not null };

            default:
                var template = setting.Mark<TemplateAttribute>();
                if (template is null && pickers.Of(setting) is { } choices) return Leaf(path, Control.Select, said, hint) with { Choices = Optional(setting, Known(choices, texts.GetValueOrDefault(path)), texts.GetValueOrDefault(path)) };
                return Leaf(path, template is { Multiline: true } ? Control.Text : Control.Line, said, hint) with { TakesValues = template is not null };
        }
    }

    private FormNode List(string path, string label, string? hint, IReadOnlyDictionary<string, string> texts, string? more, Func<int, IEnumerable<FormNode>> item)
    {
        var count = Count(texts, path);
        if (more == path || count == 0) count++;
        return new FormNode(path, Control.List, label, hint)
        {
            Adds = path,
            Nodes = [.. Enumerable.Range(0, count).Select(i => new FormNode($"{path}.{i}", Control.Item, words.Text("Workflows.Form.ItemNumber", i + 1)) { Removes = $"{path}.{i}", Nodes = [.. item(i)] })],
        };
    }

    private FormNode Conditions(string path, string label, string? hint, IReadOnlyDictionary<string, string> texts, string? more)
    {
        var outer = Group(path);
        var groups = Count(texts, path + ".groups") + (more == path + ".groups" ? 1 : 0);
        return outer with
        {
            Control = Control.Conditions,
            Label = label,
            Hint = hint ?? words.Text("Workflows.Form.ConditionsHint"),
            Nodes = [.. outer.Nodes, .. Enumerable.Range(0, groups).Select(i => Group($"{path}.groups.{i}") with { Label = words.Text("Workflows.Form.GroupNumber", i + 1), Removes = $"{path}.groups.{i}" })],
        };

        FormNode Group(string at)
        {
            var rows = Count(texts, at + ".rows");
            if (more == at + ".rows" || rows == 0) rows++;
            return new FormNode(at, Control.Group, "")
            {
                Adds = at + ".rows",
                Nodes =
                [
                    Leaf(at + ".match", Control.Select, words.Text("Workflows.Form.Match"), null) with { Choices = [.. Enum.GetValues<Match>().Select(m => new Choice(m.ToString(), words.Text(m)))] },
                    .. Enumerable.Range(0, rows).Select(i => new FormNode($"{at}.rows.{i}", Control.Row, words.Text("Workflows.Form.RowNumber", i + 1))
                    {
                        Removes = $"{at}.rows.{i}",
                        Nodes =
                        [
                            Leaf($"{at}.rows.{i}.variable", Control.Select, words.Text("Workflows.Form.Variable"), null) with { Choices = Known(pickers.Variables(), texts.GetValueOrDefault($"{at}.rows.{i}.variable")) },
                            Leaf($"{at}.rows.{i}.is", Control.Select, words.Text("Workflows.Form.Comparison"), null) with { Choices = [.. Enum.GetValues<Comparison>().Select(c => new Choice(c.ToString(), words.Text(c)))] },
                            Leaf($"{at}.rows.{i}.value", Control.Line, words.Text("Workflows.Form.Value"), null),
                        ],
                    }),
                ],
            };
        }
    }

    /// <summary>A list whose items are chosen from what the definition knows, not typed.</summary>
    private static bool IsChosen(Setting setting) => setting.Form == SettingForm.Texts && setting.Mark<StepIdAttribute>() is not null;

    private string? Days(Setting setting) => setting.Mark<WorkingDaysAttribute>() is null ? null : words.Text("Workflows.Form.WorkingDays");

    private FormNode Leaf(string path, Control control, string label, string? hint)
    {
        _leaves.Add(path);
        return new FormNode(path, control, label, hint) { Index = _leaves.Count - 1 };
    }

    /// <summary>Nothing can be chosen where nothing has to be, and where nothing was yet: a list does not choose its first by itself.</summary>
    private IReadOnlyList<Choice> Optional(Setting setting, IReadOnlyList<Choice> choices, string? now) =>
        setting.Default is not null || (setting.IsRequired && !string.IsNullOrEmpty(now)) ? choices
        : [new Choice("", words.Text(setting.IsRequired ? "Workflows.Form.Choose" : "Workflows.Form.None")), .. choices];

    /// <summary>What stands there now can be kept, also when nobody offers it any more.</summary>
    private static IReadOnlyList<Choice> Known(IReadOnlyList<Choice> choices, string? now) =>
        string.IsNullOrEmpty(now) || choices.Any(c => c.Value == now) ? choices : [.. choices, new Choice(now, now)];

    private string Word(string key, string otherwise) => words.Has(key) ? words.Text(key) : Sentence(otherwise);

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + Between().Replace(name[1..], m => " " + m.Value.ToLowerInvariant());

    /// <summary>How many parts a list has: the highest number in what is known of it.</summary>
    private static int Count(IReadOnlyDictionary<string, string> texts, string path) => Math.Min(MostItems, texts.Keys
        .Where(k => k.StartsWith(path + ".", StringComparison.Ordinal)).Select(k => k[(path.Length + 1)..].Split('.')[0])
        .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i + 1 : 0).DefaultIfEmpty(0).Max());

    /// <summary>The texts without one part of a list; those after it move up.</summary>
    public static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> texts, string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 0 || !int.TryParse(path[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var gone)) return new(texts);
        var list = path[..(dot + 1)];
        var left = new Dictionary<string, string>();
        foreach (var (key, text) in texts)
        {
            if (!key.StartsWith(list, StringComparison.Ordinal) || key[list.Length..].Split('.', 2) is not [var number, var rest]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var i)) left[key] = text;
            else if (i != gone) left[$"{list}{(i > gone ? i - 1 : i)}.{rest}"] = text;
        }

        return left;
    }

    // ---- from texts to JSON ----

    /// <summary>Reads what was typed. What is missing stays away: the draft then says so.</summary>
    public JsonObject Parse(IReadOnlyDictionary<string, string> texts, List<FormMistake> mistakes)
    {
        var json = new JsonObject();
        foreach (var setting in settings)
            if (Parse(setting, setting.Name, texts, mistakes, Sibling) is { } value) json[setting.Name] = value;
        return json;

        ValueKind? Sibling() => settings.FirstOrDefault(s => s.Mark<VariableNameAttribute>() is { Declared: true }) is { } named
            && texts.TryGetValue(named.Name, out var variable) ? pickers.KindOf(variable) : null;
    }

    private JsonNode? Parse(Setting setting, string path, IReadOnlyDictionary<string, string> texts, List<FormMistake> mistakes, Func<ValueKind?> sibling)
    {
        var text = texts.GetValueOrDefault(path)?.Replace("\r\n", "\n", StringComparison.Ordinal) ?? "";
        var label = words.Has(setting.LabelKey) ? words.Text(setting.LabelKey) : Sentence(setting.Name);
        switch (setting.Form)
        {
            case SettingForm.Record:
                var record = new JsonObject();
                foreach (var field in setting.Fields)
                    if (Parse(field, $"{path}.{field.Name}", texts, mistakes, sibling) is { } part) record[field.Name] = part;
                return record.Count == 0 || (!setting.IsRequired && IsBlank(path, texts, setting.Fields)) ? null : record;

            case SettingForm.Records:
                var list = new JsonArray();
                for (var i = 0; i < Count(texts, path); i++)
                {
                    if (IsBlank($"{path}.{i}", texts, setting.Fields)) continue;
                    var item = new JsonObject();
                    foreach (var field in setting.Fields)
                        if (Parse(field, $"{path}.{i}.{field.Name}", texts, mistakes, sibling) is { } part) item[field.Name] = part;
                    list.Add(item);
                }

                return list.Count == 0 && !setting.IsRequired ? null : list;

            case SettingForm.Pairs:
                var pairs = new JsonObject();
                for (var i = 0; i < Count(texts, path); i++)
                    if (texts.GetValueOrDefault($"{path}.{i}.key")?.Trim() is { Length: > 0 } key) pairs[key] = texts.GetValueOrDefault($"{path}.{i}.value") ?? "";
                return pairs.Count == 0 && !setting.IsRequired ? null : pairs;

            case SettingForm.Conditions:
                var group = ParseGroup(path, texts, mistakes);
                return group["rows"]!.AsArray().Count == 0 && group["groups"] is null ? null : group;

            case SettingForm.Texts when IsChosen(setting):
                var chosen = new JsonArray();
                for (var i = 0; i < Count(texts, path); i++)
                    if (texts.GetValueOrDefault($"{path}.{i}.item")?.Trim() is { Length: > 0 } item) chosen.Add(item);
                return chosen.Count == 0 && !setting.IsRequired ? null : chosen;

            case SettingForm.Texts:
                var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return lines.Length == 0 && !setting.IsRequired ? null : new JsonArray([.. lines.Select(l => (JsonNode)l)]);

            case SettingForm.Wholes:
                var parts = text.Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                var numbers = new JsonArray();
                foreach (var part in parts)
                {
                    if (ReadNumber(setting, path, label, part, mistakes) is not { } one) return null;
                    numbers.Add(one);
                }

                return numbers.Count == 0 && !setting.IsRequired ? null : numbers;

            case SettingForm.YesNo:
                var yes = text.Split(',')[0] == "true";
                return yes == (setting.Default is true) && !setting.IsRequired ? null : yes;
        }

        if (string.IsNullOrWhiteSpace(text)) return null;
        switch (setting.Form)
        {
            case SettingForm.Whole or SettingForm.Number:
                return ReadNumber(setting, path, label, text.Trim(), mistakes);
            case SettingForm.Value:
                return ReadValue(sibling() ?? Contracts.ValueKind.Any, text, label, path, mistakes);
            case SettingForm.Day:
                return ReadValue(Contracts.ValueKind.Day, text, label, path, mistakes);
            case SettingForm.Instant:
                return ReadValue(Contracts.ValueKind.Instant, text, label, path, mistakes);
            default:
                var trimmed = setting.Mark<TemplateAttribute>() is { Multiline: true } ? text.TrimEnd() : text.Trim();
                if (setting.Longest is { } most && trimmed.Length > most) mistakes.Add(new FormMistake(path, new SettingTooLong(label, most)));
                return trimmed;
        }
    }

    private static bool IsBlank(string path, IReadOnlyDictionary<string, string> texts, IReadOnlyList<Setting> fields)
    {
        // A choice that has a usual value, or a box, says nothing by itself.
        var silent = fields.Where(f => f.Form == SettingForm.YesNo || f.Default is not null).Select(f => $"{path}.{f.Name}").ToHashSet();
        return !texts.Any(t => t.Key.StartsWith(path + ".", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(t.Value) && !silent.Contains(t.Key)
            && !t.Key.EndsWith(".match", StringComparison.Ordinal));
    }

    private JsonObject ParseGroup(string path, IReadOnlyDictionary<string, string> texts, List<FormMistake> mistakes)
    {
        var rows = new JsonArray();
        for (var i = 0; i < Count(texts, path + ".rows"); i++)
        {
            var at = $"{path}.rows.{i}";
            var (variable, comparison, value) = (texts.GetValueOrDefault(at + ".variable") ?? "", texts.GetValueOrDefault(at + ".is") ?? "", texts.GetValueOrDefault(at + ".value") ?? "");
            if (variable.Length == 0 && string.IsNullOrWhiteSpace(value)) continue;
            if (!Enum.TryParse<Comparison>(comparison, out var how)) how = Comparison.EqualTo;
            var row = new JsonObject { ["variable"] = variable, ["is"] = how.ToString() };
            var kind = pickers.KindOf(variable) ?? Contracts.ValueKind.Any;
            if (how is not (Comparison.IsEmpty or Comparison.IsNotEmpty or Comparison.IsTrue or Comparison.IsFalse) && !string.IsNullOrWhiteSpace(value))
            {
                if (how == Comparison.IsOneOf)
                {
                    var values = new JsonArray();
                    foreach (var one in value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) values.Add(ReadValue(kind, one, words.Text("Workflows.Form.Value"), at + ".value", mistakes));
                    row["value"] = values;
                }
                else
                {
                    // What a list contains is one of its texts.
                    var one = kind == Contracts.ValueKind.List ? Contracts.ValueKind.Text : kind;
                    row["value"] = ReadValue(one, value.Trim(), words.Text("Workflows.Form.Value"), at + ".value", mistakes);
                }
            }

            rows.Add(row);
        }

        var group = new JsonObject { ["match"] = texts.GetValueOrDefault(path + ".match") == nameof(Match.Any) ? nameof(Match.Any) : nameof(Match.All), ["rows"] = rows };
        var groups = new JsonArray();
        for (var i = 0; i < Count(texts, path + ".groups"); i++)
            if (ParseGroup($"{path}.groups.{i}", texts, mistakes) is { } inner && inner["rows"]!.AsArray().Count > 0) groups.Add(inner);
        if (groups.Count > 0) group["groups"] = groups;
        return group;
    }

    private static JsonNode? ReadNumber(Setting setting, string path, string label, string text, List<FormMistake> mistakes)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            || (setting.Form is SettingForm.Whole or SettingForm.Wholes && (number != Math.Truncate(number) || Math.Abs(number) > int.MaxValue)))
        {
            mistakes.Add(new FormMistake(path, new SettingNotANumber(label)));
            return null;
        }

        if (setting.Range is var (least, most) && (number < least || number > most))
        {
            mistakes.Add(new FormMistake(path, new SettingOutOfRange(label, least, most)));
            return null;
        }

        return setting.Form is SettingForm.Whole or SettingForm.Wholes ? (int)number : number;
    }

    private JsonNode? ReadValue(Contracts.ValueKind kind, string text, string label, string path, List<FormMistake> mistakes)
    {
        var given = text.Trim();
        if (text.Contains("{{", StringComparison.Ordinal)) return text;
        switch (kind)
        {
            case Contracts.ValueKind.Number when decimal.TryParse(given, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number):
                return number;
            case Contracts.ValueKind.Boolean when Truth(given) is { } truth:
                return truth;
            case Contracts.ValueKind.Day when DateOnly.TryParse(given, CultureInfo.GetCultureInfo("en-GB"), out var day):
                return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case Contracts.ValueKind.Instant when given.Length >= 16 && DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at):
                return at.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);
            case Contracts.ValueKind.Number or Contracts.ValueKind.Boolean or Contracts.ValueKind.Day or Contracts.ValueKind.Instant:
                mistakes.Add(new FormMistake(path, new SettingNotOfKind(label, words.Text(kind))));
                return null;
            case Contracts.ValueKind.List:
                return new JsonArray([.. given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => (JsonNode)t)]);
            case Contracts.ValueKind.Any:
                return Truth(given) is { } yes && given is "true" or "false" ? given == "true"
                    : decimal.TryParse(given, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var any) ? any : text;
            default:
                return text;
        }
    }

    private bool? Truth(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals(words.Text("Workflows.Form.Yes"), StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) || text.Equals(words.Text("Workflows.Form.No"), StringComparison.OrdinalIgnoreCase) || text.Equals("no", StringComparison.OrdinalIgnoreCase) ? false : null;

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Between();
}
