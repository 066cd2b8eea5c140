using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Pages.Domain;
using Procurement.Pages.ReadPage;

namespace Procurement.Pages.EditPages;

/// <summary>One version of a page: what it says, what it changed, and a way to bring it back.</summary>
public sealed class VersionModel : PortalPage
{
    internal Guid Id { get; private set; }

    internal string PageTitle { get; private set; } = "";

    internal int Number { get; private set; }

    internal int RowVersion { get; private set; }

    internal bool IsNewest { get; private set; }

    internal int ComparedWith { get; private set; }

    internal PageVersion Version { get; private set; } = null!;

    internal IReadOnlyList<(string Heading, IReadOnlyList<DiffLine> Lines)> Differences { get; private set; } = [];

    internal string HtmlEn { get; private set; } = "";

    internal string HtmlCy { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, int number, CancellationToken ct) => await LoadAsync(id, number, ct) ? Page() : NotFound();

    /// <summary>Brings it back as the newest version.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, int number, int rowVersion, CancellationToken ct)
    {
        var restored = await HttpContext.RequestServices.GetRequiredService<PageChanges>().RestoreAsync(id, rowVersion, number, ct);
        if (restored.IsDone) return Confirmed($"/admin/pages/{id}", "Pages.Version.WasRestored", number);
        return await LoadAsync(id, number, ct) ? Refused(restored.Refusal!) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, int number, CancellationToken ct)
    {
        var db = HttpContext.RequestServices.GetRequiredService<PortalDbContext>();
        if (await db.Set<ContentPage>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } page) return false;
        var versions = await db.Set<PageVersion>().AsNoTracking().Where(v => v.PageId == id && (v.Number == number || v.Number == number - 1)).ToListAsync(ct);
        if (versions.Find(v => v.Number == number) is not { } version) return false;
        (Id, PageTitle, Number, RowVersion) = (id, page.Title, number, page.RowVersion);
        (Version, IsNewest, ComparedWith) = (version, number == page.CurrentVersion, number - 1);
        if (versions.Find(v => v.Number == number - 1) is { } before) Differences = [.. Compare(before.Text, version.Text)];
        var (rendered, site) = (HttpContext.RequestServices.GetRequiredService<RenderedPages>(), HttpContext.RequestServices.GetRequiredService<ISiteIdentity>());
        (HtmlEn, HtmlCy) = (rendered.Html(version, false, site), version.Text.HasWelsh ? rendered.Html(version, true, site) : "");
        return true;
    }

    private static IEnumerable<(string, IReadOnlyList<DiffLine>)> Compare(PageText before, PageText after)
    {
        var english = ($"{before.TitleEn}\n{before.SummaryEn}\n\n{before.BodyEn}", $"{after.TitleEn}\n{after.SummaryEn}\n\n{after.BodyEn}");
        var welsh = ($"{before.TitleCy}\n{before.SummaryCy}\n\n{before.BodyCy}", $"{after.TitleCy}\n{after.SummaryCy}\n\n{after.BodyCy}");
        if (english.Item1 != english.Item2) yield return ("Pages.Version.ChangesEn", LineDiff.Between(english.Item1, english.Item2));
        if (welsh.Item1 != welsh.Item2) yield return ("Pages.Version.ChangesCy", LineDiff.Between(welsh.Item1, welsh.Item2));
    }
}
