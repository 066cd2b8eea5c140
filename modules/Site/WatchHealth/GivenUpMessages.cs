using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Site.Contracts;

namespace Procurement.Site.WatchHealth;

/// <summary>A message that no reaction took, as an administrator sees it. Of one under seal neither kind nor content.</summary>
internal sealed record GivenUpRow(Guid Id, string Kind, DateTimeOffset OccurredAt, int Attempts, string Error);

/// <summary>Messages between modules that were given up after many tries, for those who have mended the cause.</summary>
internal sealed class GivenUpMessages(PortalDbContext db, IWords words, TimeProvider clock)
{
    private const int PageSize = 25;
    private const int Most = 1000;

    private IQueryable<OutboxMessage> Rows => db.Set<OutboxMessage>().Where(m => m.DoneAt == null && m.DueAt == null);

    public async Task<Page<GivenUpRow>> ListAsync(string? after, CancellationToken ct)
    {
        var query = Rows.AsNoTracking();
        if (Guid.TryParseExact(after, "N", out var last)) query = query.Where(m => m.Id.CompareTo(last) < 0);
        var rows = await query.OrderByDescending(m => m.Id).Take(PageSize + 1).ToListAsync(ct);
        return new Page<GivenUpRow>(
            [.. rows.Take(PageSize).Select(m => new GivenUpRow(m.Id, KindOf(m), m.OccurredAt, m.Attempts, m.Error ?? ""))],
            rows.Count > PageSize ? rows[PageSize - 1].Id.ToString("N") : null);
    }

    public async Task<Result> TryAgainAsync(Guid id, CancellationToken ct)
    {
        if (await Rows.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } message) return new NotFound();
        return await TryAgainAsync([message], ct);
    }

    public async Task<Result> TryAllAgainAsync(CancellationToken ct) => await TryAgainAsync(await Rows.OrderBy(m => m.Id).Take(Most).ToListAsync(ct), ct);

    private async Task<Result> TryAgainAsync(List<OutboxMessage> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            if (message.TryAgain(clock.GetUtcNow())) db.Raise(new MessageTriedAgain(message.Id));
        return await db.SaveAsync(ct: ct);
    }

    private string KindOf(OutboxMessage message)
    {
        if (message.SealId is not null) return words.Text("Site.Health.Sealed");
        var name = message.Type.Split(',')[0].Split('.')[^1];
        return words.Has("Audit." + name) ? words.Text("Audit." + name) : name;
    }
}
