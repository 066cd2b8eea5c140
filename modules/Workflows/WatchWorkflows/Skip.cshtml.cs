using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>Passes a step of a workflow by an outcome, with a reason.</summary>
public sealed class SkipModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The row version that the form was made for.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The branch whose step is passed.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Branch { get; set; }

    internal WorkflowSight Sight { get; private set; } = null!;

    internal BranchLine? Line { get; private set; }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var result = await HttpContext.RequestServices.GetRequiredService<RescueHandler>().SkipAsync(id, Version, Branch, Input.Outcome, Input.Why, ct);
        if (result.Refusal is not { } refusal) return Confirmed(WorkflowAddresses.Workflow(id), "Workflows.Skip.Done");
        return await LoadAsync(id, ct) ? Refused(refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<WorkflowsQuery>().FindAsync(id, null, ct) is not { } sight) return false;
        Sight = sight;
        // One branch that can be passed needs no choice.
        Line = sight.Branches.FirstOrDefault(b => b.MaySkip && b.TokenId == Branch) ?? (Branch == Guid.Empty ? sight.Branches.FirstOrDefault(b => b.MaySkip) : null);
        if (Line is { Outcomes: [var only] } && string.IsNullOrEmpty(Input.Outcome)) Input.Outcome = only.Value;
        Version = sight.Workflow.RowVersion;
        ModelState.Remove(nameof(Version));
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>By which outcome it goes on.</summary>
        public string? Outcome { get; set; }

        /// <summary>The reason.</summary>
        public string? Why { get; set; }
    }
}
