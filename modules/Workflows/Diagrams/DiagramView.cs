using System.Text.Json;
using Procurement.Kernel;
using Procurement.Workflows.Activities;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Diagrams;

/// <summary>A definition as people see it: drawn, and the same in words.</summary>
internal sealed record DiagramView(string Id, string Title, string About, Diagram Drawing, IReadOnlyList<WordedStep> Steps, bool HasStates)
{
    /// <summary>Where a step is edited; null where the picture is only looked at.</summary>
    public Func<string, string>? Href { get; init; }
}

/// <summary>One step in words.</summary>
internal sealed record WordedStep(
    string Id, string Title, string? Note, string Activity, string? About, StepState State, IReadOnlyList<(string Name, string Value)> Settings, IReadOnlyList<WordedWay> Ways,
    RetryPolicy Retry)
{
    /// <summary>Outcomes that lead nowhere yet, by their names in the definition.</summary>
    public IReadOnlyList<WordedWay> Open { get; init; } = [];
}

/// <summary>Where an outcome leads, in words; a null target ends the branch.</summary>
internal sealed record WordedWay(string Outcome, string? Target, bool IsSide)
{
    /// <summary>The outcome as the definition names it, and the step that it leads to.</summary>
    public string Name { get; init; } = "";
    public string? TargetId { get; init; }
}

/// <summary>What one workflow has done and does of it.</summary>
internal sealed record Progress(IReadOnlySet<string> Done, IReadOnlySet<string> Now, IReadOnlySet<(string From, string Outcome)> Ways, IReadOnlyDictionary<string, string> Notes);

/// <summary>Makes such views, also of a definition that is not whole.</summary>
internal sealed class DiagramMaker(ActivityCatalogue catalogue, SettingWords settings, IWords words)
{
    /// <param name="id">What the elements of the picture are called by.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="about">The same in a sentence.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="progress">How far one workflow has come; null for none.</param>
    /// <param name="marks">What is to be pointed out about steps.</param>
    public DiagramView Of(string id, string title, string about, Definition definition, Progress? progress = null, IReadOnlyDictionary<string, DiagramMark>? marks = null)
    {
        List<WordedStep> worded = [];
        List<DiagramStep> steps = [];
        List<DiagramLink> links = [];
        var beside = definition.Activities.SelectMany(s => (catalogue.Find(s.Activity)?.SideOutcomes ?? []).Select(o => s.Then.GetValueOrDefault(o))).OfType<string>()
            .Where(t => !definition.Activities.Any(s => s.Then.Any(w => w.Value == t && !IsSide(s, w.Key)))).ToHashSet();
        foreach (var step in Ordered(definition))
        {
            var activity = catalogue.Find(step.Activity);
            var state = progress is null ? StepState.Plain : progress.Now.Contains(step.Id) ? StepState.Now : progress.Done.Contains(step.Id) ? StepState.Done : StepState.Later;
            var name = TitleOf(step);
            var note = progress?.Notes.GetValueOrDefault(step.Id) ?? NoteOf(activity, step);
            var ways = step.Then.Where(t => t.Value != Definition.End && definition.Find(t.Value) is not null).ToArray();
            var shape = beside.Contains(step.Id) ? NodeShape.Side
                : activity?.Kind is ActivityKind.Start or ActivityKind.FaultHandler || ways.Length == 0 ? NodeShape.Terminal
                : activity is { Kind: ActivityKind.Task } and not ForkActivity && step.Then.Count > 1 ? NodeShape.Choice : NodeShape.Step;
            steps.Add(new DiagramStep(step.Id, name, note, shape, state) { Mark = marks?.GetValueOrDefault(step.Id) ?? DiagramMark.None });
            worded.Add(new WordedStep(step.Id, name, note, activity is null ? step.Activity : words.Text(activity.DisplayKey),
                activity is not null && words.Has(activity.DisplayKey + ".About") ? words.Text(activity.DisplayKey + ".About") : null, state, [.. settings.Of(step).Select(v => (v.Label, v.Value))],
                [.. step.Then.Select(t => new WordedWay(OutcomeOf(t.Key), t.Value == Definition.End ? null : definition.Find(t.Value) is { } target ? TitleOf(target) : t.Value, IsSide(step, t.Key)) { Name = t.Key, TargetId = t.Value })], step.RetryOrDefault)
            {
                Open = activity is null ? [] : [.. SettingsSchema.Outcomes(activity, step.Settings).Where(o => !step.Then.ContainsKey(o)).Select(o => new WordedWay(OutcomeOf(o), null, IsSide(step, o)) { Name = o })],
            });
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

    /// <summary>What is asked about an outcome: what comes after it.</summary>
    public string AfterOutcome(string outcome) => outcome == Activity.Done ? words.Text("Workflows.Step.ThenDone") : words.Text("Workflows.Step.ThenOutcome", OutcomeOf(outcome));

    private string? NoteOf(Activity? activity, Step step)
    {
        if (activity is null) return null;
        try
        {
            return activity.Describe(SettingsReader.Read(activity.SettingsType, step.Settings), words);
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            // A draft's settings need not be whole.
            return null;
        }
    }

    private bool IsSide(Step step, string outcome) => catalogue.Find(step.Activity)?.SideOutcomes.Contains(outcome) == true;

    /// <summary>From the start, the way that is written first going first, so that a type reads from top to bottom however it was written.</summary>
    private IEnumerable<Step> Ordered(Definition definition)
    {
        var seen = new HashSet<string>();
        ActivityKind? KindOf(Step s) => catalogue.Find(s.Activity)?.Kind;
        var stack = new Stack<Step>(definition.Activities.Where(s => KindOf(s) == ActivityKind.FaultHandler).Reverse().Concat(definition.Activities.Where(s => KindOf(s) == ActivityKind.Start).Reverse()));
        List<Step> ordered = [];
        while (stack.TryPop(out var step))
        {
            if (!seen.Add(step.Id)) continue;
            ordered.Add(step);
            foreach (var target in step.Then.Reverse().OrderByDescending(t => IsSide(step, t.Key) ? 0 : 1).Select(t => definition.Find(t.Value)).OfType<Step>()) stack.Push(target);
        }

        return ordered.Concat(definition.Activities.Where(s => !seen.Contains(s.Id)));
    }
}
