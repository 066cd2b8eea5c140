using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;

namespace Procurement.Involvement.RegardComments;

/// <summary>What the person's organisation asks authorities about, the newest first.</summary>
public sealed class IndexModel : PortalPage
{
    private const int Size = 25;

    internal IReadOnlyList<(CommentSubject Subject, Clearance Clearance)> Rows { get; private set; } = [];
    internal string? Next { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var mine = Who.Memberships.Where(m => m.Kind is OrganisationKind.LeadProvider).Select(m => m.OrganisationId).ToList();
        var query = services.GetRequiredService<PortalDbContext>().Set<CommentSubject>().AsNoTracking().Where(s => mine.Contains(s.AskingOrganisationId));
        if (after is { } key) query = query.Where(s => s.Id < key);
        var subjects = await query.OrderByDescending(s => s.Id).Take(Size + 1).ToListAsync(ct);
        var watch = services.GetRequiredService<SubjectWatch>();
        var rows = new List<(CommentSubject, Clearance)>();
        var requests = services.GetRequiredService<Requests>();
        foreach (var subject in subjects.Take(Size))
            if (!await requests.StandsBackAsync(subject.Id, ct)) rows.Add((subject, await watch.ForAsync(subject.Id, ct)));
        Rows = rows;
        Next = subjects.Count > Size ? subjects[Size - 1].Id.ToString() : null;
        return Page();
    }
}
