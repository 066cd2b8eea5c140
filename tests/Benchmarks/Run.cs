using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Procurement.Testing;

namespace Procurement.Benchmarks;

/// <summary>The whole run: everything is a ratio against a reference that was measured in the same minutes on the same machine.</summary>
internal static class Run
{
    /// <param name="seconds">How long each load lasts.</param>
    /// <param name="only"><c>pages</c>, <c>submissions</c> or <c>workflows</c>; null for all.</param>
    public static async Task<int> AllAsync(int seconds, string? only)
    {
        Console.WriteLine("Building the Release build …");
        await BuildAsync();
        Console.WriteLine($"wrk -t1 -c16, {seconds} s each after 5 s of warming; {Environment.ProcessorCount} cores, load and server on one machine");
        Console.WriteLine();
        Console.WriteLine("| What | Requests/s | p50 ms | p99 ms | Against |");
        Console.WriteLine("|---|---:|---:|---:|---|");
        if (only is null or "pages") await PagesAsync(seconds);
        if (only is null or "submissions") await SubmissionsAsync();
        if (only is null or "workflows") await WorkflowsAsync();
        return 0;
    }

    private static async Task PagesAsync(int seconds)
    {
        var work = Directory.CreateTempSubdirectory("benchmark-").FullName;
        try
        {
            var small = Directory.CreateDirectory(Path.Combine(work, "small")).FullName;
            await using (await PortalProcess.StartAsync(small, TimeSpan.FromMinutes(10))) { }
            var large = Path.Combine(work, "large");
            Copy(small, large);
            await Opportunities.FillAsync(Path.Combine(small, "portal.db"), total: 1_000, open: 20);
            await Opportunities.FillAsync(Path.Combine(large, "portal.db"), total: 100_000, open: 2_000);
            SqliteConnection.ClearAllPools();

            var tables = new Dictionary<string, Measured>();
            foreach (var (name, storage) in new[] { ("1,000", small), ("100,000", large) })
            {
                await using var portal = await PortalProcess.StartAsync(storage, TimeSpan.FromMinutes(2), Production);
                // Whichever is asked first is asked of a portal that has just started: here as there that is the home page.
                if (name == "1,000") await HomeAsync(portal, work, seconds);
                else await Load.OnAsync(portal.Address.ToString(), seconds);
                foreach (var (what, url, cached) in Searches)
                {
                    var measured = await Load.OnAsync(new Uri(portal.Address, url).ToString(), seconds, cached);
                    tables[what + name] = measured;
                    var ratio = tables.TryGetValue(what + "1,000", out var at) && name != "1,000" ? $"{at.PerSecond / measured.PerSecond:0.00} × the time at 1,000" : "–";
                    Print($"{what}, {name} opportunities", measured, ratio);
                }

                Console.WriteLine($"| Resident memory after that load, {name} | {portal.ResidentMegabytes:0} MB | | | |");
            }

            await StartAsync(large);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static IEnumerable<(string What, string Url, bool Cached)> Searches =>
    [
        ("Search without filters, cached for visitors", "/opportunities", true),
        ("Search without filters, not cached", "/opportunities", false),
        ("Search by area and service, not cached", "/opportunities?area=CPA17&service=MEN-ONE", false),
        ("Search by words and area, not cached", "/opportunities?q=mentoring&area=CPA17", false),
    ];

    // As it is run for people; nobody signs in here, so that the demonstration's accounts are not needed.
    private static readonly Dictionary<string, string> Production = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Site:BaseUrl"] = "http://127.0.0.1",
        ["Mail:From"] = "no-reply@portal.test",
        ["Mail:FolderIsMeant"] = "true",
    };

    private static async Task HomeAsync(PortalProcess portal, string work, int seconds)
    {
        using var client = new HttpClient();
        var page = Path.Combine(work, "home.html");
        await File.WriteAllBytesAsync(page, await client.GetByteArrayAsync(portal.Address));
        var port = PortalProcess.FreePort();
        using var reference = Process.Start(new ProcessStartInfo("dotnet", [typeof(Run).Assembly.Location, "serve", page, port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            // Compiled by what was counted, as the portal is.
            Environment = { ["DOTNET_TieredPGO"] = "1" },
        })!;
        try
        {
            var address = new Uri($"http://127.0.0.1:{port}/");
            for (var tries = 0; !await AnswersAsync(client, address); tries++)
            {
                if (tries > 100) throw new InvalidOperationException("The reference did not start.");
                await Task.Delay(200);
            }

            var bare = await Load.OnAsync(address.ToString(), seconds);
            Print($"Reference: bare Kestrel, the home page's {new FileInfo(page).Length:N0} bytes", bare, "1");
            var home = await Load.OnAsync(portal.Address.ToString(), seconds);
            Print("Home page, cached for visitors", home, $"{home.PerSecond / bare.PerSecond:0.00} of the reference");
        }
        finally
        {
            reference.Kill();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task StartAsync(string storage)
    {
        await using (var first = await PortalProcess.StartAsync(storage, TimeSpan.FromMinutes(2), Production)) await first.KillAsync();
        await using var portal = await PortalProcess.StartAsync(storage, TimeSpan.FromMinutes(2), Production);
        Console.WriteLine($"| Ready after SIGKILL, 100,000 opportunities | {portal.ReadyAfter.TotalSeconds:0.0} s | | | |");
    }

    private static async Task WorkflowsAsync()
    {
        await WorkflowLoads.MeasureAsync(Engine.Sqlite);
        if (Environment.GetEnvironmentVariable("PROCUREMENT_TEST_POSTGRES") is { Length: > 0 }) await WorkflowLoads.MeasureAsync(Engine.PostgreSql);
        else Console.WriteLine("| PostgreSQL was not measured: tests/Benchmarks/run starts one | | | | |");
    }

    private static async Task SubmissionsAsync()
    {
        await using var place = await PortalPlace.MakeAsync(Engine.Sqlite);
        await Submissions.ArrangeAsync(place);
        await using var portal = await PortalProcess.StartAsync(place.Storage, TimeSpan.FromMinutes(2), new Dictionary<string, string>(place.Settings) { ["Setup:Demonstration"] = "false" });
        var before = await InsertsAsync(place.Storage);
        var one = await Submissions.MeasureAsync(portal.Address, atOnce: 1, rounds: 40);
        var eight = await Submissions.MeasureAsync(portal.Address, atOnce: 8, rounds: 15);
        var reference = (before + await InsertsAsync(place.Storage)) / 2;
        Console.WriteLine($"| Reference: synced inserts, one after another | {reference:0} | {1000 / reference:0.00} | | 1 |");
        Print("Bid submitted, one supplier", one, $"{one.PerSecond / reference:0.000} of the reference");
        Print("Bids submitted, eight suppliers at once", eight, $"{eight.PerSecond / reference:0.000} of the reference");
    }

    /// <summary>How many rows a second the database itself takes, each synced to the disk.</summary>
    private static async Task<double> InsertsAsync(string storage)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(storage, "reference.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, text TEXT);";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "INSERT INTO t (text) VALUES ('a row of some length, as an acknowledged write has')";
        var watch = Stopwatch.StartNew();
        var rows = 0;
        for (; watch.Elapsed < TimeSpan.FromSeconds(3); rows++) await command.ExecuteNonQueryAsync();
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static void Print(string what, Measured m, string ratio) => Console.WriteLine($"| {what} | {m.PerSecond:0} | {m.P50:0.00} | {m.P99:0.00} | {ratio} |");

    private static async Task BuildAsync()
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", Path.Combine(PortalProcess.Root, "src", "Procurement.Web"), "-c", "Release", "-v", "quiet", "--nologo"]))!;
        await build.WaitForExitAsync();
        if (build.ExitCode != 0) throw new InvalidOperationException("The Release build failed.");
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from)) Directory.CreateDirectory(folder.Replace(from, to, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, file.Replace(from, to, StringComparison.Ordinal));
    }
}
