using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;

namespace Procurement.Involvement.EscalateRequests;

/// <summary>Requests that reach nobody: the administrator invites an officer, or, after the time, lets one lapse with a reason.</summary>
public sealed class IndexModel : PortalPage
{
    private const int Size = 25;

    internal IReadOnlyList<(CommentRequest Request, CommentSubject Subject)> Rows { get; private set; } = [];
    internal string? Next { get; private set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken ct)
    {
        await LoadAsync(after, ct);
        return Page();
    }

    /// <summary>Lets one lapse.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var done = await HttpContext.RequestServices.GetRequiredService<LapseHandler>().HandleAsync(Input.RequestId, Input.Reason, ct);
        if (done.IsDone) return Confirmed("/admin/comment-requests", "Involvement.Nobody.Lapsed");
        await LoadAsync(null, ct);
        return Refused(done.Refusal!);
    }

    private async Task LoadAsync(Guid? after, CancellationToken ct)
    {
        var db = HttpContext.RequestServices.GetRequiredService<PortalDbContext>();
        var query = RequestsWithNobody.Of(db);
        if (after is { } key) query = query.Where(r => r.Id > key);
        var rows = await query.OrderBy(r => r.Id).Take(Size + 1).ToListAsync(ct);
        var page = rows.Take(Size).ToList();
        var ids = page.Select(r => r.SubjectId).Distinct().ToList();
        var subjects = await db.Set<CommentSubject>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        Rows = [.. page.Select(r => (r, subjects[r.SubjectId]))];
        Next = rows.Count > Size ? page[^1].Id.ToString() : null;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Which.</summary>
        public Guid RequestId { get; set; }

        /// <summary>Why.</summary>
        public string? Reason { get; set; }
    }
}
