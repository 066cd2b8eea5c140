using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>Has a workflow that failed when something woke it go on waiting, after a look at what is passed over.</summary>
public sealed class ResumeModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The row version that the form was made for.</summary>
    [BindProperty]
    public int Version { get; set; }

    internal WorkflowSight Sight { get; private set; } = null!;

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var result = await HttpContext.RequestServices.GetRequiredService<RescueHandler>().ResumeAsync(id, Version, Input.Why, ct);
        if (result.Refusal is not { } refusal) return Confirmed(WorkflowAddresses.Workflow(id), "Workflows.Resume.Done");
        return await LoadAsync(id, ct) ? Refused(refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<WorkflowsQuery>().FindAsync(id, null, ct) is not { } sight) return false;
        Sight = sight;
        Version = sight.Workflow.RowVersion;
        ModelState.Remove(nameof(Version));
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The reason.</summary>
        public string? Why { get; set; }
    }
}
