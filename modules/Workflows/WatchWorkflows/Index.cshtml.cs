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

    /// <summary>What it is about: the beginning of its title, or a key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    /// <summary>Only those with a date that is past.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Overdue { get; set; }

    internal Page<WorkflowRow> Workflows { get; private set; } = new([], null);
    internal IReadOnlyList<Choice> Types { get; private set; } = [];
    internal IReadOnlyList<Choice> States { get; private set; } = [];
    internal WorkflowFilter Filter => new(Type, State, Subject, Overdue);

    /// <summary>Shows a page of them.</summary>
    public async Task OnGetAsync(string? after, string? before, CancellationToken ct)
    {
        var types = await HttpContext.RequestServices.GetRequiredService<TypesQuery>().NamesAsync(ct);
        Types = [new Choice("", W.Text("Workflows.Instances.AnyType")), .. types.Select(t => new Choice(t.Name, t.Title))];
        States = [new Choice("", W.Text("Workflows.Instances.AnyState")), new Choice(WorkflowFilter.Alive, W.Text("Workflows.Instances.Alive")), .. Enum.GetValues<WorkflowState>().Select(s => new Choice(s.ToString(), W.Text(s)))];
        Workflows = await HttpContext.RequestServices.GetRequiredService<WorkflowList>().ListAsync(Filter, after, before, ct);
    }
}
