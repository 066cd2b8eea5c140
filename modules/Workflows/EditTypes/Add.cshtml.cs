using Microsoft.AspNetCore.Mvc;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.EditTypes;

/// <summary>Adds a step: which activity, and on which way it stands.</summary>
public sealed class AddModel : DraftPage
{
    /// <summary>What was chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Choices { get; private set; } = [];

    internal IReadOnlyList<Choice> Places { get; private set; } = [];

    /// <summary>Shows what can be added.</summary>
    public async Task<IActionResult> OnGetAsync(string name, string? after, string? outcome, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        await AgainAsync(ct);
        Input.Place = Places.FirstOrDefault(p => p.Value == Place(after ?? "", outcome ?? ""))?.Value ?? Places[0].Value;
        return Page();
    }

    /// <summary>Adds it, and goes on to its form.</summary>
    public async Task<IActionResult> OnPostAsync(string name, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        await AgainAsync(ct);
        if (Service<ActivityCatalogue>().Find(Input.Activity ?? "") is not { } activity) return Refused(new ActivityNotChosen());
        // A way that is not on the list is none: the step then stands alone.
        var (after, outcome) = Places.Any(p => p.Value == Input.Place) && Input.Place!.Split('|', 2) is [{ Length: > 0 } a, var o] ? (a, o) : (null, null);
        var title = W.Text(activity.DisplayKey);
        var id = "";
        var result = await Drafts.ChangeAsync(name, RowVersion, definition =>
        {
            id = definition.NewId(title);
            var step = new Step(id, activity.Name, null, null, new Dictionary<string, string>());
            // A start is never on the way from another step, and neither is what takes over from a fault.
            if (activity.Kind is ActivityKind.Start or ActivityKind.FaultHandler) (after, outcome) = (null, null);
            return new Edit(definition.Insert(step, after, outcome, SettingsSchema.Outcomes(activity, null).FirstOrDefault(x => !activity.SideOutcomes.Contains(x))), "Workflows.Change.StepAdded", title);
        }, ct);
        return await AnswerAsync(name, result, Sight.StepUrl(id), "Workflows.Add.Added", ct, title);
    }

    internal override Task AgainAsync(CancellationToken ct)
    {
        Choices = [.. Service<ActivityCatalogue>().All.Select(a => new Choice(a.Name, W.Text(a.DisplayKey), W.Has(a.DisplayKey + ".About") ? W.Text(a.DisplayKey + ".About") : null)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];
        var catalogue = Service<ActivityCatalogue>();
        Places =
        [
            .. Sight.Definition.Activities.SelectMany(s => (catalogue.Find(s.Activity) is { } a ? SettingsSchema.Outcomes(a, s.Settings) : [.. s.Then.Keys]).Select(o => new Choice(Place(s.Id, o), Say(s, o)))),
            new Choice("|", W.Text("Workflows.Add.Nowhere")),
        ];
        return Task.CompletedTask;
    }

    private static string Place(string step, string outcome) => $"{step}|{outcome}";

    private string Say(Step step, string outcome)
    {
        var target = step.Then.GetValueOrDefault(outcome);
        var next = target is null ? W.Text("Workflows.Add.ToNothing") : target == Definition.End ? W.Text("Workflows.Add.ToEnd") : Sight.Definition.Find(target) is { } s ? W.Text("Workflows.Add.To", Diagrams.TitleOf(s)) : target;
        return outcome == Activity.Done
            ? W.Text("Workflows.Add.After", Diagrams.TitleOf(step), next)
            : W.Text("Workflows.Add.AfterOutcome", Diagrams.TitleOf(step), Diagrams.OutcomeOf(outcome), next);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The activity's name.</summary>
        public string? Activity { get; set; }

        /// <summary>The step and its outcome after which it comes, parted by a bar.</summary>
        public string? Place { get; set; }
    }
}
