using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Awards.SeeAwards;

/// <summary>The awards of the person's lead provider, the newest first.</summary>
public sealed class IndexModel : PortalPage
{
    private const int Size = 25;

    internal IReadOnlyList<Award> Rows { get; private set; } = [];
    internal string? Next { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken ct)
    {
        var mine = Who.Memberships.Where(m => m.Kind is OrganisationKind.LeadProvider).Select(m => m.OrganisationId).ToList();
        var query = HttpContext.RequestServices.GetRequiredService<PortalDbContext>().Set<Award>().AsNoTracking().Where(a => mine.Contains(a.LeadProviderId));
        if (after is { } key) query = query.Where(a => a.Id < key);
        var rows = await query.OrderByDescending(a => a.Id).Take(Size + 1).ToListAsync(ct);
        Rows = [.. rows.Take(Size)];
        Next = rows.Count > Size ? Rows[^1].Id.ToString() : null;
        return Page();
    }
}
