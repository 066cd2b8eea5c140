using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Places.Domain;

namespace Procurement.Places.ManageBankHolidays;

/// <summary>The bank holidays of a year.</summary>
public sealed class IndexModel : PortalPage
{
    internal IReadOnlyList<BankHoliday> Holidays { get; private set; } = [];

    internal IReadOnlyList<int> Years { get; private set; } = [];

    internal int Shown { get; private set; }

    /// <summary>Shows the year of the address, or this one.</summary>
    public async Task OnGetAsync(int? year, CancellationToken ct)
    {
        var db = HttpContext.RequestServices.GetRequiredService<PortalDbContext>();
        var now = London.DateOf(HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).Year;
        var last = await db.Set<BankHoliday>().MaxAsync(h => (DateOnly?)h.Date, ct);
        var end = Math.Max(last?.Year ?? now, now);
        Years = [.. Enumerable.Range(now - 1, end - now + 2)];
        Shown = year is >= 1900 and <= 2200 ? year.Value : now;
        var (from, to) = (new DateOnly(Shown, 1, 1), new DateOnly(Shown, 12, 31));
        Holidays = await db.Set<BankHoliday>().AsNoTracking().Where(h => h.Date >= from && h.Date <= to).OrderBy(h => h.Date).ToListAsync(ct);
    }
}
