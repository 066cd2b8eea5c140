using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Diagrams;

/// <summary>A definition as people see it: drawn, and the same in words.</summary>
internal sealed record DiagramView(string Id, string Title, string About, Diagram Drawing, IReadOnlyList<WordedStep> Steps, bool HasStates);

/// <summary>One step in words.</summary>
internal sealed record WordedStep(
    string Id, string Title, string? Note, string Activity, string? About, StepState State, IReadOnlyList<(string Name, string Value)> Settings, IReadOnlyList<WordedWay> Ways,
    RetryPolicy Retry);

/// <summary>Where an outcome leads, in words; a null target ends the branch.</summary>
internal sealed record WordedWay(string Outcome, string? Target, bool IsSide);

/// <summary>What one workflow has done and does of it.</summary>
internal sealed record Progress(IReadOnlySet<string> Done, IReadOnlySet<string> Now, IReadOnlySet<(string From, string Outcome)> Ways, IReadOnlyDictionary<string, string> Notes);

/// <summary>Makes such views.</summary>
internal sealed class DiagramMaker(ActivityCatalogue catalogue, IWords words)
{
    public DiagramView Of(string id, string title, string about, Definition definition, Progress? progress = null)
    {
        List<WordedStep> worded = [];
        List<DiagramStep> steps = [];
        List<DiagramLink> links = [];
        var beside = definition.Activities.SelectMany(s => (catalogue.Find(s.Activity)?.SideOutcomes ?? []).Select(o => s.Then.GetValueOrDefault(o))).OfType<string>()
            .Where(t => !definition.Activities.Any(s => s.Then.Any(w => w.Value == t && !IsSide(s, w.Key)))).ToHashSet();
        foreach (var step in Ordered(definition))
        {
            var activity = catalogue.Find(step.Activity);
            var settings = activity is null ? null : SettingsReader.Read(activity.SettingsType, step.Settings);
            var state = progress is null ? StepState.Plain : progress.Now.Contains(step.Id) ? StepState.Now : progress.Done.Contains(step.Id) ? StepState.Done : StepState.Later;
            var name = TitleOf(step);
            var note = progress?.Notes.GetValueOrDefault(step.Id) ?? (activity is null ? null : activity.Describe(settings!, words));
            var ways = step.Then.Where(t => t.Value != Definition.End).ToArray();
            var shape = beside.Contains(step.Id) ? NodeShape.Side
                : activity?.Kind == ActivityKind.Start || ways.Length == 0 ? NodeShape.Terminal
                : activity?.Kind == ActivityKind.Task && step.Then.Count > 1 ? NodeShape.Choice : NodeShape.Step;
            steps.Add(new DiagramStep(step.Id, name, note, shape, state));
            worded.Add(new WordedStep(step.Id, name, note, activity is null ? step.Activity : words.Text(activity.DisplayKey),
                activity is not null && words.Has(activity.DisplayKey + ".About") ? words.Text(activity.DisplayKey + ".About") : null, state, SettingsOf(step),
                [.. step.Then.Select(t => new WordedWay(OutcomeOf(t.Key), t.Value == Definition.End ? null : TitleOf(definition.Find(t.Value)!), IsSide(step, t.Key)))], step.RetryOrDefault));
            foreach (var group in ways.GroupBy(w => w.Value))
            {
                var side = group.All(w => IsSide(step, w.Key));
                var label = step.Then.Count == 1 || side || group.All(w => w.Key == Activity.Done) ? null : string.Join(", ", group.Select(w => OutcomeOf(w.Key)));
                var went = progress is not null && group.Any(w => progress.Ways.Contains((step.Id, w.Key)));
                links.Add(new DiagramLink(step.Id, group.Key, label, side && beside.Contains(group.Key), progress is null ? StepState.Plain : went ? StepState.Done : StepState.Later));
            }
        }

        return new DiagramView(id, title, about, Diagram.Of(steps, links), worded, progress is not null);
    }

    public string TitleOf(Step step) => step.Title ?? (catalogue.Find(step.Activity) is { } activity ? words.Text(activity.DisplayKey) : step.Activity);

    public string OutcomeOf(string outcome) => words.Has("Outcome." + outcome) ? words.Text("Outcome." + outcome) : outcome;

    private bool IsSide(Step step, string outcome) => catalogue.Find(step.Activity)?.SideOutcomes.Contains(outcome) == true;

    /// <summary>From the start, the way that is written first going first, so that a type reads from top to bottom however it was written.</summary>
    private IEnumerable<Step> Ordered(Definition definition)
    {
        var seen = new HashSet<string>();
        var stack = new Stack<Step>(definition.Activities.Where(s => catalogue.Find(s.Activity)?.Kind == ActivityKind.Start).Reverse());
        List<Step> ordered = [];
        while (stack.TryPop(out var step))
        {
            if (!seen.Add(step.Id)) continue;
            ordered.Add(step);
            foreach (var target in step.Then.Reverse().OrderByDescending(t => IsSide(step, t.Key) ? 0 : 1).Select(t => definition.Find(t.Value)).OfType<Step>()) stack.Push(target);
        }

        return ordered.Concat(definition.Activities.Where(s => !seen.Contains(s.Id)));
    }

    private static List<(string, string)> SettingsOf(Step step) =>
        step.Settings is not { ValueKind: System.Text.Json.JsonValueKind.Object } settings ? []
        : [.. settings.EnumerateObject().Select(p => (p.Name, p.Value.ValueKind is System.Text.Json.JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText()))];
}
