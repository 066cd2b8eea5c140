using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Notifications.Domain;

namespace Procurement.Notifications.ReadInbox;

/// <summary>A message as its reader sees it.</summary>
internal sealed record InboxRow(Guid Id, DateTimeOffset SentAt, bool IsRead, MessageText Text);

/// <summary>The messages of the person who asks, and of nobody else.</summary>
internal sealed class Inbox(PortalDbContext db, IWho who, ISeals seals, TimeProvider clock) : IInboxCount
{
    private const int PageSize = 20;
    private const int Most = 99;

    public async Task<BoundedCount> UnreadAsync(CancellationToken ct)
    {
        if (who.UserId is not { } user) return new BoundedCount(0, false);
        var count = await db.Set<InboxMessage>().Where(m => m.UserId == user && m.ReadAt == null).Take(Most + 1).CountAsync(ct);
        return new BoundedCount(Math.Min(count, Most), count > Most);
    }

    public async Task<Page<InboxRow>> ListAsync(string? after, CancellationToken ct)
    {
        if (who.UserId is not { } user) return new Page<InboxRow>([], null);
        var query = db.Set<InboxMessage>().AsNoTracking().Where(m => m.UserId == user);
        if (Guid.TryParseExact(after, "N", out var last)) query = query.Where(m => m.Id.CompareTo(last) < 0);
        var rows = await query.OrderByDescending(m => m.Id).Take(PageSize + 1).ToListAsync(ct);
        return new Page<InboxRow>(
            [.. rows.Take(PageSize).Select(m => Read(m)).OfType<InboxRow>()],
            rows.Count > PageSize ? rows[PageSize - 1].Id.ToString("N") : null);
    }

    /// <summary>Marks one as read; null when it is nobody's or another's.</summary>
    public async Task<string?> MarkAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<InboxMessage>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.UserId == who.UserId, ct) is not { } message) return null;
        await MarkAsync(m => m.Id == id, ct);
        return Read(message)?.Text.Url;
    }

    /// <summary>Marks all that the person has seen: those up to the one that stood first on the page.</summary>
    public Task MarkAllAsync(Guid newest, CancellationToken ct) => MarkAsync(m => m.Id.CompareTo(newest) <= 0, ct);

    private async Task MarkAsync(System.Linq.Expressions.Expression<Func<InboxMessage, bool>> which, CancellationToken ct)
    {
        var (user, now) = (who.UserId, (DateTimeOffset?)clock.GetUtcNow());
        await db.InTransactionAsync(async () =>
        {
            await db.Set<InboxMessage>().Where(m => m.UserId == user && m.ReadAt == null).Where(which).ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadAt, now), ct);
            return Result.Done;
        }, ct);
    }

    private InboxRow? Read(InboxMessage message)
    {
        try
        {
            return new InboxRow(message.Id, message.SentAt, message.ReadAt is not null, message.Read(seals.Open));
        }
        catch (CryptographicException)
        {
            // The key that it was sealed with is gone; the others are still to be read.
            return null;
        }
    }
}
