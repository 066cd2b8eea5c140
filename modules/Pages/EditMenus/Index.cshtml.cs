using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditMenus;

/// <summary>The menus that editors keep.</summary>
public sealed class IndexModel : PortalPage
{
    internal IReadOnlyList<FooterMenu> Menus { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Menus = await HttpContext.RequestServices.GetRequiredService<PortalDbContext>()
        .Set<FooterMenu>().AsNoTracking().OrderBy(m => m.Order).Take(20).ToListAsync(ct);
}
