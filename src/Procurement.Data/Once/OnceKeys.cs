using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Procurement.Kernel;

namespace Procurement.Data.Once;

/// <summary>A form's key: the first click writes it with its change, and the second finds where the first one led.</summary>
public interface IOnce
{
    /// <summary>Whether the key was used, and where its form led; the place is null while the first click is still under way.</summary>
    Task<(bool Used, string? Location)> FindAsync(string key, CancellationToken ct);

    /// <summary>Remembers where the form led.</summary>
    Task RememberAsync(string key, string location, CancellationToken ct);

    /// <summary>True when the error says that the key had been used a moment before.</summary>
    bool IsSecondClick(Exception error);
}

internal sealed class OnceKeys(PortalDbContext db, IEngine engine, ISeals seals) : IOnce
{
    public async Task<(bool Used, string? Location)> FindAsync(string key, CancellationToken ct)
    {
        var row = await db.Set<OnceRow>().AsNoTracking().FirstOrDefaultAsync(o => o.Key == key, ct);
        return (row is not null, row?.Location is { } location ? Open(key, location) : null);
    }

    public async Task RememberAsync(string key, string location, CancellationToken ct)
    {
        // An address may name what is under seal.
        var hidden = seals.Seal(SealOf(key), location);
        await db.InTransactionAsync(async () =>
        {
            await db.Set<OnceRow>().Where(o => o.Key == key).ExecuteUpdateAsync(s => s.SetProperty(o => o.Location, hidden), ct);
            return Result.Done;
        }, ct);
    }

    public bool IsSecondClick(Exception error) =>
        error is DbUpdateException e && engine.UniqueViolation(e) is { } index && index.Contains("data_once", StringComparison.Ordinal);

    private string? Open(string key, string location)
    {
        // Kept in clear by an earlier version.
        if (location.StartsWith('/')) return location;
        try
        {
            return seals.Open(SealOf(key), location);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Guid SealOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
