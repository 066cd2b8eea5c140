using System.Diagnostics;
using System.Globalization;
using Procurement.Testing;
using Xunit.Abstractions;

namespace Procurement.Crash.Tests;

public sealed class CrashOnSqlite(ITestOutputHelper output) : CrashTests(Engine.Sqlite, kills: 20, output);

public sealed class CrashOnPostgreSql(ITestOutputHelper output) : CrashTests(Engine.PostgreSql, kills: 5, output);

/// <summary>
/// The Release build runs as a process of its own, and is killed by its id with SIGKILL at random while clients work over real HTTP.
/// PROCUREMENT_CRASH_SEED repeats the choices and the instants of a run whose seed was printed; PROCUREMENT_CRASH_KILLS makes a run longer.
/// </summary>
public abstract class CrashTests(Engine engine, int kills, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private int Kills => Given("PROCUREMENT_CRASH_KILLS") ?? kills;

    [Fact]
    public async Task What_was_acknowledged_survives_every_kill_whole_and_is_told_once()
    {
        var seed = Given("PROCUREMENT_CRASH_SEED") ?? Random.Shared.Next();
        Say($"seed {seed}");
        var watch = Stopwatch.StartNew();
        await using var place = await PortalPlace.MakeAsync(engine);
        var world = await World.ArrangeAsync(place);
        Say($"arranged after {watch.Elapsed.TotalSeconds:0.0} s");
        try
        {
            await RunAsync(world, seed);
            Say($"done after {watch.Elapsed.TotalSeconds:0.0} s");
        }
        catch (Exception)
        {
            Say($"failed with seed {seed}");
            throw;
        }
    }

    [Fact]
    public async Task A_first_start_that_is_killed_is_taken_up_by_the_next()
    {
        await using var place = await PortalPlace.MakeAsync(engine);
        var settings = new Dictionary<string, string>(place.Settings) { ["Setup:Demonstration"] = "false", ["DOTNET_TieredPGO"] = "0" };
        // While it migrates, while it runs the recipe, or before either.
        foreach (var after in new[] { Random.Shared.Next(700, 1500), Random.Shared.Next(1500, 3000) })
        {
            await using var starting = PortalProcess.Launch(place.Storage, settings);
            await Task.Delay(after);
            await starting.KillAsync();
            Say($"the first start was killed after {after} ms");
        }

        await using var process = await PortalProcess.StartAsync(place.Storage, Patience, settings);
        using var client = new HttpClient { BaseAddress = process.Address };
        Assert.Contains("Durham Tees Valley", await client.GetStringAsync("/areas"), StringComparison.Ordinal);
        Assert.Contains("</html>", await client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    private async Task RunAsync(World world, int seed)
    {
        var random = new Random(seed);
        var settings = new Dictionary<string, string>(world.Place.Settings) { ["Setup:Demonstration"] = "false", ["DOTNET_TieredPGO"] = "0" };
        var everybody = world.Clients(seed);
        var clients = everybody.Select(c => c.Client).ToArray();
        var auditor = clients.OfType<Auditor>().Single();
        List<TimeSpan> starts = [];

        var process = await StartAsync();
        try
        {
            foreach (var (client, email) in everybody)
            {
                client.MoveTo(process.Address);
                if (email is not null) await client.SignInAsync(email);
            }

            await Task.WhenAll(clients.Select(c => c.LookAsync(everything: false)));
            for (var kill = 0; kill < Kills; kill++)
            {
                // A few at a time: each page that is asked for has to be compiled anew after a kill.
                var isLast = kill == Kills - 1;
                var atWork = isLast ? clients : random.GetItems(clients, 5).Append(auditor).Distinct().ToArray();
                var working = atWork.Select(c => c.WorkAsync()).ToArray();
                var before = Acknowledged();
                await Task.Delay(random.Next(300, 2000));
                // On a machine that is busy with other things the instant may come before anybody has done anything.
                var patience = Stopwatch.StartNew();
                while (patience.Elapsed < Patience && (Acknowledged() < before + 2 || (isLast && !clients.All(c => c.HasDoneEnough)))) await Task.Delay(random.Next(20, 100));
                await process.KillAsync();
                await Task.WhenAll(working);

                // Now and then it is killed again while it starts.
                if (random.Next(5) == 0)
                {
                    await using var starting = PortalProcess.Launch(world.Place.Storage, settings);
                    await Task.Delay(random.Next(200, 2500));
                    await starting.KillAsync();
                }

                process = await StartAsync();
                // The auditor has the trail verified on the portal's page each time; now and then an operator does by the command.
                var verified = kill % 5 == 4 ? PortalProcess.CommandAsync("verify-audit", world.Place.Storage, settings) : null;
                foreach (var client in clients) client.MoveTo(process.Address);
                await Task.WhenAll(atWork.Select(c => c.LookAsync(everything: isLast)));
                if (verified is null) continue;
                var (code, said) = await verified;
                Assert.True(code == 0, $"The audit trail does not verify: {said}");
            }
        }
        finally
        {
            await process.DisposeAsync();
        }

        await new Reckoning(world, clients).HoldAsync();
        Report(clients, starts);

        int Acknowledged() => clients.Sum(c => c.Acknowledged);

        async Task<PortalProcess> StartAsync()
        {
            var started = await PortalProcess.StartAsync(world.Place.Storage, Patience, settings);
            starts.Add(started.ReadyAfter);
            return started;
        }
    }

    private void Report(IReadOnlyList<Client> clients, List<TimeSpan> starts)
    {
        var (bidders, officers, drafter) = (clients.OfType<Bidder>().ToArray(), clients.OfType<Officer>().ToArray(), clients.OfType<Drafter>().Single());
        Say($"ready after {starts.Min().TotalSeconds:0.0} s at best, {starts.Order().ElementAt(starts.Count / 2).TotalSeconds:0.0} s mostly, {starts.Max().TotalSeconds:0.0} s at worst");
        Say($"{clients.Sum(c => c.Acknowledged)} POSTs acknowledged, {clients.Sum(c => c.Unanswered)} killed on their way: {bidders.Sum(b => b.Receipts.Count())} receipts, "
            + $"{bidders.Sum(b => b.Withdrawn.Count())} withdrawals, {bidders.Sum(b => b.Files) + drafter.Files} files, {officers.Sum(o => o.Sent.Count())} comments, {drafter.Drafts} drafts, "
            + $"{clients.OfType<Publisher>().Single().Published.Count()} published, {clients.OfType<Registrar>().Single().Registered.Count} accounts");
        // A run in which nothing of a kind was done would show nothing of that kind.
        Assert.All(clients, c => Assert.True(c.HasDoneEnough, $"{c.Name} has not done everything that it was there for."));
        Assert.True(clients.Sum(c => c.Unanswered) > 0, "No kill met a POST on its way.");
    }

    private static int? Given(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Say(string line)
    {
        line = $"{engine}: {line}";
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
