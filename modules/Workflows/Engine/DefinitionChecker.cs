using System.Text.Json;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Says everything that is wrong with a definition, before it is published: what is published can run.</summary>
internal sealed class DefinitionChecker(ActivityCatalogue catalogue, IEnumerable<Permission> permissions, IEnumerable<NoticeKind> notices, IWords words)
{
    public List<Refusal> Check(Definition definition)
    {
        List<Refusal> mistakes = [];
        mistakes.AddRange(definition.Variables.GroupBy(v => v.Name).Where(g => g.Count() > 1).Select(g => new VariableTwice(g.Key)));
        mistakes.AddRange(definition.Activities.GroupBy(s => s.Id).Where(g => g.Count() > 1).Select(g => new StepTwice(g.Key)));
        if (mistakes.Count > 0) return mistakes;

        var facts = new Facts(definition, catalogue);
        foreach (var step in definition.Activities) CheckStep(step, definition, facts, mistakes);
        CheckPaths(definition, mistakes);
        return mistakes;
    }

    /// <summary>What the definition knows, for who looks at one field of it.</summary>
    public IDefinitionFacts FactsOf(Definition definition) => new Facts(definition, catalogue);

    private void CheckStep(Step step, Definition definition, Facts facts, List<Refusal> mistakes)
    {
        if (catalogue.Find(step.Activity) is not { } activity)
        {
            mistakes.Add(new StepActivityUnknown(step.Id, step.Activity));
            return;
        }

        foreach (var (outcome, target) in step.Then)
            if (target != Definition.End && definition.Find(target) is not { } next) mistakes.Add(new StepTargetUnknown(step.Id, outcome, target));
            else if (target != Definition.End && catalogue.Find(definition.Find(target)!.Activity)?.Kind == ActivityKind.Start) mistakes.Add(new StartReached(target));
            else if (target != Definition.End && catalogue.Find(definition.Find(target)!.Activity)?.Kind == ActivityKind.FaultHandler) mistakes.Add(new FaultHandlerReached(target));

        if (SettingsReader.TryRead(step.Id, activity.SettingsType, step.Settings, mistakes) is not { } settings) return;
        mistakes.AddRange(activity.Check(settings, facts).Concat(CheckNames(SettingsSchema.Of(activity), step.Settings)).Select(m => new StepMistake(step.Id, words.Text(m))));
        if (settings is FaultHandlerActivity.Settings { Steps: { } handled })
            mistakes.AddRange(handled.Where(id => definition.Find(id) is null).Select(id => new StepMistake(step.Id, words.Text(new FaultHandlerOfUnknownStep(id)))));
        var outcomes = activity.OutcomesOf(settings).Concat(activity.SideOutcomes).Distinct().ToArray();
        mistakes.AddRange(outcomes.Where(o => !step.Then.ContainsKey(o)).Select(o => new StepOutcomeNotConnected(step.Id, o)));
        mistakes.AddRange(step.Then.Keys.Where(o => !outcomes.Contains(o)).Select(o => new StepOutcomeUnknown(step.Id, o)));
    }

    /// <summary>Names of what the portal has. What is put in when the step is taken is not known yet.</summary>
    private IEnumerable<Refusal> CheckNames(IReadOnlyList<Setting> settings, JsonElement? given)
    {
        if (given is not { ValueKind: JsonValueKind.Object } values) yield break;
        foreach (var setting in settings)
        {
            if (!values.TryGetProperty(setting.Name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } name && !name.Contains("{{", StringComparison.Ordinal))
            {
                if (setting.Mark<PermissionNameAttribute>() is not null && permissions.Any() && permissions.All(p => p.Name != name)) yield return new PermissionIsUnknown(name);
                if (setting.Mark<NoticeTemplateAttribute>() is not null && notices.Any() && !words.Has($"Mail.{name}.Subject")) yield return new NoticeTemplateIsUnknown(name);
            }

            foreach (var part in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
                foreach (var mistake in CheckNames(setting.Fields, part)) yield return mistake;
        }
    }

    private void CheckPaths(Definition definition, List<Refusal> mistakes)
    {
        // One that runs another workflow and does not wait for it does not wait.
        bool Acts(Step s) => KindOf(s) == ActivityKind.Task
            || (catalogue.Find(s.Activity) is RunWorkflowActivity && s.Settings is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty("wait", out var wait) && wait.ValueKind == JsonValueKind.False);
        ActivityKind? KindOf(Step s) => catalogue.Find(s.Activity)?.Kind;
        var starts = definition.Activities.Where(s => KindOf(s) == ActivityKind.Start).ToArray();
        if (starts.Length == 0)
        {
            mistakes.Add(new StartMissing());
            return;
        }

        var reached = new HashSet<string>();
        var open = new Queue<Step>(starts.Concat(definition.Activities.Where(s => KindOf(s) == ActivityKind.FaultHandler)));
        while (open.TryDequeue(out var step))
            if (reached.Add(step.Id))
                foreach (var target in step.Then.Values)
                    if (definition.Find(target) is { } next) open.Enqueue(next);
        mistakes.AddRange(definition.Activities.Where(s => !reached.Contains(s.Id)).Select(s => new StepUnreachable(s.Id)));

        var waitingJoins = CheckBranches(definition, mistakes);

        // Without the steps that wait, and without the ways into a loop that has an end, no circle may be left.
        var acting = definition.Activities.Where(s => Acts(s) && !waitingJoins.Contains(s.Id)).Select(Unbounded).ToDictionary(s => s.Id);
        bool removed;
        do
        {
            removed = false;
            foreach (var step in acting.Values.Where(s => !s.Then.Values.Any(acting.ContainsKey)).ToArray()) removed |= acting.Remove(step.Id);
        }
        while (removed);
        var circle = acting.Values.Where(s => Reaches(s, s.Id, acting)).Select(s => s.Id).ToArray();
        if (circle.Length > 0) mistakes.Add(new LoopNeverWaits(string.Join(", ", circle)));
    }

    private Step Unbounded(Step step) => catalogue.Find(step.Activity) is { BoundedOutcomes: { Count: > 0 } bounded }
        ? step with { Then = step.Then.Where(t => !bounded.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value) } : step;

    /// <summary>
    /// Returns the joins that wait. Settings that cannot be read are said already; what is said here needs those of fault handlers and joins.
    /// </summary>
    private HashSet<string> CheckBranches(Definition definition, List<Refusal> mistakes)
    {
        if (mistakes.Exists(m => m is StepSettingWrong or StepSettingMissing or StepSettingUnknown)) return [];
        var shape = new Shape(definition, catalogue);
        mistakes.AddRange(shape.JoinsWithoutFork().Select(s => new JoinWithoutFork(s.Id)));
        foreach (var loop in definition.Activities.Where(s => catalogue.Find(s.Activity) is ForEachActivity))
        {
            if (!shape.Leads(loop, [ForEachActivity.Each], loop.Id)) mistakes.Add(new LoopNeverComesBack(loop.Id));
            else if (shape.ComesBackForked(loop, ForEachActivity.Each)) mistakes.Add(new LoopComesBackForked(loop.Id));
        }

        return [.. definition.Activities.Where(shape.Waits).Select(s => s.Id)];
    }

    private static bool Reaches(Step from, string id, Dictionary<string, Step> among)
    {
        var seen = new HashSet<string>();
        var open = new Queue<Step>([from]);
        while (open.TryDequeue(out var step))
            foreach (var target in step.Then.Values)
            {
                if (target == id) return true;
                if (among.TryGetValue(target, out var next) && seen.Add(target)) open.Enqueue(next);
            }

        return false;
    }

    private sealed class Facts(Definition definition, ActivityCatalogue catalogue) : IDefinitionFacts
    {
        public Contracts.ValueKind? KindOf(string variable)
        {
            if (variable is ValueReader.Subject or ValueReader.Url) return Contracts.ValueKind.Text;
            var parts = variable.Split('.');
            if (parts is [ValueReader.Outputs, var id, var name, .. var deeper])
            {
                if (definition.Find(id) is not { } step || catalogue.Find(step.Activity)?.Outputs.FirstOrDefault(o => o.Name == name) is not { } output) return null;
                return deeper.Length == 0 ? output.Kind : Contracts.ValueKind.Any;
            }

            return definition.Variables.FirstOrDefault(v => v.Name == parts[0]) is not { } declared ? null
                : parts.Length == 1 ? declared.Kind : declared.Kind == Contracts.ValueKind.Any ? Contracts.ValueKind.Any : null;
        }

        public IEnumerable<Refusal> CheckText(string text)
        {
            if (Texts.Mistake(text) is { } mistake) return [new TextMalformed(mistake)];
            return Texts.Names(text).Where(n => KindOf(n) is null).Distinct().Select(n => new TextNameUnknown(n));
        }

        public IEnumerable<Refusal> CheckConditions(ConditionGroup conditions) => Check(conditions, depth: 0);

        private IEnumerable<Refusal> Check(ConditionGroup group, int depth)
        {
            if (depth > 1) yield return new ConditionsTooDeep();
            if (group.Rows.Count == 0 && group.Groups is not { Count: > 0 }) yield return new ConditionsEmpty();
            foreach (var row in group.Rows)
            {
                if (KindOf(row.Variable) is not { } kind) yield return new ConditionVariableUnknown(row.Variable);
                else if (!Fits(kind, row)) yield return new ConditionDoesNotFit(row.Variable, row.Is.ToString());
            }

            foreach (var mistake in (group.Groups ?? []).SelectMany(g => Check(g, depth + 1))) yield return mistake;
        }

        private static bool Fits(Contracts.ValueKind kind, Condition row) => row.Is switch
        {
            Comparison.IsEmpty or Comparison.IsNotEmpty => row.Value is null,
            Comparison.IsTrue or Comparison.IsFalse => row.Value is null && kind is Contracts.ValueKind.Boolean or Contracts.ValueKind.Any,
            Comparison.GreaterThan or Comparison.AtLeast or Comparison.LessThan or Comparison.AtMost =>
                kind is Contracts.ValueKind.Number or Contracts.ValueKind.Instant or Contracts.ValueKind.Day or Contracts.ValueKind.Any && FitsOne(kind, row.Value),
            Comparison.Contains => kind is Contracts.ValueKind.Text or Contracts.ValueKind.List or Contracts.ValueKind.Any && row.Value is { ValueKind: JsonValueKind.String or JsonValueKind.Number },
            Comparison.IsOneOf => kind is not Contracts.ValueKind.List && row.Value is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(v => FitsOne(kind, v)),
            _ => kind is not Contracts.ValueKind.List && FitsOne(kind, row.Value),
        };

        private static bool FitsOne(Contracts.ValueKind kind, JsonElement? value) => value is { } given && kind switch
        {
            Contracts.ValueKind.Number => given.ValueKind == JsonValueKind.Number,
            Contracts.ValueKind.Boolean => given.ValueKind is JsonValueKind.True or JsonValueKind.False,
            Contracts.ValueKind.Instant => given.ValueKind == JsonValueKind.String && given.TryGetDateTimeOffset(out _),
            Contracts.ValueKind.Day => given.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(given.GetString(), "yyyy-MM-dd", out _),
            Contracts.ValueKind.Text => given.ValueKind == JsonValueKind.String,
            _ => given.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False,
        };
    }
}
