using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;

namespace Procurement.Site.Settings;

/// <summary>
/// Settings in memory. A save on this machine replaces what is held; a save on another one is seen when what is held is more than a few
/// seconds old. Age is counted by the machine's own ticks, for the portal's clock may be moved.
/// </summary>
internal sealed partial class SettingsCache(IServiceScopeFactory scopes, ILogger<SettingsCache> logger)
{
    private const int FreshMilliseconds = 3000;
    private readonly ConcurrentDictionary<Type, Held> _held = new();

    /// <summary>What is held, without waiting: when it is old, a newer one is fetched behind the reader's back.</summary>
    public T Current<T>() where T : class, new()
    {
        if (!_held.TryGetValue(typeof(T), out var held)) return (T)LoadFirst<T>().Value;
        if (held.IsOld && held.TryRefresh()) _ = RefreshAsync<T>(held);
        return (T)held.Value;
    }

    /// <summary>What is held, or, when that is old, what is stored.</summary>
    public async Task<VersionedSettings<T>> GetAsync<T>(CancellationToken ct) where T : class, new()
    {
        if (!_held.TryGetValue(typeof(T), out var held) || held.IsOld) held = await LoadAsync<T>(ct);
        return new VersionedSettings<T>((T)held.Value, held.Version);
    }

    /// <summary>What is stored now.</summary>
    public async Task<VersionedSettings<T>> ReadAsync<T>(CancellationToken ct) where T : class, new()
    {
        var held = await LoadAsync<T>(ct);
        return new VersionedSettings<T>((T)held.Value, held.Version);
    }

    public void Hold<T>(T value, int version) where T : class, new() => Hold<T>(new Held(value, version));

    public void Forget<T>() => _held.TryRemove(typeof(T), out _);

    public static string NameOf<T>() => typeof(T).FullName!;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    private Held LoadFirst<T>() where T : class, new() => Rehearsal.Outside(LoadNow<T>);

    private Task<Held> LoadAsync<T>(CancellationToken ct) where T : class, new() => Rehearsal.Outside(() => LoadSoonAsync<T>(ct));

    private Held LoadNow<T>() where T : class, new()
    {
        try
        {
            using var scope = scopes.CreateScope();
            var name = NameOf<T>();
            var row = scope.ServiceProvider.GetRequiredService<PortalDbContext>().Set<SettingsRow>().AsNoTracking().FirstOrDefault(s => s.Name == name);
            return Hold<T>(Read<T>(row));
        }
        catch (DbException e)
        {
            // Before the database is made, or while it does not answer: the defaults, and the next reader asks again.
            LogNotRead(logger, NameOf<T>(), e.GetType().Name);
            return new Held(new T(), 0);
        }
    }

    private async Task<Held> LoadSoonAsync<T>(CancellationToken ct) where T : class, new()
    {
        await using var scope = scopes.CreateAsyncScope();
        var name = NameOf<T>();
        var row = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Set<SettingsRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Name == name, ct);
        return Hold<T>(Read<T>(row));
    }

    private async Task RefreshAsync<T>(Held old) where T : class, new()
    {
        try
        {
            await LoadAsync<T>(CancellationToken.None);
        }
        catch (Exception e)
        {
            old.StayFresh();
            LogNotRead(logger, NameOf<T>(), e.GetType().Name);
        }
    }

    /// <summary>Holds it, unless something newer is held already; the same version keeps its object, so that what was worked out from it stays.</summary>
    private Held Hold<T>(Held held) => _held.AddOrUpdate(typeof(T), held, (_, before) =>
    {
        if (before.Version < held.Version) return held;
        if (before.Version == held.Version) before.StayFresh();
        return before;
    });

    private static Held Read<T>(SettingsRow? row) where T : class, new() =>
        row is null ? new Held(new T(), 0) : new Held(JsonSerializer.Deserialize<T>(row.Json, EventJson.Options) ?? new T(), row.RowVersion + 1);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The settings {Name} could not be read: {Error}. What was known before stands in.")]
    private static partial void LogNotRead(ILogger logger, string name, string error);

    private sealed class Held(object value, int version)
    {
        private long _readAt = Environment.TickCount64;
        private int _refreshing;

        public object Value { get; } = value;

        public int Version { get; } = version;

        public bool IsOld => Environment.TickCount64 - Interlocked.Read(ref _readAt) > FreshMilliseconds;

        public bool TryRefresh() => Interlocked.Exchange(ref _refreshing, 1) == 0;

        public void StayFresh()
        {
            Interlocked.Exchange(ref _readAt, Environment.TickCount64);
            Interlocked.Exchange(ref _refreshing, 0);
        }
    }
}
