using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Users.Contracts;

namespace Procurement.Testing;

/// <summary>The two engines that every data test runs on.</summary>
public enum Engine
{
    /// <summary>The embedded one.</summary>
    Sqlite,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}

/// <summary>How a portal is started for a test.</summary>
public sealed record PortalOptions(Engine Engine)
{
    /// <summary>Whether the demonstration is played.</summary>
    public bool Demonstration { get; init; }

    /// <summary>Whether it listens on a real port, for a browser.</summary>
    public bool Listens { get; init; }

    /// <summary>Whether the background jobs run by themselves; else only <see cref="Portal.DrainAsync"/> moves them.</summary>
    public bool Background { get; init; }

    /// <summary>The server that its mail goes to; null for a folder.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>More settings.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Where its data is, when that outlives it; else it has a place of its own, which goes with it.</summary>
    public PortalPlace? Place { get; init; }

    /// <summary>What a test puts in others' place, or around it.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}

/// <summary>A database and a folder of files: what a portal leaves, and what the next one on it finds.</summary>
public sealed class PortalPlace : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string, DateTime), Mail> _mails = [];

    private PortalPlace(Engine engine, string storage, string? database, IReadOnlyDictionary<string, string> settings) =>
        (Engine, Storage, Database, Settings) = (engine, storage, database, settings);

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The folder.</summary>
    public string Storage { get; }

    /// <summary>What its database is called, where that is not a file in the folder.</summary>
    internal string? Database { get; }

    /// <summary>What a portal, in this process or another, has to be told.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Makes an empty one.</summary>
    public static Task<PortalPlace> MakeAsync(Engine engine) => MakeAsync(engine, null, null);

    /// <summary>Makes one that begins as a copy of a folder and of a database, where they are named.</summary>
    internal static async Task<PortalPlace> MakeAsync(Engine engine, string? folder, string? template)
    {
        var storage = Directory.CreateTempSubdirectory("portal-").FullName;
        foreach (var file in folder is null ? [] : Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(storage, Path.GetRelativePath(folder!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string? database = null;
        var settings = new Dictionary<string, string>
        {
            ["Storage:Path"] = storage,
            ["Database:Provider"] = engine.ToString(),
        };
        if (engine == Engine.PostgreSql)
        {
            database = "test_" + Guid.CreateVersion7().ToString("N");
            settings["Database:ConnectionString"] = await Postgres.CreateAsync(database, template);
        }

        // A busy machine plays slowly.
        settings["Workflows:TrySeconds"] = "60";
        settings["Webhooks:AllowedHosts:0"] = "hooks.example.org";
        settings["Webhooks:Keys:partner"] = "a secret of the tests only";
        foreach (var limit in new[] { "sign-in", "register", "reset", "webhooks" }) settings["RateLimits:" + limit] = "100000";
        return new PortalPlace(engine, storage, database, settings);
    }

    /// <summary>The mails that have arrived in the folder, oldest first.</summary>
    public IReadOnlyList<Mail> Mails() => Mail.ReadAll(Path.Combine(Storage, "mail"), _mails);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Database is not null) await Postgres.DropAsync(Database);
        try
        {
            Directory.Delete(Storage, recursive: true);
        }
        catch (IOException)
        {
            // A file still open on the way down; the folder is temporary.
        }
    }
}

/// <summary>A whole portal of its own for a test: its own database, files, mail folder and clock.</summary>
public sealed class Portal : IAsyncDisposable
{
    private readonly Factory _factory;
    private readonly PortalPlace _place;
    private readonly bool _isLodger;

    private Portal(Factory factory, PortalPlace place, bool isLodger) => (_factory, _place, _isLodger) = (factory, place, isLodger);

    /// <summary>Where its files are.</summary>
    public string Storage => _place.Storage;

    /// <summary>What it logged so far.</summary>
    public LogMemory Log => _factory.Log;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Its clock.</summary>
    public PortalClock Clock => Services.GetRequiredService<PortalClock>();

    /// <summary>Its address, when it listens.</summary>
    public Uri Address => _factory.ClientOptions.BaseAddress;

    /// <summary>Starts one.</summary>
    public static async Task<Portal> StartAsync(PortalOptions options)
    {
        // Who names the recipe has it played here.
        var place = options.Place ?? (options.Settings.ContainsKey("Setup:Recipe") ? await PortalPlace.MakeAsync(options.Engine) : await Templates.PlaceAsync(options.Engine));
        var settings = new Dictionary<string, string>(place.Settings) { ["Setup:Demonstration"] = options.Demonstration ? "true" : "false" };
        foreach (var (name, value) in options.Settings) settings[name] = value;
        if (options.Mail is { } mail)
        {
            mail.Folder = Path.Combine(place.Storage, "mail");
            foreach (var (key, value) in mail.Settings) settings.TryAdd(key, value);
        }

        var factory = new Factory(settings, options);
        try
        {
            if (options.Listens)
            {
                factory.UseKestrel(0);
                factory.StartServer();
            }

            _ = factory.Services;
        }
        catch
        {
            await factory.DisposeAsync();
            throw;
        }

        return new Portal(factory, place, options.Place is not null);
    }

    /// <summary>A browser without a session. It keeps cookies and does not follow redirects.</summary>
    public Browser Visitor() => new(_factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = Address }));

    /// <summary>A browser in which that account has signed in.</summary>
    public async Task<Browser> SignInAsync(string email, string password = Passwords.Demonstration)
    {
        var browser = Visitor();
        await browser.SignInAsync(email, password);
        return browser;
    }

    /// <summary>Does something in a scope of its own as an account, or as the portal itself when none is named.</summary>
    public async Task<T> AsAsync<T>(string? email, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        if (email is null) scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
        else await scope.ServiceProvider.GetRequiredService<IActAs>().BecomeAsync(email, CancellationToken.None);
        return await act(scope.ServiceProvider);
    }

    /// <inheritdoc cref="AsAsync{T}" />
    public Task AsAsync(string? email, Func<IServiceProvider, Task> act) => AsAsync(email, async s =>
    {
        await act(s);
        return 0;
    });

    /// <summary>Plays steps of a recipe, as the demonstration does: the shortest way to arrange a story through the real handlers.</summary>
    /// <param name="steps">A JSON list of steps.</param>
    /// <param name="ids">What earlier steps made, by the names that they gave to it; what these make is added.</param>
    public async Task PlayAsync(string steps, Dictionary<string, Guid>? ids = null)
    {
        using var json = JsonDocument.Parse(steps);
        var dayZero = London.DateOf(Clock.GetUtcNow());
        foreach (var step in json.RootElement.EnumerateArray())
        {
            await using var scope = Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentWho>().BecomeSystem();
            var kind = scope.ServiceProvider.GetServices<IRecipeStep>().Single(s => s.Name == step.GetProperty("step").GetString());
            var context = new RecipeContext(scope.ServiceProvider, dayZero, ids ?? [],
                name => kind.GetType().Assembly.GetManifestResourceStream("Recipes/" + name) ?? throw new FileNotFoundException(name));
            await kind.RunAsync(step, context, CancellationToken.None);
        }
    }

    /// <summary>Carries all messages and runs all jobs that are due.</summary>
    public Task DrainAsync() => Services.GetRequiredService<IPump>().DrainAsync();

    /// <inheritdoc cref="PortalPlace.Mails" />
    public IReadOnlyList<Mail> Mails() => _place.Mails();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        if (!_isLodger) await _place.DisposeAsync();
    }

    private sealed class Factory(Dictionary<string, string> settings, PortalOptions options) : WebApplicationFactory<Program>
    {
        public LogMemory Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder.ConfigureLogging(l => l.ClearProviders().AddProvider(Log));
            if (options.Services is { } change) builder.ConfigureServices(change);
            if (!options.Background)
            {
                builder.ConfigureServices(services =>
                {
                    foreach (var hosted in services.Where(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService)
                        && s.ImplementationFactory?.Method.DeclaringType?.Assembly == typeof(PortalDbContext).Assembly).ToArray()) services.Remove(hosted);
                });
            }
        }
    }
}

/// <summary>PostgreSQL for tests: the test command starts a throw-away server and names it in <c>PROCUREMENT_TEST_POSTGRES</c>.</summary>
public static class Postgres
{
    private static string Server => Environment.GetEnvironmentVariable("PROCUREMENT_TEST_POSTGRES")
        ?? throw new InvalidOperationException("PROCUREMENT_TEST_POSTGRES is not set. Run the tests with ./test, which starts a throw-away PostgreSQL, or name a server in it.");

    /// <summary>Makes a database, empty or as a copy of another, and says how to reach it.</summary>
    public static async Task<string> CreateAsync(string database, string? template = null)
    {
        await ExecuteAsync($"CREATE DATABASE {database}" + (template is null ? "" : $" TEMPLATE {template}"));
        return To(database);
    }

    /// <summary>Takes a database away, whoever is still connected.</summary>
    public static Task DropAsync(string database) => ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>How to reach a database.</summary>
    public static string To(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = true, MaxPoolSize = 40, IncludeErrorDetail = true }.ToString();

    internal static async Task RenameAsync(string database, string name)
    {
        // A connection that is still on its way down would hold it.
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
        await ExecuteAsync($"ALTER DATABASE {database} RENAME TO {name}");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
