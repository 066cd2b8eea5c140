using Microsoft.AspNetCore.Mvc;
using Procurement.Kernel;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.EditTypes;

/// <summary>A draft: its steps as a list and as a picture, what is missing, and what was changed.</summary>
public sealed class IndexModel : DraftPage
{
    /// <summary>A connection that is made on the picture.</summary>
    [BindProperty]
    public ConnectModel Connect { get; set; } = new();

    internal DiagramView Diagram { get; private set; } = null!;

    /// <summary>The step that was worked on last: the picture begins there.</summary>
    internal string? At { get; private set; }

    internal bool FromPicture { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string name, string? at, bool picture, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct)) return await GoneAsync(name, ct);
        (At, FromPicture) = (at, picture);
        await AgainAsync(ct);
        return Page();
    }

    /// <summary>Undoes the last change.</summary>
    public async Task<IActionResult> OnPostUndoAsync(string name, CancellationToken ct) =>
        await AnswerAsync(name, await Drafts.UndoAsync(name, RowVersion, ct), UrlOf(name), "Workflows.Edit.Undone", ct);

    /// <summary>Does again what was undone.</summary>
    public async Task<IActionResult> OnPostRedoAsync(string name, CancellationToken ct) =>
        await AnswerAsync(name, await Drafts.RedoAsync(name, RowVersion, ct), UrlOf(name), "Workflows.Edit.Redone", ct);

    /// <summary>Connects an outcome of a step.</summary>
    public async Task<IActionResult> OnPostConnectAsync(string name, CancellationToken ct)
    {
        var result = await Drafts.ChangeAsync(name, RowVersion, definition =>
        {
            if (definition.Find(Connect.Step ?? "") is not { } step || string.IsNullOrEmpty(Connect.Outcome)) return new NotFound();
            if (Service<ActivityCatalogue>().Find(step.Activity) is not { } activity || !SettingsSchema.Outcomes(activity, step.Settings).Contains(Connect.Outcome)) return new NotFound();
            var target = string.IsNullOrEmpty(Connect.Target) ? null : Connect.Target;
            if (target is not null && target != Definition.End && definition.Find(target) is null) return new NotFound();
            return new Edit(definition.Connect(step.Id, Connect.Outcome, target), "Workflows.Change.Connected", Diagrams.TitleOf(step));
        }, ct);
        return await AnswerAsync(name, result, $"{UrlOf(name)}?picture=true&at={Uri.EscapeDataString(Connect.Step ?? "")}", "Workflows.Edit.Connected", ct);
    }

    internal override Task AgainAsync(CancellationToken ct)
    {
        var marks = Sight.Problems.Where(p => p.StepId is not null).Select(p => p.StepId!).Distinct().ToDictionary(id => id, _ => DiagramMark.Problem);
        Diagram = Diagrams.Of("dg", W.Text("Workflows.Edit.DiagramTitle", Sight.Title), W.Text("Workflows.Edit.DiagramAbout", Sight.Definition.Activities.Count), Sight.Definition, marks: marks)
            with
        { Href = Sight.StepUrl };
        return Task.CompletedTask;
    }

    private static string UrlOf(string name) => $"/admin/workflows/edit/{name}";

    /// <summary>A connection.</summary>
    public sealed class ConnectModel
    {
        /// <summary>From which step.</summary>
        public string? Step { get; set; }

        /// <summary>By which outcome.</summary>
        public string? Outcome { get; set; }

        /// <summary>To which step; <c>end</c> ends the branch, nothing leaves the outcome open.</summary>
        public string? Target { get; set; }
    }
}
