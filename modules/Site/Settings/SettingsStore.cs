using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;

namespace Procurement.Site.Settings;

/// <summary>Reads settings from memory and saves them in the caller's context, so that the audit trail says who did.</summary>
internal sealed class SettingsStore(PortalDbContext db, SettingsCache cache) : ISettings
{
    public async Task<T> GetAsync<T>(CancellationToken ct) where T : class, new() => (await cache.GetAsync<T>(ct)).Value;

    public T Current<T>() where T : class, new() => cache.Current<T>();

    public Task<VersionedSettings<T>> ReadAsync<T>(CancellationToken ct) where T : class, new() => cache.ReadAsync<T>(ct);

    public Task<Result> SaveAsync<T>(T value, CancellationToken ct) where T : class, new() => SaveAsync(value, null, ct);

    public Task<Result> SaveAsync<T>(T value, int version, CancellationToken ct) where T : class, new() => SaveAsync(value, (int?)version, ct);

    private async Task<Result> SaveAsync<T>(T value, int? version, CancellationToken ct) where T : class, new()
    {
        var name = SettingsCache.NameOf<T>();
        var row = await db.Set<SettingsRow>().FirstOrDefaultAsync(s => s.Name == name, ct);
        if (version is { } read && read != (row is null ? 0 : row.RowVersion + 1)) return new ChangedBySomebodyElse();
        if (row is null) db.Add(row = new SettingsRow(name, SettingsCache.Write(value)));
        else row.Change(SettingsCache.Write(value));
        var saved = await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
        if (!saved.IsDone) return saved;
        // Inside a larger transaction nobody knows yet whether it will stand: readers look again.
        if (db.Database.CurrentTransaction is null) cache.Hold(value, row.RowVersion + 1);
        else cache.Forget<T>();
        return Result.Done;
    }
}
