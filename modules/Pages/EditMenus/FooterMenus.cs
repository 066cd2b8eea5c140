using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Procurement.Components;
using Procurement.Data;
using Procurement.Pages.Domain;

namespace Procurement.Pages.EditMenus;

/// <summary>What the foot of every page holds, from memory: read again after a change here, and every half minute.</summary>
internal sealed class MenuMemory(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private volatile Snapshot? _snapshot;

    public IReadOnlyList<FooterMenu>? Fresh => _snapshot is { } s && (clock.GetUtcNow() - s.At).Duration() < Kept ? s.Menus : null;

    public IReadOnlyList<FooterMenu> Last => _snapshot?.Menus ?? [];

    public void Keep(IReadOnlyList<FooterMenu> menus) => _snapshot = new Snapshot(menus, clock.GetUtcNow());

    public void Forget() => _snapshot = null;

    private sealed record Snapshot(IReadOnlyList<FooterMenu> Menus, DateTimeOffset At);
}

internal sealed class FooterMenus(PortalDbContext db, MenuMemory memory, ILogger<FooterMenus> logger) : IFooter
{
    public async Task<IReadOnlyList<FooterColumn>> ColumnsAsync(CancellationToken ct)
    {
        var menus = memory.Fresh;
        if (menus is null)
        {
            try
            {
                menus = await db.Set<FooterMenu>().AsNoTracking().OrderBy(m => m.Order).Take(4).ToListAsync(ct);
                memory.Keep(menus);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A page that says what went wrong must not fail for its foot.
                logger.LogWarning(e, "The footer's menus could not be read");
                menus = memory.Last;
            }
        }

        return [.. menus.Where(m => m.Links.Count > 0).Select(m => new FooterColumn(
            Pick(m.HeadingEn, m.HeadingCy, out var english), [.. m.Links.Select(l => new FooterLink(Pick(l.TextEn, l.TextCy, out var e), l.Url, e))], english))];
    }

    private static string Pick(string english, string welsh, out bool inEnglish)
    {
        inEnglish = Language.IsWelsh && welsh.Length == 0;
        return Language.IsWelsh && welsh.Length > 0 ? welsh : english;
    }
}
