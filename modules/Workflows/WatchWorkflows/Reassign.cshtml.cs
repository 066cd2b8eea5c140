using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.EditTypes;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>Gives an open task of a workflow to somebody else.</summary>
public sealed class ReassignModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The row version that the form was made for.</summary>
    [BindProperty]
    public int Version { get; set; }

    internal WorkflowSight Sight { get; private set; } = null!;

    internal TaskLine Line { get; private set; } = null!;

    internal IReadOnlyList<Choice> Kinds { get; private set; } = [];
    internal IReadOnlyList<Choice> Duties { get; private set; } = [];
    internal IReadOnlyList<Choice> Permissions { get; private set; } = [];

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, Guid task, CancellationToken ct) => await LoadAsync(id, task, ct) ? Page() : NotFound();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, Guid task, CancellationToken ct)
    {
        var to = new NewAssignee(Input.To, Input.Email, Input.Organisation, Input.Duty, Input.Permission);
        var result = await HttpContext.RequestServices.GetRequiredService<ReassignHandler>().ReassignAsync(id, task, Version, to, Input.Why, ct);
        if (result.Refusal is not { } refusal) return Confirmed(WorkflowAddresses.Workflow(id), "Workflows.Reassign.Done");
        // What has been done in the meantime is no longer among those that wait.
        if (refusal is TaskIsClosed) return Confirmed(WorkflowAddresses.Workflow(id), "Refusal.TaskIsClosed");
        return await LoadAsync(id, task, ct) ? Refused(refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, Guid task, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<WorkflowsQuery>().FindTaskAsync(id, task, ct) is not { } found) return false;
        (Sight, Line) = found;
        var sources = services.GetRequiredService<PickerSources>();
        Kinds = [.. new[] { NewAssignee.Person, NewAssignee.AtOrganisation, NewAssignee.WithPermission }.Select(k => new Choice(k, W.Text("Workflows.Reassign." + k)))];
        Duties = [new Choice("", W.Text("Workflows.Reassign.AnyDuty")), .. sources.Duties];
        Permissions = [new Choice("", W.Text("Workflows.Reassign.ChoosePermission")), .. sources.Permissions];
        Version = Line.RowVersion;
        ModelState.Remove(nameof(Version));
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The kind of assignee.</summary>
        public string? To { get; set; }

        /// <summary>A person's address.</summary>
        public string? Email { get; set; }

        /// <summary>An organisation's reference.</summary>
        public string? Organisation { get; set; }

        /// <summary>The duty there.</summary>
        public string? Duty { get; set; }

        /// <summary>A permission.</summary>
        public string? Permission { get; set; }

        /// <summary>The reason.</summary>
        public string? Why { get; set; }
    }
}
