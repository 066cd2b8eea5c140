using System.Text.Json;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.EditTypes;

/// <summary>Something that keeps a draft from being published, in words for who edits it, and where it is mended.</summary>
/// <param name="StepId">The step; null when it concerns the type.</param>
/// <param name="Path">The field of its settings, or <c>then.Outcome</c>; null when it concerns the whole.</param>
/// <param name="Text">The sentence.</param>
/// <param name="IsMissing">True when something is not there yet: a step that nobody has filled in is not reproached with it.</param>
internal sealed record Problem(string? StepId, string? Path, string Text, bool IsMissing);

/// <summary>Finds them: the check is the one that publishing makes; here each mistake is put beside the field that it comes from.</summary>
internal sealed class ProblemFinder(DefinitionChecker checker, ActivityCatalogue catalogue, DiagramMaker diagrams, IWords words)
{
    public IReadOnlyList<Problem> Find(string name, Definition definition)
    {
        List<Problem> problems = [];
        var mistakes = new List<Refusal>();
        DefinitionReader.Read(DefinitionWriter.Write(name, definition), mistakes);
        problems.AddRange(mistakes.Select(m => new Problem(null, null, Say(m, null), m is DefinitionFieldMissing)));
        foreach (var mistake in checker.Check(definition)) problems.AddRange(Place(mistake, definition));
        return [.. problems.DistinctBy(p => (p.StepId, p.Path, p.Text))];
    }

    private IEnumerable<Problem> Place(Refusal mistake, Definition definition)
    {
        switch (mistake)
        {
            case StepSettingMissing m: return One(m.Id, m.Setting, isMissing: true);
            case StepSettingUnknown m: return One(m.Id, m.Setting);
            case StepOutcomeNotConnected m: return One(m.Id, "then." + m.Outcome, isMissing: true);
            case StepOutcomeUnknown m: return One(m.Id, "then." + m.Outcome);
            case StepTargetUnknown m: return One(m.Id, "then." + m.Outcome);
            case StepActivityUnknown m: return One(m.Id, null);
            case StepRetryWrong m: return One(m.Id, "retry");
            case StepUnreachable m: return One(m.Id, null);
            case StartReached m: return One(m.Id, null);
            case FaultHandlerReached m: return One(m.Id, null);
            case JoinWithoutFork m: return One(m.Id, null);
            case LoopNeverComesBack m: return One(m.Id, "then.Each");
            case LoopComesBackForked m: return One(m.Id, "then.Each");
            case LoopNeverWaits m: return m.Ids.Split(", ").Select(id => new Problem(id, null, Say(new LoopNeverWaits(Titles(m.Ids, definition)), id, definition), false));
            case StepSettingWrong m: return Located(m.Id, m.Detail, definition);
            case StepMistake m: return Located(m.Id, m.Detail, definition);
            default: return [new Problem(null, null, Say(mistake, null), false)];
        }

        Problem[] One(string id, string? path, bool isMissing = false) => [new Problem(id, path, Say(mistake, id, definition), isMissing)];
    }

    /// <summary>Looks for the field that the sentence comes from; where none is found it stands above the form.</summary>
    private IEnumerable<Problem> Located(string id, string detail, Definition definition)
    {
        var step = definition.Find(id)!;
        var activity = catalogue.Find(step.Activity)!;
        var facts = checker.FactsOf(definition);
        var found = step.Settings is not { ValueKind: JsonValueKind.Object } json ? []
            : SettingsSchema.Of(activity).SelectMany(s => Walk(s, s.Name, Property(json, s.Name))).Where(v => Mistakes(v.Setting, v.Value, facts).Any(m => words.Text(m) == detail)).Select(v => v.Path).ToArray();
        var named = found.Length > 0 ? found : [.. SettingsSchema.Of(activity).Where(s => Names(detail, s)).Select(s => s.Name).Take(1)];
        var text = Upper(detail);
        return named.Length == 0 ? [new Problem(id, null, text, false)] : named.Select(path => new Problem(id, path, text, false));
    }

    /// <summary>The validation of .NET names the property: "The field Minutes must be between 1 and 60."</summary>
    private static bool Names(string detail, Setting setting) =>
        detail.Contains($" {setting.LabelKey[(setting.LabelKey.LastIndexOf('.') + 1)..]} ", StringComparison.Ordinal) || detail == setting.Name || detail.StartsWith(setting.Name + ".", StringComparison.Ordinal);

    private static IEnumerable<Refusal> Mistakes(Setting setting, JsonElement value, IDefinitionFacts facts)
    {
        if (setting.Form == SettingForm.Conditions)
        {
            ConditionGroup? conditions = null;
            try
            {
                conditions = value.Deserialize<ConditionGroup>(SettingsReader.Options);
            }
            catch (JsonException)
            {
                // Said elsewhere.
            }

            return conditions is null ? [] : facts.CheckConditions(conditions);
        }

        var texts = value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
            JsonValueKind.Object when setting.Form == SettingForm.Pairs => [.. value.EnumerateObject().Select(p => p.Value.ToString())],
            _ => Array.Empty<string>(),
        };
        List<Refusal> mistakes = [.. texts.SelectMany(facts.CheckText)];
        if (setting.Mark<VariableNameAttribute>() is not null) mistakes.AddRange(texts.Where(t => facts.KindOf(t) is null).Select(t => new PropertyNotDeclared(t)));
        return mistakes;
    }

    private static IEnumerable<(string Path, Setting Setting, JsonElement Value)> Walk(Setting setting, string path, JsonElement? value)
    {
        if (value is not { } given) return [];
        return setting.Form switch
        {
            SettingForm.Record => setting.Fields.SelectMany(f => Walk(f, $"{path}.{f.Name}", Property(given, f.Name))),
            SettingForm.Records when given.ValueKind == JsonValueKind.Array =>
                given.EnumerateArray().SelectMany((item, i) => setting.Fields.SelectMany(f => Walk(f, $"{path}.{i}.{f.Name}", Property(item, f.Name)))),
            _ => [(path, setting, given)],
        };
    }

    private static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object ? null
        : json.EnumerateObject().Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => (JsonElement?)p.Value).FirstOrDefault();

    private string Titles(string ids, Definition definition) => string.Join(", ", ids.Split(", ").Select(id => definition.Find(id) is { } s ? $"“{diagrams.TitleOf(s)}”" : id));

    /// <summary>The sentence for who edits, where there is one: it speaks of titles and outcomes as people read them.</summary>
    private string Say(Refusal mistake, string? stepId, Definition? definition = null)
    {
        var key = "Workflows.Problem." + mistake.GetType().Name + (mistake is StepOutcomeNotConnected { Outcome: Activity.Done } ? "Done" : "");
        if (!words.Has(key)) return words.Text(mistake);
        var step = stepId is null ? null : definition?.Find(stepId);
        return words.Text(key, [.. mistake.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0)
            .SelectMany(p => new object?[] { p.Name, p.Name == "Outcome" ? diagrams.OutcomeOf((string)p.GetValue(mistake)!) : p.Name == "Setting" ? LabelOf(step, (string)p.GetValue(mistake)!) : p.GetValue(mistake) }),
            "Title", step is null ? "" : diagrams.TitleOf(step)]);
    }

    private string LabelOf(Step? step, string setting) =>
        step is not null && catalogue.Find(step.Activity) is { } activity && SettingsSchema.Of(activity).FirstOrDefault(s => s.Name.Equals(setting, StringComparison.OrdinalIgnoreCase)) is { } known && words.Has(known.LabelKey)
            ? words.Text(known.LabelKey) : setting;

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
