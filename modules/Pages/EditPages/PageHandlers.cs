using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Pages.Data;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditPages;

/// <summary>Writes a new page.</summary>
internal sealed class WritePageHandler(PortalDbContext db, IWho who, TimeProvider clock)
{
    public async Task<Result<Guid>> WriteAsync(string slug, PageText text, bool publish, CancellationToken ct)
    {
        var written = ContentPage.Write(slug.Trim().ToLowerInvariant(), text, who.DisplayName, clock.GetUtcNow());
        if (written.Refusal is { } refusal) return refusal;
        var (page, version) = written.Value;
        if (await db.Set<ContentPage>().AnyAsync(p => p.Slug == page.Slug, ct)) return new SlugIsTaken(page.Slug);
        if (publish && page.Publish(clock.GetUtcNow()).Refusal is { } unpublished) return unpublished;
        db.Add(page);
        db.Add(version);
        var saved = await db.SaveAsync(index => PageChanges.Taken(index, page.Slug), ct);
        return saved.Refusal is { } r ? r : page.Id;
    }
}

/// <summary>Saves a further version of a page.</summary>
internal sealed class RevisePageHandler(PortalDbContext db, IWho who, TimeProvider clock)
{
    public async Task<Result> ReviseAsync(Guid id, int rowVersion, string slug, PageText text, CancellationToken ct)
    {
        if (await db.Set<ContentPage>().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } page) return new NotFound();
        if (page.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        slug = slug.Trim().ToLowerInvariant();
        if (await db.Set<ContentPage>().AnyAsync(p => p.Slug == slug && p.Id != id, ct)) return new SlugIsTaken(slug);
        var revised = page.Revise(slug, text, who.DisplayName, clock.GetUtcNow(), out var redirect);
        if (revised.Refusal is { } refusal) return refusal;
        db.Add(revised.Value);
        if (redirect is not null) db.Add(redirect);
        return await db.SaveAsync(index => PageChanges.Taken(index, slug), ct);
    }
}

/// <summary>Publishes, restores and archives pages.</summary>
internal sealed class PageChanges(PortalDbContext db, IWho who, TimeProvider clock)
{
    public Task<Result> PublishAsync(Guid id, int rowVersion, CancellationToken ct) => ChangeAsync(id, rowVersion, page => page.Publish(clock.GetUtcNow()), ct);

    public Task<Result> ArchiveAsync(Guid id, int rowVersion, CancellationToken ct) => ChangeAsync(id, rowVersion, page => page.Archive(), ct);

    public Task<Result> TakeFromArchiveAsync(Guid id, int rowVersion, CancellationToken ct) => ChangeAsync(id, rowVersion, page => page.TakeFromArchive(), ct);

    public async Task<Result> RestoreAsync(Guid id, int rowVersion, int number, CancellationToken ct)
    {
        if (await db.Set<PageVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.PageId == id && v.Number == number, ct) is not { } old) return new NotFound();
        return await ChangeAsync(id, rowVersion, page =>
        {
            var restored = page.Restore(old, who.DisplayName, clock.GetUtcNow());
            if (restored.Refusal is { } refusal) return refusal;
            db.Add(restored.Value);
            return Result.Done;
        }, ct);
    }

    internal static Refusal? Taken(string index, string slug) =>
        index.Contains(ContentPageMap.SlugIndex, StringComparison.Ordinal) || index.Contains("pages_pages.Slug", StringComparison.Ordinal) ? new SlugIsTaken(slug) : null;

    private async Task<Result> ChangeAsync(Guid id, int rowVersion, Func<ContentPage, Result> change, CancellationToken ct)
    {
        if (await db.Set<ContentPage>().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } page) return new NotFound();
        if (page.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (change(page).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }
}
