using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Procurement.Components;
using Procurement.Data;
using Procurement.Pages.Domain;

namespace Procurement.Pages.ReadPage;

/// <summary>A page as a reader gets it.</summary>
/// <param name="Title">The title.</param>
/// <param name="Summary">What it is about, in a sentence; may be empty.</param>
/// <param name="Html">The text.</param>
/// <param name="InEnglish">True when English stands in for Welsh.</param>
/// <param name="PublishedAt">When this version was published.</param>
internal sealed partial record ReadablePage(string Title, string Summary, string Html, bool InEnglish, DateTimeOffset PublishedAt)
{
    /// <summary>The headings of the second level, for a list of contents.</summary>
    public IReadOnlyList<(string Id, string Text)> Headings =>
        [.. Seconds().Matches(Html).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(Tags().Replace(m.Groups[2].Value, ""))))];

    [GeneratedRegex("<h2 id=\"([^\"]+)\">(.*?)</h2>", RegexOptions.Singleline)]
    private static partial Regex Seconds();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}

/// <summary>Finds published pages.</summary>
internal sealed class PageReader(PortalDbContext db, RenderedPages rendered, ISiteIdentity site)
{
    /// <summary>The published page at an address, in the reader's language.</summary>
    public async Task<ReadablePage?> FindAsync(string slug, CancellationToken ct)
    {
        var found = await (from p in db.Set<ContentPage>().AsNoTracking()
                           join v in db.Set<PageVersion>().AsNoTracking() on new { PageId = p.Id, Number = p.PublishedVersion ?? 0 } equals new { v.PageId, v.Number }
                           where p.Slug == slug && !p.IsArchived
                           select new { p.PublishedAt, Version = v }).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        var welsh = Language.IsWelsh && found.Version.Text.HasWelsh;
        var v1 = found.Version;
        return new ReadablePage(
            rendered.Fill(welsh ? v1.TitleCy : v1.TitleEn, site), rendered.Fill(welsh ? v1.SummaryCy : v1.SummaryEn, site),
            rendered.Html(v1, welsh, site), Language.IsWelsh && !welsh, found.PublishedAt ?? v1.SavedAt);
    }

    /// <summary>Where a page that had this address is now; null when none had it or it is not published.</summary>
    public Task<string?> WhereNowAsync(string slug, CancellationToken ct) =>
        (from r in db.Set<PageRedirect>().AsNoTracking()
         join p in db.Set<ContentPage>().AsNoTracking() on r.PageId equals p.Id
         where r.Slug == slug && p.PublishedVersion != null && !p.IsArchived
         orderby r.Since descending
         select (string?)p.Slug).FirstOrDefaultAsync(ct);

    /// <summary>Titles and summaries of published pages, by their addresses.</summary>
    public async Task<IReadOnlyDictionary<string, (string Title, string Summary, bool InEnglish)>> SummariesAsync(IReadOnlyCollection<string> slugs, CancellationToken ct)
    {
        var rows = await (from p in db.Set<ContentPage>().AsNoTracking()
                          join v in db.Set<PageVersion>().AsNoTracking() on new { PageId = p.Id, Number = p.PublishedVersion ?? 0 } equals new { v.PageId, v.Number }
                          where slugs.Contains(p.Slug) && !p.IsArchived
                          select new { p.Slug, v.TitleEn, v.SummaryEn, v.TitleCy, v.SummaryCy, HasWelsh = v.TitleCy != "" && v.BodyCy != "" }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Slug, r => Language.IsWelsh && r.HasWelsh
            ? (rendered.Fill(r.TitleCy, site), rendered.Fill(r.SummaryCy, site), false)
            : (rendered.Fill(r.TitleEn, site), rendered.Fill(r.SummaryEn, site), Language.IsWelsh));
    }
}

/// <summary>Versions never change: their HTML is made once. <c>{{Name}}</c> and <c>{{ContactEmail}}</c> stand for the site's own.</summary>
internal sealed class RenderedPages
{
    private const int Most = 500;
    private readonly ConcurrentDictionary<(Guid, bool, string, string), string> _html = new();

    public string Html(PageVersion version, bool welsh, ISiteIdentity site)
    {
        if (_html.Count > Most) _html.Clear();
        return _html.GetOrAdd((version.Id, welsh, site.Name, site.ContactEmail), _ => Html(welsh ? version.BodyCy : version.BodyEn, site));
    }

    public string Html(string markdown, ISiteIdentity site) => Markdown.ToHtml(Fill(markdown, site));

    public string Fill(string text, ISiteIdentity site) => text.Contains("{{", StringComparison.Ordinal)
        ? text.Replace("{{Name}}", site.Name, StringComparison.Ordinal).Replace("{{ContactEmail}}", site.ContactEmail, StringComparison.Ordinal)
        : text;
}
