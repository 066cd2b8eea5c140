using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Users.ManageRoles;

/// <summary>Lists the roles.</summary>
public sealed class RoleListModel : PortalPage
{
    internal IReadOnlyList<RoleDetail> Roles { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Roles = await HttpContext.RequestServices.GetRequiredService<ManageRolesHandler>().ListAsync(ct);
}
