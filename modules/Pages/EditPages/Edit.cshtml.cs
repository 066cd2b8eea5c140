using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Pages.Domain;
using Procurement.Pages.ReadPage;

namespace Procurement.Pages.EditPages;

/// <summary>Edits a page. Saving makes a version; readers see it once it is published.</summary>
public sealed class EditModel : PageForm
{
    internal Guid Id { get; private set; }

    internal string PageTitle { get; private set; } = "";

    private PortalDbContext Db => HttpContext.RequestServices.GetRequiredService<PortalDbContext>();

    /// <summary>Shows the newest version.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } page) return NotFound();
        var version = await Db.Set<PageVersion>().AsNoTracking().FirstAsync(v => v.PageId == id && v.Number == page.CurrentVersion, ct);
        Input = InputModel.Of(version.Text, page.Slug, page.RowVersion);
        return Page();
    }

    /// <summary>Saves a version, or shows what it would look like.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, string? todo, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is null) return NotFound();
        var services = HttpContext.RequestServices;
        if (todo == "preview")
        {
            var (rendered, site) = (services.GetRequiredService<RenderedPages>(), services.GetRequiredService<ISiteIdentity>());
            (PreviewEn, PreviewCy) = (rendered.Html(Input.BodyEn ?? "", site), rendered.Html(Input.BodyCy ?? "", site));
            return Page();
        }

        var revised = await services.GetRequiredService<RevisePageHandler>().ReviseAsync(id, Input.RowVersion, Input.Slug ?? "", Input.Text, ct);
        return revised.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/admin/pages/{id}", "Pages.Edit.Saved");
    }

    private async Task<ContentPage?> FindAsync(Guid id, CancellationToken ct)
    {
        var page = await Db.Set<ContentPage>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && !p.IsArchived, ct);
        (Id, PageTitle) = (id, page?.Title ?? "");
        return page;
    }
}
