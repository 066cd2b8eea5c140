using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditPages;

/// <summary>All versions of a page, newest first.</summary>
public sealed class VersionsModel : PortalPage
{
    private const int PageSize = 30;

    internal Guid Id { get; private set; }

    internal string PageTitle { get; private set; } = "";

    internal int? Published { get; private set; }

    internal Page<Row> Shown { get; private set; } = new([], null);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, string? after, CancellationToken ct)
    {
        var db = HttpContext.RequestServices.GetRequiredService<PortalDbContext>();
        if (await db.Set<ContentPage>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } page) return NotFound();
        (Id, PageTitle, Published) = (id, page.Title, page.PublishedVersion);
        var below = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue;
        var rows = await db.Set<PageVersion>().AsNoTracking().Where(v => v.PageId == id && v.Number < below)
            .OrderByDescending(v => v.Number).Take(PageSize + 1).Select(v => new Row(v.Number, v.SavedBy, v.SavedAt, v.RestoredFrom)).ToListAsync(ct);
        Shown = new Page<Row>([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Number.ToString(CultureInfo.InvariantCulture) : null);
        return Page();
    }

    internal sealed record Row(int Number, string SavedBy, DateTimeOffset SavedAt, int? RestoredFrom);
}
