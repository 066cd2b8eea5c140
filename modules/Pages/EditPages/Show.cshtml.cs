using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Pages.Domain;
using Procurement.Pages.ReadPage;

namespace Procurement.Pages.EditPages;

/// <summary>Where a page stands, and what can be done with it.</summary>
public sealed class ShowModel : PortalPage
{
    internal ContentPage Shown { get; private set; } = null!;

    internal PageVersion Version { get; private set; } = null!;

    internal bool HasWelsh => Version.Text.HasWelsh;

    internal string HtmlEn { get; private set; } = "";

    internal string HtmlCy { get; private set; } = "";

    private PageChanges Changes => HttpContext.RequestServices.GetRequiredService<PageChanges>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Publishes the newest version.</summary>
    public async Task<IActionResult> OnPostPublishAsync(Guid id, int rowVersion, CancellationToken ct) =>
        await AnswerAsync(id, await Changes.PublishAsync(id, rowVersion, ct), "Pages.Show.WasPublished", ct);

    /// <summary>Takes it away from readers.</summary>
    public async Task<IActionResult> OnPostArchiveAsync(Guid id, int rowVersion, CancellationToken ct) =>
        await AnswerAsync(id, await Changes.ArchiveAsync(id, rowVersion, ct), "Pages.Show.WasArchived", ct);

    /// <summary>Takes it out of the archive.</summary>
    public async Task<IActionResult> OnPostTakeFromArchiveAsync(Guid id, int rowVersion, CancellationToken ct) =>
        await AnswerAsync(id, await Changes.TakeFromArchiveAsync(id, rowVersion, ct), "Pages.Show.WasTaken", ct);

    private async Task<IActionResult> AnswerAsync(Guid id, Result done, string key, CancellationToken ct)
    {
        if (done.IsDone) return Confirmed($"/admin/pages/{id}", key);
        return await LoadAsync(id, ct) ? Refused(done.Refusal!) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var db = HttpContext.RequestServices.GetRequiredService<PortalDbContext>();
        if (await db.Set<ContentPage>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } page) return false;
        Shown = page;
        Version = await db.Set<PageVersion>().AsNoTracking().FirstAsync(v => v.PageId == id && v.Number == page.CurrentVersion, ct);
        var (rendered, site) = (HttpContext.RequestServices.GetRequiredService<RenderedPages>(), HttpContext.RequestServices.GetRequiredService<ISiteIdentity>());
        (HtmlEn, HtmlCy) = (rendered.Html(Version, false, site), HasWelsh ? rendered.Html(Version, true, site) : "");
        return true;
    }
}
