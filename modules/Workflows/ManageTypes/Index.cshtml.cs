using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Workflows.ManageTypes;

/// <summary>The workflow types.</summary>
public sealed class IndexModel : PortalPage
{
    internal IReadOnlyList<TypeRow> Types { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Types = await HttpContext.RequestServices.GetRequiredService<TypesQuery>().AllAsync(ct);
}
