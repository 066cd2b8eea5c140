using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;

namespace Procurement.Involvement.SeeRequests;

/// <summary>What the person's council has been asked, the newest first.</summary>
public sealed class IndexModel : PortalPage
{
    private const int Size = 25;

    internal IReadOnlyList<CommentRequest> Rows { get; private set; } = [];
    internal IReadOnlyDictionary<Guid, CommentSubject> Subjects { get; private set; } = null!;
    internal string? Next { get; private set; }
    internal DateTimeOffset Now { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var mine = Who.Memberships.Where(m => m.Kind is OrganisationKind.Authority).Select(m => (Guid?)m.OrganisationId).ToList();
        var db = services.GetRequiredService<PortalDbContext>();
        var query = db.Set<CommentRequest>().AsNoTracking().Where(r => mine.Contains(r.AuthorityOrganisationId) && r.State != RequestState.Expected);
        if (after is { } key) query = query.Where(r => r.Id < key);
        var rows = await query.OrderByDescending(r => r.Id).Take(Size + 1).ToListAsync(ct);
        Rows = [.. rows.Take(Size)];
        Next = rows.Count > Size ? Rows[^1].Id.ToString() : null;
        var subjects = Rows.Select(r => r.SubjectId).Distinct().ToList();
        Subjects = await db.Set<CommentSubject>().AsNoTracking().Where(s => subjects.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        return Page();
    }
}
