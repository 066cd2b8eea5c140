using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Workflows.Domain;
using Procurement.Workflows.EditTypes;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.ManageTypes;

/// <summary>The workflow types, and what is being changed.</summary>
public sealed class IndexModel : PortalPage
{
    private IReadOnlyList<WorkflowDraft> _drafts = [];

    internal IReadOnlyList<TypeRow> Types { get; private set; } = [];

    /// <summary>Drafts of types that have no version yet.</summary>
    internal IReadOnlyList<WorkflowDraft> NewDrafts => [.. _drafts.Where(d => Types.All(t => t.Type.Name != d.Name))];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        Types = await HttpContext.RequestServices.GetRequiredService<TypesQuery>().AllAsync(ct);
        _drafts = await HttpContext.RequestServices.GetRequiredService<DraftQuery>().AllAsync(ct);
    }

    internal WorkflowDraft? DraftOf(string name) => _drafts.FirstOrDefault(d => d.Name == name);

    internal static string TitleOf(WorkflowDraft draft) => DefinitionReader.Stored(draft.Content).Title is { Length: > 0 } title ? title : draft.Name;
}
