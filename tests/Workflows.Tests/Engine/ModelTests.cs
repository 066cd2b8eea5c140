using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Tests.Engine;

/// <summary>
/// Random types of forks, joins, loops, choices, waits and tasks, moved by random events in random order, and killed at random commits:
/// each must come to its end with every step taken exactly as often as its shape says.
/// </summary>
public abstract class ModelTests(bool postgreSql)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(25);
    private const int MostTypes = 40;
    private const int MostMoves = 600;

    [Fact]
    public async Task No_step_is_lost_and_none_is_taken_twice_whatever_happens_when()
    {
        await using var host = await EngineHost.StartAsync(postgreSql);
        var time = Stopwatch.StartNew();
        var (types, crashes) = (0, 0);
        var first = Environment.GetEnvironmentVariable("MODEL_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 1;
        for (var seed = first; types < MostTypes && time.Elapsed < AtMost; seed++, types++)
        {
            var shape = new RandomShape(seed);
            await host.PublishAsync(shape.Json);
            crashes += await PlayAsync(host, shape, new Random(seed));
            await CheckAsync(host, shape);
        }

        Assert.True(types >= 3 && crashes >= 3, $"{types} types and {crashes} crashes show nothing.");
    }

    private static async Task<int> PlayAsync(EngineHost host, RandomShape shape, Random random)
    {
        var crashes = 0;
        foreach (var (name, times) in shape.Failures) host.Script.Failures[name] = times;
        var subject = Guid.CreateVersion7();
        await host.RaiseAsync(shape.Event, subject);
        for (var move = 0; move < MostMoves; move++)
        {
            switch (random.Next(6))
            {
                case 0 when shape.Awaited.Count > 0:
                    await host.RaiseAsync(shape.Awaited[random.Next(shape.Awaited.Count)], subject);
                    break;
                case 1:
                    host.Clock.Now = host.Clock.Now.AddMinutes(random.Next(1, 90));
                    break;
                case 2:
                    await DoATaskAsync(host, shape, random);
                    break;
                case 3:
                    host.Crashes.After(random.Next(6));
                    try
                    {
                        for (var pass = 0; pass < 4; pass++) await host.Engine.PumpAsync(host.Crashes.Alive);
                    }
                    catch (OperationCanceledException)
                    {
                        crashes++;
                    }

                    host.Crashes.Restart();
                    break;
                case 4 when random.Next(2) == 0:
                    await Task.WhenAll(host.Engine.PumpAsync(CancellationToken.None), host.Engine.PumpAsync(CancellationToken.None));
                    break;
                default:
                    await host.Engine.PumpAsync(CancellationToken.None);
                    break;
            }

            if (move % 8 == 7 && await EndedAsync(host, shape)) return crashes;
        }

        await host.DrainAsync();
        return crashes;
    }

    private static Task<bool> EndedAsync(EngineHost host, RandomShape shape) =>
        host.ReadAsync(db => (from w in db.Set<Workflow>() join t in db.Set<WorkflowType>() on w.TypeId equals t.Id where t.Name == shape.Name && w.State == WorkflowState.Finished select w.Id).AnyAsync());

    private static Task DoATaskAsync(EngineHost host, RandomShape shape, Random random) => host.InAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var open = await db.Set<UserTask>().Where(t => t.State == UserTaskState.Open && t.Title == shape.Name).OrderBy(t => t.Id).Select(t => t.Key).ToListAsync();
        if (open.Count == 0) return 0;
        await s.GetRequiredService<IUserTasks>().CompleteAsync(open[random.Next(open.Count)], null, null, CancellationToken.None);
        return await db.SaveChangesAsync();
    });

    private static async Task CheckAsync(EngineHost host, RandomShape shape)
    {
        var what = $"Seed {shape.Seed}: {shape.Json}";
        var workflow = await host.ReadAsync(db => (from w in db.Set<Workflow>() join t in db.Set<WorkflowType>() on w.TypeId equals t.Id where t.Name == shape.Name select w).AsNoTracking().SingleAsync());
        if (workflow.State != WorkflowState.Finished)
        {
            var stand = await host.ReadAsync(db => db.Set<WorkflowToken>().Where(t => t.WorkflowId == workflow.Id).Select(t => $"{t.StepId} {t.State} {t.Scope}").ToListAsync());
            Assert.Fail($"{workflow.State} {workflow.Fault} at {string.Join("; ", stand)}. {what}");
        }

        var taken = (await host.PathAsync(workflow.Id)).CountBy(id => id).ToDictionary();
        var prefix = $"\"{shape.Name}.";
        var payloads = await host.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Type.Contains(nameof(EffectHappened)) && m.Payload.Contains(prefix)).Select(m => m.Payload).ToListAsync());
        foreach (var (step, (least, most)) in shape.Expected)
        {
            var times = taken.GetValueOrDefault(step);
            Assert.True(times >= least && times <= most, $"“{step}” was taken {times} times, not {least} to {most}. {what}");
            if (!shape.Effects.Contains(step)) continue;
            var effects = payloads.Count(p => p.Contains($"{prefix}{step}\"", StringComparison.Ordinal));
            Assert.True(effects == times, $"“{step}” was taken {times} times and had {effects} effects. {what}");
        }

        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowToken>().CountAsync(t => t.WorkflowId == workflow.Id)));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<UserTask>().CountAsync(t => t.WorkflowId == workflow.Id && t.State == UserTaskState.Open)));
    }

    /// <summary>A random type, and how often each of its steps is to be taken: at least, and at most.</summary>
    private sealed class RandomShape
    {
        private const int Deepest = 3;
        private readonly Random _random;
        private readonly JsonArray _steps = [];
        private readonly JsonArray _variables = [];
        private int _number;

        public RandomShape(int seed)
        {
            (Seed, _random) = (seed, new Random(seed * 7919));
            Name = string.Create(CultureInfo.InvariantCulture, $"model-{seed}");
            Event = $"Began{seed}";
            var entry = Sequence(0, (1, 1), "end");
            _steps.Insert(0, Step("start", "Start", new() { ["event"] = Event }, ("Done", entry)));
            Json = new JsonObject { ["name"] = Name, ["title"] = Name, ["variables"] = _variables, ["activities"] = _steps }.ToJsonString();
        }

        public int Seed { get; }
        public string Name { get; }
        public string Event { get; }
        public string Json { get; }
        public List<string> Awaited { get; } = [];
        public Dictionary<string, int> Failures { get; } = [];
        public HashSet<string> Effects { get; } = [];
        public Dictionary<string, (int Least, int Most)> Expected { get; } = [];

        /// <summary>A few blocks, the last leading to <paramref name="next"/>. Made from the end. Returns the first step's name.</summary>
        private string Sequence(int depth, (int Least, int Most) times, string next)
        {
            for (var blocks = _random.Next(1, depth == 0 ? 5 : 3); blocks > 0; blocks--) next = Block(depth, times, next);
            return next;
        }

        private string Block(int depth, (int Least, int Most) times, string next)
        {
            switch (_random.Next(depth >= Deepest || _steps.Count > 22 ? 5 : 9))
            {
                case 0: return Add(Id("delay"), "Delay", new() { ["minutes"] = _random.Next(1, 200) }, times, ("Done", next));
                case 1:
                    var wait = Id("wait");
                    Awaited.Add($"Came{Seed}{wait}");
                    return Add(wait, "Await", new() { ["event"] = $"Came{Seed}{wait}" }, times, ("Done", next), ("Remind", "end"));
                case 2: return Add(Id("task"), "UserTask", new() { ["title"] = Name, ["assignee"] = new JsonObject { ["permission"] = "Any" } }, times, ("Done", next));
                case 3:
                    var shaky = Id("shaky");
                    // Fewer failures than tries: it comes through in the end. The script counts by name alone, so that it fails so often in all.
                    Failures[$"{Name}.{shaky}"] = _random.Next(3);
                    Effects.Add(shaky);
                    var step = Add(shaky, "Fail", new() { ["name"] = $"{Name}.{shaky}" }, times, ("Done", next));
                    _steps[^1]!["retry"] = new JsonObject { ["attempts"] = 9, ["seconds"] = 5 };
                    return step;
                case 4:
                    var effect = Id("effect");
                    Effects.Add(effect);
                    return Add(effect, "Effect", new() { ["name"] = $"{Name}.{effect}" }, times, ("Done", next));
                case 5: return If(depth, times, next);
                case 6: return Loop(depth, times, next);
                default: return Fork(depth, times, next);
            }
        }

        private string If(int depth, (int, int) times, string next)
        {
            var id = Id("if");
            var yes = _random.Next(2) == 0;
            Variable(id, "Boolean", yes);
            return Add(id, "IfElse", new() { ["conditions"] = new JsonObject { ["match"] = "All", ["rows"] = new JsonArray(new JsonObject { ["variable"] = Plain(id), ["is"] = "IsTrue" }) } }, times,
                ("Yes", Sequence(depth + 1, yes ? times : (0, 0), next)), ("No", _random.Next(3) == 0 ? next : Sequence(depth + 1, yes ? (0, 0) : times, next)));
        }

        private string Loop(int depth, (int Least, int Most) times, string next)
        {
            var id = Id("each");
            var rounds = _random.Next(4);
            Variable(id, "List", new JsonArray([.. Enumerable.Range(0, rounds).Select(i => (JsonNode)i.ToString(CultureInfo.InvariantCulture))]));
            Variable(id + "-item", "Text", "");
            var body = Sequence(depth + 1, (times.Least * rounds, times.Most * rounds), id);
            return Add(id, "ForEach", new() { ["items"] = Plain(id), ["item"] = Plain(id + "-item") }, (times.Least * (rounds + 1), times.Most * (rounds + 1)), ("Each", body), ("Done", next));
        }

        private string Fork(int depth, (int Least, int Most) times, string next)
        {
            var (fork, join) = (Id("fork"), Id("join"));
            var isAny = _random.Next(3) == 0;
            Add(join, "Join", new() { ["waitFor"] = isAny ? "Any" : "All" }, times, ("Done", next));
            var within = isAny ? (0, times.Most) : times;
            var branches = Enumerable.Range(0, _random.Next(2, 4)).Select(i => $"B{i}").ToArray();
            var ways = branches.Select((b, i) => (b, Sequence(depth + 1, within, i > 0 && !isAny && _random.Next(4) == 0 ? "end" : join))).ToArray();
            Add(fork, "Fork", new() { ["branches"] = new JsonArray([.. branches.Select(b => (JsonNode)b)]) }, times, ways);
            // The journal has a line for each branch.
            Expected[fork] = (times.Least * branches.Length, times.Most * branches.Length);
            return fork;
        }

        private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_number}");

        private static string Plain(string id) => id.Replace("-", "x", StringComparison.Ordinal);

        private void Variable(string id, string kind, JsonNode value) => _variables.Add(new JsonObject { ["name"] = Plain(id), ["kind"] = kind, ["default"] = value });

        private string Add(string id, string activity, JsonObject settings, (int, int) times, params (string Outcome, string Target)[] then)
        {
            _steps.Add(Step(id, activity, settings, then));
            Expected[id] = times;
            return id;
        }

        private static JsonObject Step(string id, string activity, JsonObject settings, params (string Outcome, string Target)[] then) => new()
        {
            ["id"] = id,
            ["activity"] = activity,
            ["settings"] = settings,
            ["then"] = new JsonObject(then.Select(t => KeyValuePair.Create(t.Outcome, (JsonNode?)t.Target))),
        };
    }
}

public sealed class ModelOnSqliteTests() : ModelTests(postgreSql: false);

public sealed class ModelOnPostgreSqlTests() : ModelTests(postgreSql: true);
