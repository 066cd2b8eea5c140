using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Domain;
using Procurement.Notifications.Notify;

namespace Procurement.Notifications.ManageMail;

/// <summary>A mail that waits or was given up, as an administrator sees it. Of one under seal neither kind nor address.</summary>
internal sealed record QueueRow(Guid Id, bool IsSealed, string Kind, string? To, DateTimeOffset WrittenAt, int Attempts, string? Error, DateTimeOffset? DueAt, bool CanRetry);

/// <summary>The queue, for those who look after it.</summary>
internal sealed class MailQueue(PortalDbContext db, MailCipher cipher, Kinds kinds, IWords words, TimeProvider clock)
{
    private const int PageSize = 25;
    private const int Most = 1000;

    public async Task<BoundedCount> CountAsync(MailState state, CancellationToken ct)
    {
        var count = await db.Set<MailRow>().Where(m => m.State == state).Take(Most + 1).CountAsync(ct);
        return new BoundedCount(Math.Min(count, Most), count > Most);
    }

    public async Task<DateTimeOffset?> OldestAsync(CancellationToken ct) =>
        await db.Set<MailRow>().Where(m => m.State == MailState.Waiting).OrderBy(m => m.Id).Select(m => (DateTimeOffset?)m.WrittenAt).FirstOrDefaultAsync(ct);

    public async Task<Page<QueueRow>> GivenUpAsync(string? after, CancellationToken ct)
    {
        var query = db.Set<MailRow>().AsNoTracking().Where(m => m.State == MailState.GivenUp);
        if (Guid.TryParseExact(after, "N", out var last)) query = query.Where(m => m.Id.CompareTo(last) < 0);
        var rows = await query.OrderByDescending(m => m.Id).Take(PageSize + 1).ToListAsync(ct);
        return new Page<QueueRow>([.. rows.Take(PageSize).Select(Show)], rows.Count > PageSize ? rows[PageSize - 1].Id.ToString("N") : null);
    }

    /// <summary>Those that a recipient's server has put off, soonest first.</summary>
    public async Task<IReadOnlyList<QueueRow>> PutOffAsync(CancellationToken ct) =>
        [.. (await db.Set<MailRow>().AsNoTracking().Where(m => m.State == MailState.Waiting && m.Attempts > 0).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(PageSize).ToListAsync(ct)).Select(Show)];

    public async Task<Result> RetryAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<MailRow>().FirstOrDefaultAsync(m => m.Id == id, ct) is not { } row) return new NotFound();
        var result = row.Retry(clock.GetUtcNow());
        return result.IsDone ? await db.SaveAsync(ct: ct) : result;
    }

    public async Task<Result> RetryAllAsync(CancellationToken ct)
    {
        var rows = await db.Set<MailRow>().Where(m => m.State == MailState.GivenUp && m.Content != null).OrderBy(m => m.Id).Take(Most).ToListAsync(ct);
        foreach (var row in rows) row.Retry(clock.GetUtcNow());
        return await db.SaveAsync(ct: ct);
    }

    private QueueRow Show(MailRow row) => new(
        row.Id, row.IsSealed, row.IsSealed ? words.Text("Notifications.Mail.Sealed") : kinds.NameOf(words, row.Template), row.IsSealed ? null : AddressOf(row),
        row.WrittenAt, row.Attempts, row.Error, row.DueAt, row.Content is not null);

    private string? AddressOf(MailRow row)
    {
        try
        {
            return row.Content is { } content ? cipher.Decrypt(content).To : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
