using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.CompareTypes;

/// <summary>One thing that differs; null where it was not there, or is no more.</summary>
internal sealed record Difference(string Label, string? Before, string? After);

/// <summary>A step that differs.</summary>
internal sealed record StepDifference(string Id, string Title, string Activity, DiagramMark Mark, IReadOnlyList<Difference> Details);

/// <summary>What differs between two definitions.</summary>
internal sealed record Differences(IReadOnlyList<Difference> Facts, IReadOnlyList<StepDifference> Steps)
{
    public bool IsEmpty => Facts.Count == 0 && Steps.Count == 0;

    public IReadOnlyDictionary<string, DiagramMark> MarksBefore => Steps.Where(s => s.Mark != DiagramMark.Added).ToDictionary(s => s.Id, s => s.Mark);

    public IReadOnlyDictionary<string, DiagramMark> MarksAfter => Steps.Where(s => s.Mark != DiagramMark.Removed).ToDictionary(s => s.Id, s => s.Mark);
}

/// <summary>Compares versions of a type, or a draft with a version.</summary>
internal sealed class CompareQuery(PortalDbContext db, DefinitionStore definitions, ActivityCatalogue catalogue, DiagramMaker diagrams, SettingWords settings, IWords words)
{
    public async Task<Definition?> DefinitionAsync(Guid typeId, int number, CancellationToken ct) =>
        await db.Set<WorkflowTypeVersion>().Where(v => v.TypeId == typeId && v.Number == number).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct) is { } id
            ? await definitions.GetAsync(db, id, ct) : null;

    public Differences Of(Definition? before, Definition after)
    {
        var old = before ?? new Definition("", "", false, [], []);
        List<Difference> facts = [];
        Add(facts, words.Text("Workflows.New.TypeTitle"), old.Title, after.Title);
        Add(facts, words.Text("Workflows.About.About"), old.About, after.About);
        Add(facts, words.Text("Workflows.About.OnePerSubject"), before is null ? null : YesNo(old.OnePerSubject), YesNo(after.OnePerSubject));
        foreach (var name in old.Variables.Concat(after.Variables).Select(v => v.Name).Distinct())
            Add(facts, words.Text("Workflows.Compare.Variable", name), Say(old.Variables.FirstOrDefault(v => v.Name == name)), Say(after.Variables.FirstOrDefault(v => v.Name == name)));

        List<StepDifference> steps = [];
        foreach (var step in after.Activities)
        {
            if (old.Find(step.Id) is not { } was)
            {
                steps.Add(Whole(step, after, DiagramMark.Added));
                continue;
            }

            var details = Details(was, old, step, after);
            if (details.Count > 0) steps.Add(new StepDifference(step.Id, diagrams.TitleOf(step), ActivityOf(step), DiagramMark.Changed, details));
        }

        steps.AddRange(old.Activities.Where(s => after.Find(s.Id) is null).Select(s => Whole(s, old, DiagramMark.Removed)));
        return new Differences(facts, steps);
    }

    private StepDifference Whole(Step step, Definition definition, DiagramMark mark)
    {
        var empty = new Step(step.Id, "", "", null, new Dictionary<string, string>());
        var nothing = new Definition("", "", false, [], []);
        IEnumerable<Difference> details = mark == DiagramMark.Added ? Details(empty, nothing, step, definition) : Details(step, definition, empty, nothing);
        var (title, activity) = (words.Text("Workflows.Step.Title"), words.Text("Workflows.Add.Activity"));
        return new StepDifference(step.Id, diagrams.TitleOf(step), ActivityOf(step), mark, [.. details.Where(d => d.Label != title && d.Label != activity)]);
    }

    private List<Difference> Details(Step was, Definition old, Step now, Definition after)
    {
        List<Difference> details = [];
        Add(details, words.Text("Workflows.Step.Title"), was.Activity.Length == 0 ? null : diagrams.TitleOf(was), now.Activity.Length == 0 ? null : diagrams.TitleOf(now));
        if (was.Activity != now.Activity) Add(details, words.Text("Workflows.Add.Activity"), ActivityOf(was), ActivityOf(now));
        var (before, later) = (settings.Of(was), settings.Of(now));
        foreach (var name in before.Concat(later).Select(s => s.Name).Distinct())
        {
            var label = before.Concat(later).First(s => s.Name == name).Label;
            Add(details, label, before.Where(s => s.Name == name).Select(s => s.Value).FirstOrDefault(), later.Where(s => s.Name == name).Select(s => s.Value).FirstOrDefault());
        }

        foreach (var outcome in was.Then.Keys.Concat(now.Then.Keys).Distinct())
            Add(details, diagrams.AfterOutcome(outcome), Target(was, outcome, old), Target(now, outcome, after));
        if (was.Activity.Length > 0 && now.Activity.Length > 0) Add(details, words.Text("Workflows.Type.Retry"), Retry(was), Retry(now));
        return details;
    }

    private string? Target(Step step, string outcome, Definition definition) =>
        !step.Then.TryGetValue(outcome, out var target) ? null : target == Definition.End ? words.Text("Workflows.Step.BranchEnds") : definition.Find(target) is { } next ? diagrams.TitleOf(next) : target;

    private string Retry(Step step) => words.Text("Workflows.Type.RetryText", step.RetryOrDefault.Attempts, step.RetryOrDefault.Seconds);

    private string ActivityOf(Step step) => catalogue.Find(step.Activity) is { } activity ? words.Text(activity.DisplayKey) : step.Activity;

    private string? Say(Variable? variable) => variable is null ? null
        : words.Text(variable.Kind) + (variable.Default is { } value ? ", " + words.Text("Workflows.Type.Default", value.ToString()) : "");

    private string YesNo(bool yes) => words.Text(yes ? "Workflows.Form.Yes" : "Workflows.Form.No");

    private static void Add(List<Difference> differences, string label, string? before, string? after)
    {
        if (!string.Equals(before ?? "", after ?? "", StringComparison.Ordinal)) differences.Add(new Difference(label, string.IsNullOrEmpty(before) ? null : before, string.IsNullOrEmpty(after) ? null : after));
    }
}
