using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.House.Tests;

/// <summary>The whole portal in the middle of its work: organisations of each kind, work in each state, bids begun, sealed and opened, an award made and one on its way.</summary>
public abstract class House(Engine engine) : IAsyncLifetime
{
    private static readonly Dictionary<Engine, Task<(Portal, Things, People, Tally)>> Shared = [];

    /// <summary>The engine.</summary>
    public Engine Engine { get; } = engine;

    /// <summary>The portal.</summary>
    public Portal Portal { get; private set; } = null!;

    /// <summary>What is in it, by the names that the table uses.</summary>
    internal Things Things { get; private set; } = null!;

    /// <summary>Who is in it, each at a browser.</summary>
    internal People People { get; private set; } = null!;

    /// <summary>Which reactions and jobs ran.</summary>
    internal Tally Tally { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Task<(Portal, Things, People, Tally)> starting;
        lock (Shared)
        {
            if (!Shared.TryGetValue(Engine, out starting!)) Shared[Engine] = starting = StartAsync(Engine);
        }

        (Portal, Things, People, Tally) = await starting;
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<(Portal, Things, People, Tally)> StartAsync(Engine engine)
    {
        var tally = new Tally();
        var portal = await Portal.StartAsync(new PortalOptions(engine) { Services = tally.Join });
        // The process ends soon after its last test; the database and the folder must not outlive it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => portal.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        Dictionary<string, Guid> ids = [];
        await portal.PlayAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "story.json")), ids);
        var people = await People.SignInAsync(portal);
        return (portal, await Things.FindAsync(portal, people, ids), people, tally);
    }
}

/// <summary>On the embedded engine.</summary>
public sealed class HouseOnSqlite() : House(Engine.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class HouseOnPostgreSql() : House(Engine.PostgreSql);

/// <summary>Everybody of the story, signed in once.</summary>
internal sealed class People
{
    /// <summary>The columns of the table, in order: what each is called, and the account. The visitor has none.</summary>
    public static readonly IReadOnlyList<(string Name, string Email)> Roles =
    [
        ("visitor", ""),
        ("nobody", "nobody@portal.example.org"),
        ("starter", "chief@starter.example.org"),
        ("bidder", "chief@bidder.example.org"),
        ("helper", "helper@bidder.example.org"),
        ("partner", "chief@partner.example.org"),
        ("rival", "chief@rival.example.org"),
        ("manager", "manager@lead.example.org"),
        ("approver", "approver@lead.example.org"),
        ("evaluator", "evaluator@lead.example.org"),
        ("other lead", "chief@leadtwo.example.org"),
        ("officer", "officer@e06000004.example.org"),
        ("neighbour", "officer@e06000005.example.org"),
        ("far officer", "officer@e09000001.example.org"),
        ("editor", "editor@portal.example.org"),
        ("administrator", "admin@portal.example.org"),
    ];

    private readonly Dictionary<string, Someone> _people = [];

    public Someone this[string role] => _people[role];

    public IEnumerable<Someone> All => Roles.Select(r => _people[r.Name]);

    public static async Task<People> SignInAsync(Portal portal)
    {
        var people = new People();
        foreach (var (name, email) in Roles)
        {
            var browser = email.Length == 0 ? portal.Visitor() : await portal.SignInAsync(email);
            // Any form of the session carries a token that is good for all of them.
            var page = await browser.GetAsync(email.Length == 0 ? "/sign-in" : "/account");
            var token = page.Page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");
            people._people[name] = new Someone(name, browser, token ?? throw new InvalidOperationException($"{name} found no form on '{page.Heading}'."));
        }

        return people;
    }
}

/// <summary>One of them, with the browser and a token for its forms.</summary>
internal sealed record Someone(string Role, Browser Browser, string Token)
{
    public async Task<Reply> GetAsync(string url) => await ReadAsync(await Browser.Client.GetAsync(url));

    public async Task<Reply> PostAsync(string url, bool withToken = true, params KeyValuePair<string, string>[] fields)
    {
        using var form = new FormUrlEncodedContent(withToken ? [new("__RequestVerificationToken", Token), .. fields] : fields);
        return await ReadAsync(await Browser.Client.PostAsync(url, form));
    }

    public async Task<Reply> SendAsync(HttpMethod method, string url)
    {
        using var request = new HttpRequestMessage(method, url) { Headers = { { "RequestVerificationToken", Token } } };
        return await ReadAsync(await Browser.Client.SendAsync(request));
    }

    private static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new Reply((int)response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync());
        }
    }
}

/// <summary>What a browser got, unread.</summary>
internal sealed record Reply(int Status, string? Location, string Body);

/// <summary>Counts the committed changes of a database from outside.</summary>
internal sealed class Witness : IAsyncDisposable
{
    private readonly SqliteConnection? _connection;

    private Witness(SqliteConnection? connection) => _connection = connection;

    public static async Task<Witness> OfAsync(Portal portal)
    {
        // Only the embedded engine can be watched so; on the other nothing is seen to change.
        if (!await portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<PortalDbContext>().IsSqlite))) return new Witness(null);
        var file = await portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<PortalDbContext>().Database.GetDbConnection().DataSource));
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync();
        return new Witness(connection);
    }

    /// <summary>A number that changes whenever another connection commits anything.</summary>
    public async Task<long> SeeAsync()
    {
        if (_connection is null) return 0;
        await using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many rows each table has, and what they add up to.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync()
    {
        Dictionary<string, long> counts = [];
        if (_connection is null) return counts;
        List<string> tables = [];
        await using (var names = _connection.CreateCommand())
        {
            names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
            await using var reader = await names.ExecuteReaderAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        foreach (var table in tables)
        {
            await using var count = _connection.CreateCommand();
            count.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            counts[table] = (long)(await count.ExecuteScalarAsync())!;
        }

        return counts;
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
