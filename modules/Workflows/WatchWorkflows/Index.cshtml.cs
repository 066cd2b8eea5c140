using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.ManageTypes;

namespace Procurement.Workflows.WatchWorkflows;

/// <summary>The workflows, newest first.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>The type.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    /// <summary>The state, or "alive".</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    internal Page<WorkflowRow> Workflows { get; private set; } = new([], null);
    internal IReadOnlyList<Choice> Types { get; private set; } = [];
    internal IReadOnlyList<Choice> States { get; private set; } = [];
    internal bool IsFiltered => !string.IsNullOrEmpty(Type) || !string.IsNullOrEmpty(State);

    /// <summary>Shows a page of them.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        var types = await HttpContext.RequestServices.GetRequiredService<TypesQuery>().NamesAsync(ct);
        Types = [new Choice("", W.Text("Workflows.Instances.AnyType")), .. types.Select(t => new Choice(t.Name, t.Title))];
        States = [new Choice("", W.Text("Workflows.Instances.AnyState")), new Choice(WorkflowsQuery.Alive, W.Text("Workflows.Instances.Alive")), .. Enum.GetValues<WorkflowState>().Select(s => new Choice(s.ToString(), W.Text(s)))];
        Workflows = await HttpContext.RequestServices.GetRequiredService<WorkflowsQuery>().ListAsync(Type, State, after, ct);
    }
}
