using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Data;

namespace Procurement.Awards.ReleaseHolds;

/// <summary>Decisions that workflows hold: an administrator sees why, and releases one with a reason.</summary>
public sealed class IndexModel : PortalPage
{
    private const int Size = 25;

    internal IReadOnlyList<(AwardHold Hold, bool Stands)> Rows { get; private set; } = [];
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

    /// <summary>Releases one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var done = await HttpContext.RequestServices.GetRequiredService<ReleaseHoldHandler>().HandleAsync(Input.HoldId ?? Guid.Empty, Input.Reason, ct);
        if (done.IsDone) return Confirmed("/admin/award-holds", "Awards.Hold.Done");
        await LoadAsync(null, ct);
        return Refused(done.Refusal!);
    }

    private async Task LoadAsync(Guid? after, CancellationToken ct)
    {
        var (db, holds) = (HttpContext.RequestServices.GetRequiredService<PortalDbContext>(), HttpContext.RequestServices.GetRequiredService<AwardHolds>());
        var query = db.Set<AwardHold>().AsNoTracking().Where(h => h.ReleasedAt == null);
        if (after is { } key) query = query.Where(h => h.Id > key);
        var rows = await query.OrderBy(h => h.Id).Take(Size + 1).ToListAsync(ct);
        var page = rows.Take(Size).ToList();
        HashSet<Guid> standing = [];
        // Few awards are held at a time, and each has few workflows.
        foreach (var award in page.Select(h => h.AwardId).Distinct()) standing.UnionWith((await holds.StandingAsync(award, ct)).Select(h => h.Id));
        Rows = [.. page.Select(h => (h, standing.Contains(h.Id)))];
        Next = rows.Count > Size ? page[^1].Id.ToString() : null;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Which.</summary>
        public Guid? HoldId { get; set; }

        /// <summary>Why.</summary>
        public string? Reason { get; set; }
    }
}
