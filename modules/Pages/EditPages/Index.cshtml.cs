using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditPages;

/// <summary>All pages, by address.</summary>
public sealed class IndexModel : PortalPage
{
    private const int PageSize = 30;

    internal Page<ContentPage> Shown { get; private set; } = new([], null);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        after = after is { } a && ContentPage.IsSlug(a) ? a : "";
        var rows = await HttpContext.RequestServices.GetRequiredService<PortalDbContext>().Set<ContentPage>().AsNoTracking()
            .Where(p => p.Slug.CompareTo(after) > 0).OrderBy(p => p.Slug).Take(PageSize + 1).ToListAsync(ct);
        Shown = new Page<ContentPage>([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Slug : null);
    }
}
