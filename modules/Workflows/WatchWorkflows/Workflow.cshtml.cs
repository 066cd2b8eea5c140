using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>One workflow: its path, its journal, what it waits for, and the way out of a fault.</summary>
public sealed class WorkflowModel : PortalPage
{
    private RescueHandler Rescue => HttpContext.RequestServices.GetRequiredService<RescueHandler>();

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The row version that the form was made for.</summary>
    [BindProperty]
    public int Version { get; set; }

    internal WorkflowSight Sight { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, int? before, CancellationToken ct) => await LoadAsync(id, before, ct) ? Page() : NotFound();

    /// <summary>Has it try again.</summary>
    public Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken ct) => ActAsync(id, Rescue.RetryAsync, "Workflows.Instance.Retried", ct);

    /// <summary>Stops it.</summary>
    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => ActAsync(id, Rescue.CancelAsync, "Workflows.Instance.Cancelled", ct);

    private async Task<IActionResult> ActAsync(Guid id, Func<Guid, int, string?, CancellationToken, Task<Result>> act, string said, CancellationToken ct)
    {
        var result = await act(id, Version, Input.Why, ct);
        if (result.Refusal is not { } refusal) return Confirmed(WorkflowAddresses.Workflow(id), said);
        return await LoadAsync(id, null, ct) ? Refused(refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, int? before, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<WorkflowsQuery>().FindAsync(id, before, ct) is not { } sight) return false;
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
