using System.Text.RegularExpressions;
using Procurement.Kernel;
using Procurement.Pages.Contracts;

namespace Procurement.Pages.Domain;

/// <summary>What readers and editors see of a page.</summary>
internal enum PageState
{
    /// <summary>Never published.</summary>
    Draft,

    /// <summary>Readers see the newest version.</summary>
    Published,

    /// <summary>Readers see an older version than the newest.</summary>
    Changed,

    /// <summary>Kept, and shown to no reader.</summary>
    Archived,
}

/// <summary>What an editor writes: English, and Welsh when somebody has translated it.</summary>
internal sealed record PageText(string TitleEn, string SummaryEn, string BodyEn, string TitleCy = "", string SummaryCy = "", string BodyCy = "")
{
    public const int LongestTitle = 120;
    public const int LongestSummary = 300;
    public const int LongestBody = 60_000;

    /// <summary>True when readers of Welsh get Welsh.</summary>
    public bool HasWelsh => TitleCy.Length > 0 && BodyCy.Length > 0;

    /// <summary>The same with line ends and outer space made plain.</summary>
    public PageText Tidy() => new(Tidy(TitleEn), Tidy(SummaryEn), Tidy(BodyEn), Tidy(TitleCy), Tidy(SummaryCy), Tidy(BodyCy));

    public Refusal? Check()
    {
        if (TitleEn.Length == 0) return new TitleIsMissing();
        if (TitleEn.Length > LongestTitle || TitleCy.Length > LongestTitle) return new TitleIsTooLong(LongestTitle);
        if (SummaryEn.Length > LongestSummary || SummaryCy.Length > LongestSummary) return new SummaryIsTooLong(LongestSummary);
        if (BodyEn.Length == 0) return new BodyIsMissing();
        if (BodyEn.Length > LongestBody || BodyCy.Length > LongestBody) return new BodyIsTooLong(LongestBody);
        if (TitleCy.Length > 0 != BodyCy.Length > 0) return new WelshIsHalfThere();
        if (Markdown.ForbiddenLink(BodyEn) is { } english) return new LinkIsNotAllowed(english, false);
        if (Markdown.ForbiddenLink(BodyCy) is { } welsh) return new LinkIsNotAllowed(welsh, true);
        return null;
    }

    private static string Tidy(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>A page that editors keep. Every save is a version; one of them is what readers see.</summary>
internal sealed partial class ContentPage : Entity
{
    private ContentPage()
    {
    }

    /// <summary>Its address below <c>/pages/</c>.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>The newest title, for lists.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The newest version.</summary>
    public int CurrentVersion { get; private set; }

    /// <summary>The version that readers see; null while there is none.</summary>
    public int? PublishedVersion { get; private set; }

    public bool IsArchived { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public PageState State => IsArchived ? PageState.Archived
        : PublishedVersion is null ? PageState.Draft
        : PublishedVersion == CurrentVersion ? PageState.Published
        : PageState.Changed;

    /// <summary>A new page with its first version, not yet seen by readers.</summary>
    public static Result<(ContentPage Page, PageVersion Version)> Write(string slug, PageText text, string by, DateTimeOffset now)
    {
        text = text.Tidy();
        if (text.Check() is { } refusal) return refusal;
        slug = slug.Length == 0 ? SlugOf(text.TitleEn) : slug;
        if (!IsSlug(slug)) return new SlugIsNotValid();
        var page = new ContentPage { Slug = slug };
        return (page, page.Add(text, by, now, null));
    }

    /// <summary>Saves a further version, perhaps at another address.</summary>
    public Result<PageVersion> Revise(string slug, PageText text, string by, DateTimeOffset now, out PageRedirect? redirect)
    {
        redirect = null;
        text = text.Tidy();
        if (IsArchived) return new PageIsArchived();
        if (text.Check() is { } refusal) return refusal;
        if (!IsSlug(slug)) return new SlugIsNotValid();
        if (slug != Slug)
        {
            // Who kept the old address still gets there, once there was anything to get.
            if (PublishedVersion is not null) redirect = new PageRedirect(Slug, Id, now);
            Raise(new PageMoved(Id, Slug, slug));
            Slug = slug;
        }

        return Add(text, by, now, null);
    }

    /// <summary>Makes an old version the newest again, as a version of its own.</summary>
    public Result<PageVersion> Restore(PageVersion old, string by, DateTimeOffset now)
    {
        if (IsArchived) return new PageIsArchived();
        if (old.PageId != Id) return new NotFound();
        return Add(old.Text, by, now, old.Number);
    }

    /// <summary>Shows the newest version to readers.</summary>
    public Result Publish(DateTimeOffset now)
    {
        if (IsArchived) return new PageIsArchived();
        if (PublishedVersion == CurrentVersion) return new NothingNewToPublish();
        PublishedVersion = CurrentVersion;
        PublishedAt = now;
        Raise(new PagePublished(Id, Slug, CurrentVersion));
        return Result.Done;
    }

    /// <summary>Takes it away from readers. Nothing is lost.</summary>
    public Result Archive()
    {
        if (IsArchived) return new PageIsArchived();
        IsArchived = true;
        PublishedVersion = null;
        Raise(new PageArchived(Id, Slug));
        return Result.Done;
    }

    /// <summary>Takes it out of the archive, as a draft.</summary>
    public Result TakeFromArchive()
    {
        if (!IsArchived) return Result.Done;
        IsArchived = false;
        Raise(new PageTakenFromArchive(Id, Slug));
        return Result.Done;
    }

    /// <summary>The address that a title suggests.</summary>
    public static string SlugOf(string title)
    {
        var plain = new string([.. title.Normalize(System.Text.NormalizationForm.FormD)
            .Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)]);
        var slug = NoSlug().Replace(plain.ToLowerInvariant().Replace("’", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal), "-").Trim('-');
        return slug.Length > 80 ? slug[..80].TrimEnd('-') : slug;
    }

    public static bool IsSlug(string slug) => slug.Length is > 0 and <= 80 && Slugs().IsMatch(slug);

    private PageVersion Add(PageText text, string by, DateTimeOffset now, int? restored)
    {
        CurrentVersion++;
        Title = text.TitleEn;
        SavedAt = now;
        Raise(new PageSaved(Id, Slug, CurrentVersion));
        return new PageVersion(Id, CurrentVersion, text, by, now, restored);
    }

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    private static partial Regex Slugs();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoSlug();
}

/// <summary>What was saved once; it never changes.</summary>
internal sealed class PageVersion
{
    private PageVersion()
    {
    }

    public PageVersion(Guid pageId, int number, PageText text, string savedBy, DateTimeOffset savedAt, int? restoredFrom)
    {
        (PageId, Number, SavedBy, SavedAt, RestoredFrom) = (pageId, number, savedBy, savedAt, restoredFrom);
        (TitleEn, SummaryEn, BodyEn) = (text.TitleEn, text.SummaryEn, text.BodyEn);
        (TitleCy, SummaryCy, BodyCy) = (text.TitleCy, text.SummaryCy, text.BodyCy);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid PageId { get; private set; }

    public int Number { get; private set; }

    public string TitleEn { get; private set; } = "";

    public string SummaryEn { get; private set; } = "";

    public string BodyEn { get; private set; } = "";

    public string TitleCy { get; private set; } = "";

    public string SummaryCy { get; private set; } = "";

    public string BodyCy { get; private set; } = "";

    public string SavedBy { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>The version that this one brought back.</summary>
    public int? RestoredFrom { get; private set; }

    public PageText Text => new(TitleEn, SummaryEn, BodyEn, TitleCy, SummaryCy, BodyCy);
}

/// <summary>An address that a page once had.</summary>
internal sealed class PageRedirect
{
    private PageRedirect()
    {
    }

    public PageRedirect(string slug, Guid pageId, DateTimeOffset since) => (Slug, PageId, Since) = (slug, pageId, since);

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Slug { get; private set; } = "";

    public Guid PageId { get; private set; }

    public DateTimeOffset Since { get; private set; }
}
