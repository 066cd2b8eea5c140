using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procurement.Components;
using Procurement.Data;
using Procurement.Data.PostgreSql;
using Procurement.Data.Sqlite;
using Procurement.Kernel;

namespace Procurement.Testing;

/// <summary>
/// One module, or a few, with a real database and no web: starts in a moment, so that a test may have one of its own and do to it
/// what an intruder, a crash or a full disk would.
/// </summary>
public sealed class Room : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _database;

    private Room(ServiceProvider services, string storage, string? database) => (_services, Storage, _database) = (services, storage, database);

    /// <summary>Where its files are.</summary>
    public string Storage { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Its clock.</summary>
    public PortalClock Clock => _services.GetRequiredService<PortalClock>();

    /// <summary>What it logged.</summary>
    public LogMemory Log { get; private init; } = null!;

    /// <summary>Starts one.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="modules">An assembly of each module.</param>
    /// <param name="more">What a test puts in others' place.</param>
    /// <param name="settings">Settings.</param>
    public static async Task<Room> StartAsync(Engine engine, Assembly[] modules, Action<IServiceCollection>? more = null, Dictionary<string, string?>? settings = null)
    {
        var storage = Directory.CreateTempSubdirectory("room-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(settings ?? []) { ["Storage:Path"] = storage }).Build();
        string? database = null;
        IEngine data;
        if (engine == Engine.PostgreSql)
        {
            database = "room_" + Guid.CreateVersion7().ToString("N");
            data = new PostgreSqlEngine(await Postgres.CreateAsync(database));
        }
        else data = new SqliteEngine(Path.Combine(storage, "room.db"));

        var log = new LogMemory();
        var environment = new Place { ContentRootPath = storage };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(environment);
        services.AddLogging(l => l.AddProvider(log));
        var clock = new PortalClock();
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(new ModuleList([.. modules.Select(m => Kernel.Module.From(m)!).OrderBy(m => m.Floor)]));
        services.AddSingleton<IFeatures, AllOn>();
        services.AddPortalData(data);
        services.AddDataProtection().SetApplicationName("Procurement").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(storage, "keys")));
        services.AddWords(typeof(PortalPage).Assembly);
        foreach (var type in modules.SelectMany(m => m.GetTypes()).Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(StartupBase))))
        {
            var startup = (StartupBase)Activator.CreateInstance(type)!;
            (startup.Configuration, startup.Environment) = (configuration, environment);
            startup.ConfigureServices(services);
        }

        more?.Invoke(services);
        var room = new Room(services.BuildServiceProvider(), storage, database) { Log = log };
        await data.PrepareAsync(CancellationToken.None);
        await room.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await db.Database.EnsureCreatedAsync();
            foreach (var script in s.GetServices<SchemaScript>())
                await db.Database.ExecuteSqlRawAsync((data.IsSqlite ? script.Sqlite : script.PostgreSql).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        });
        return room;
    }

    /// <summary>Does something in a scope of its own as a person, or as the portal itself.</summary>
    public async Task<T> AsAsync<T>(IWho? who, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentWho>();
        if (who is null) current.BecomeSystem();
        else current.Become(who);
        return await act(scope.ServiceProvider);
    }

    /// <inheritdoc cref="AsAsync{T}" />
    public Task AsAsync(IWho? who, Func<IServiceProvider, Task> act) => AsAsync(who, async s =>
    {
        await act(s);
        return 0;
    });

    /// <summary>Carries all messages and runs all jobs that are due.</summary>
    public Task DrainAsync() => _services.GetRequiredService<IPump>().DrainAsync();

    /// <summary>Does something to the database as one who has nothing else.</summary>
    public Task SqlAsync(string sql) => AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_database is not null) await Postgres.DropAsync(_database);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(Storage, recursive: true);
        }
        catch (IOException)
        {
            // The folder is temporary.
        }
    }

    private sealed class AllOn : IFeatures
    {
        public bool IsOn(string featureId) => true;
    }

    private sealed class Place : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";

        public string ApplicationName { get; set; } = "Room";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
