using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Involvement.Domain;
using Procurement.Site.Contracts;

namespace Procurement.Involvement.SeeComments;

/// <summary>A published comment with what it is about and how it was regarded.</summary>
internal sealed record CommentRow(Comment Comment, string AuthorityName, string Title, string Reference, string? Answer);

/// <summary>Everything that authorities have said and that is published, the newest first.</summary>
public sealed class IndexModel : PortalPage
{
    private const int Size = 20;

    internal IReadOnlyList<CommentRow> Rows { get; private set; } = [];
    internal string? Next { get; private set; }
    internal bool IsDemonstration { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var db = services.GetRequiredService<PortalDbContext>();
        var query = db.Set<Comment>().AsNoTracking().Where(c => c.PublishedAt != null);
        if (after is { } key) query = query.Where(c => c.Id < key);
        var found = await query.OrderByDescending(c => c.Id).Take(Size + 1).ToListAsync(ct);
        var page = found.Take(Size).ToList();
        Next = found.Count > Size ? page[^1].Id.ToString() : null;
        var requestIds = page.Select(c => c.RequestId).Distinct().ToList();
        var subjectIds = page.Select(c => c.SubjectId).Distinct().ToList();
        var requests = await db.Set<CommentRequest>().AsNoTracking().Include(r => r.Regards).Where(r => requestIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var subjects = await db.Set<CommentSubject>().AsNoTracking().Where(s => subjectIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        Rows = [.. page.Select(c => new CommentRow(c, requests[c.RequestId].AuthorityName, subjects[c.SubjectId].Title, subjects[c.SubjectId].Reference,
            requests[c.RequestId].Regards.Where(r => r.CommentNumber == c.Number).OrderByDescending(r => r.Id).FirstOrDefault()?.Text))];
        IsDemonstration = services.GetRequiredService<ISettings>().Current<SiteSettings>().Demonstration;
        return Page();
    }
}
