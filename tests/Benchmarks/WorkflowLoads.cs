using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Engine;

namespace Procurement.Benchmarks;

/// <summary>
/// Workflows, in a portal within this process: transitions against the database's own transactions, a pass over what is due among
/// few and many that wait, and the lists that people open among few and many.
/// </summary>
internal static class WorkflowLoads
{
    private const string Administrator = "admin@portal.example.org";
    private const int Starts = 50;
    private const int StepsEach = 22;

    // Twenty steps that act between a start and an end: each is a transaction.
    private static string Chain()
    {
        var steps = Enumerable.Range(1, 20).Select(i =>
            $"{{\"id\":\"step-{i}\",\"activity\":\"Log\",\"settings\":{{\"text\":\"Step {i}\"}},\"then\":{{\"Done\":\"{(i == 20 ? "finish" : $"step-{i + 1}")}\"}}}}");
        return """{"step":"workflow-type","name":"chain","title":"Chain","activities":[{"id":"start","activity":"Start","settings":{"event":"ChainBegan"},"then":{"Done":"step-1"}},"""
            + string.Join(',', steps) + """,{"id":"finish","activity":"Finish"}]}""";
    }

    private const string Waits = """
        {"step":"workflow-type","name":"waits","title":"Waits","activities":[
          {"id":"start","activity":"Start","settings":{"event":"WaitBegan"},"then":{"Done":"task"}},
          {"id":"task","activity":"UserTask","settings":{"title":"Something to do","assignee":{"permission":"ManageWorkflows"},"dueInWorkingDays":200},"then":{"Done":"delay","Expired":"end"}},
          {"id":"delay","activity":"Delay","settings":{"days":300},"then":{"Done":"end"}}]}
        """;

    /// <summary>Runs all of it on one engine, and prints a line for each.</summary>
    public static async Task MeasureAsync(Engine engine)
    {
        var name = engine == Engine.Sqlite ? "SQLite" : "PostgreSQL";
        await using var portal = await Portal.StartAsync(new PortalOptions(engine));
        await portal.PlayAsync("[" + string.Join(',', $"{{\"step\":\"accounts\",\"accounts\":[{{\"email\":\"{Administrator}\",\"name\":\"Administrator (benchmark)\",\"roles\":[\"Administrator\"]}}]}}", Chain(), Waits) + "]");
        await TransitionsAsync(portal, name);
        await RaiseAsync(portal, "WaitBegan", 1);
        await portal.DrainAsync();
        var few = new Dictionary<string, double>();
        foreach (var many in new[] { 1_000, 100_000, 1_000_000 })
        {
            await CopyAsync(portal, many);
            if (many < 1_000_000) await PassAsync(portal, name, many, few);
            if (many != 100_000) await ListsAsync(portal, name, many, few);
        }
    }

    private static async Task TransitionsAsync(Portal portal, string name)
    {
        await RaiseAsync(portal, "ChainBegan", 5);
        await portal.DrainAsync();
        var before = await CommitsAsync(portal);
        await RaiseAsync(portal, "ChainBegan", Starts);
        var watch = Stopwatch.StartNew();
        await portal.DrainAsync();
        var perSecond = Starts * StepsEach / watch.Elapsed.TotalSeconds;
        var reference = (before + await CommitsAsync(portal)) / 2;
        Console.WriteLine($"| Reference: {name}, transactions of one inserted row, one after another | {reference:0} | {1000 / reference:0.00} | | 1 |");
        Console.WriteLine($"| Workflow transitions, {name} | {perSecond:0} | {1000 / perSecond:0.00} | | {perSecond / reference:0.000} of the reference |");
    }

    /// <summary>A pass in which ten timers are due, among so many that wait.</summary>
    private static async Task PassAsync(Portal portal, string name, int many, Dictionary<string, double> few)
    {
        List<double> took = [];
        for (var round = 0; round < 7; round++)
        {
            // Others each time: who has been woken waits for something else.
            var from = 100 + (round * 10) + (many > 1_000 ? 100 : 0);
            await ExecuteAsync(portal, $"UPDATE workflows_timers SET \"DueAt\" = {Past(portal)}, \"ActiveAt\" = {Past(portal)} WHERE \"TokenId\" IN (SELECT {Id(portal, 2)} FROM {Series(portal, from, from + 9)})");
            var watch = Stopwatch.StartNew();
            var did = await portal.Services.GetRequiredService<WorkflowEngine>().PumpAsync(CancellationToken.None);
            if (round > 1) took.Add(watch.Elapsed.TotalMilliseconds);
            if (did < 10) throw new InvalidOperationException($"Ten were due, and {did} steps were taken.");
        }

        Print($"A pass with 10 due among {many:N0} that wait, {name}", "pass", took, few);
    }

    private static async Task ListsAsync(Portal portal, string name, int many, Dictionary<string, double> few)
    {
        var browser = await portal.SignInAsync(Administrator);
        foreach (var (what, url) in new[]
        {
            ("List of workflows", "/admin/workflows/instances"), ("List of workflows, under way", "/admin/workflows/instances?State=alive"),
            ("List of workflows, overdue", "/admin/workflows/instances?Overdue=true"), ("List of workflows, by subject", "/admin/workflows/instances?Subject=Lot+77"),
            ("Inbox", "/tasks"), ("Administrator's first page", "/admin"),
        })
        {
            List<double> took = [];
            // The first ones are for the compiler.
            for (var i = 0; i < 60; i++)
            {
                var watch = Stopwatch.StartNew();
                var answer = await browser.GetAsync(url);
                if (i >= 30) took.Add(watch.Elapsed.TotalMilliseconds);
                if (answer.Status != System.Net.HttpStatusCode.OK) throw new InvalidOperationException($"{url} answered {answer.Status}");
            }

            Print($"{what}, {many:N0} workflows, {name}", what, took, few);
        }
    }

    private static void Print(string what, string key, List<double> took, Dictionary<string, double> few)
    {
        took.Sort();
        var p50 = took[took.Count / 2];
        Console.WriteLine($"| {what} | {1000 / p50:0.0} | {p50:0.0} | {took[^1]:0.0} | {(few.TryGetValue(key, out var at) ? $"{p50 / at:0.00} × the time among 1,000" : "–")} |");
        few.TryAdd(key, p50);
    }

    private static Task RaiseAsync(Portal portal, string happened, int times) => portal.AsAsync(null, async s =>
    {
        var workflows = s.GetRequiredService<IWorkflows>();
        for (var i = 0; i < times; i++) await workflows.RaiseAsync(WorkflowEvent.Of(happened, Guid.CreateVersion7(), title: "A lot"), CancellationToken.None);
        await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    });

    /// <summary>How many transactions a second the database itself takes from one connection.</summary>
    private static async Task<double> CommitsAsync(Portal portal)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS benchmark_rows (text text)";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "INSERT INTO benchmark_rows (text) VALUES ('a row of some length, as an acknowledged write has')";
        var watch = Stopwatch.StartNew();
        var rows = 0;
        for (; watch.Elapsed < TimeSpan.FromSeconds(3); rows++) await command.ExecuteNonQueryAsync();
        return rows / watch.Elapsed.TotalSeconds;
    }

    // ---- copies of the workflow that waits: the first 100,000 wait too, the others are finished; with their tokens, timers, tasks ----

    private const string Alive = "n <= 100000";

    private static bool IsSqlite(Portal portal) => portal.Services.GetRequiredService<IEngine>().IsSqlite;

    private static string Series(Portal portal, int from, int to) => IsSqlite(portal)
        ? $"(WITH RECURSIVE s(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM s WHERE n < {to}) SELECT n FROM s) AS s"
        : $"generate_series({from}, {to}) AS s(n)";

    private static string Id(Portal portal, int kind) => IsSqlite(portal)
        ? $"printf('%08X-0000-7000-8000-{kind:000000000000}', n)"
        : $"(lpad(to_hex(n), 8, '0') || '-0000-7000-8000-{kind:000000000000}')::uuid";

    private static string Past(Portal portal) =>
        $"'{portal.Clock.GetUtcNow().AddHours(-1).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}{(IsSqlite(portal) ? "" : "+00")}'";

    private static async Task CopyAsync(Portal portal, int to)
    {
        var from = to switch { 1_000 => 1, 100_000 => 1_001, _ => 100_001 };
        await ExecuteAsync(portal, IsSqlite(portal) ? "PRAGMA foreign_keys = OFF" : "SET session_replication_role = replica",
            await InsertAsync(portal, "workflows_workflows", from, to, 1, new()
            {
                ["Id"] = Id(portal, 1),
                ["CorrelationId"] = "'bench-' || n",
                ["SubjectTitle"] = "'Lot ' || n",
                ["UniqueKey"] = "NULL",
                ["SubjectKey"] = IsSqlite(portal) ? "lower(hex('lot ' || n))" : "encode(convert_to('lot ' || n, 'UTF8'), 'hex')",
                ["State"] = $"CASE WHEN {Alive} THEN 'Waiting' ELSE 'Finished' END",
                ["EndedAt"] = $"CASE WHEN {Alive} THEN NULL ELSE \"StartedAt\" END",
            }),
            await InsertAsync(portal, "workflows_tokens", from, to, 1, new() { ["Id"] = Id(portal, 2), ["WorkflowId"] = Id(portal, 1) }, Alive),
            await InsertAsync(portal, "workflows_timers", from, to, 1, new() { ["Id"] = Id(portal, 3), ["WorkflowId"] = Id(portal, 1), ["TokenId"] = Id(portal, 2) }, Alive),
            await InsertAsync(portal, "workflows_user_tasks", from, to, 1, new()
            {
                ["Id"] = Id(portal, 4),
                ["WorkflowId"] = Id(portal, 1),
                ["Key"] = "'bench-' || n",
                ["SubjectId"] = Id(portal, 5),
                ["State"] = $"CASE WHEN {Alive} THEN 'Open' ELSE 'Done' END",
                ["AssigneeKey"] = "CASE WHEN n <= 30 THEN \"AssigneeKey\" ELSE 'org:' || n END",
            }));
        await ExecuteAsync(portal, "ANALYZE");
    }

    /// <summary>An insert that copies the oldest row of a table, but for what is given.</summary>
    private static async Task<string> InsertAsync(Portal portal, string table, int from, int to, int take, Dictionary<string, string> other, string? where = null)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table} LIMIT 0";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var id = table == "workflows_workflows" ? "t.\"State\" = 'Waiting'" : "1 = 1";
        return $"""
            INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))})
            SELECT {string.Join(", ", columns.Select(c => other.TryGetValue(c, out var value) ? value : $"t.\"{c}\""))}
            FROM (SELECT * FROM {table} t WHERE {id} ORDER BY "Id" LIMIT {take}) AS t, {Series(portal, from, to)}{(where is null ? "" : " WHERE " + where)}
            """;
    }

    private static async Task ExecuteAsync(Portal portal, params string[] statements)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.Database.OpenConnectionAsync();
        foreach (var sql in statements)
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }
    }
}
