using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Tests.Engine;

/// <summary>Many at once: triggers of one workflow, and machines on one database.</summary>
public abstract class AtOnceTests(bool postgreSql)
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    [Fact]
    public async Task A_hundred_triggers_of_one_workflow_at_once_give_one_transition()
    {
        await using var host = await EngineHost.StartAsync(postgreSql);
        await host.PublishAsync(EngineTests.Chain);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (i, ct) =>
        {
            await host.RaiseAsync("Came", Subject, new { n = i });
            if (i % 5 == 0) await host.Engine.PumpAsync(ct);
        });
        await host.DrainAsync();
        var workflow = await host.OnlyAsync();
        Assert.Equal(WorkflowState.Finished, workflow.State);
        Assert.Equal(["start", "one", "wait", "two", "three", "finish"], await host.PathAsync(workflow.Id));
        foreach (var name in new[] { "one", "two", "three" }) Assert.Equal(1, await host.EffectsAsync(name));
        Assert.Equal(101, await host.ReadAsync(db => db.Set<StoredEvent>().CountAsync(e => e.RouteAt == null)));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowDelivery>().CountAsync(d => d.HandledAt == null)));
    }
}

public sealed class AtOnceOnSqliteTests() : AtOnceTests(postgreSql: false);

public sealed class AtOnceOnPostgreSqlTests() : AtOnceTests(postgreSql: true)
{
    [Fact]
    public async Task Two_machines_never_take_steps_of_one_workflow_at_once_and_each_step_is_taken_once()
    {
        const string Busy = """
            { "name": "busy", "title": "Busy", "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "fork" } },
              { "id": "fork", "activity": "Fork", "settings": { "branches": [ "A", "B" ] }, "then": { "A": "a", "B": "b" } },
              { "id": "a", "activity": "Busy", "settings": { "name": "a" }, "then": { "Done": "join" } },
              { "id": "b", "activity": "Busy", "settings": { "name": "b" }, "then": { "Done": "join" } },
              { "id": "join", "activity": "Join", "then": { "Done": "wait" } },
              { "id": "wait", "activity": "Await", "settings": { "event": "Came" }, "then": { "Done": "c", "Remind": "end" } },
              { "id": "c", "activity": "Busy", "settings": { "name": "c" }, "then": { "Done": "end" } } ] }
            """;
        await using var one = await EngineHost.StartAsync(postgreSql: true, configure: s => s.AddActivity<BusyActivity>());
        await using var two = await EngineHost.StartAsync(postgreSql: true, sharing: one, configure: s => s.AddActivity<BusyActivity>());
        await one.PublishAsync(Busy);
        var subjects = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var subject in subjects) await one.RaiseAsync("Began", subject);
        async Task MoveAsync() => await Task.WhenAll(new[] { one, two, one, two }.Select(async host =>
        {
            for (var pass = 0; pass < 12; pass++) await host.Engine.PumpAsync(CancellationToken.None);
        }));
        await MoveAsync();
        foreach (var subject in subjects) await two.RaiseAsync("Came", subject);
        await MoveAsync();
        await one.DrainAsync();

        Assert.False(BusyActivity.Met);
        Assert.True(BusyActivity.Machines.Count >= 2, "One machine did all: that shows nothing.");
        Assert.Equal(12, await one.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.State == WorkflowState.Finished)));
        foreach (var step in new[] { "a", "b", "join", "c" }) Assert.Equal(12, await one.ReadAsync(db => db.Set<WorkflowExecutionRecord>().CountAsync(r => r.StepId == step && r.Kind == RecordKind.Took)));
    }
}

/// <summary>Takes its time, and notes when two are at one workflow at once.</summary>
internal sealed class BusyActivity(Script script) : Activity<BusyActivity.Settings>
{
    private static readonly ConcurrentDictionary<Guid, byte> Under = new();

    internal sealed record Settings(string Name);

    public static bool Met { get; private set; }

    public static ConcurrentDictionary<Script, byte> Machines { get; } = new();

    public override string DisplayKey => "Activity.Log";

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        Machines.TryAdd(script, 0);
        if (!Under.TryAdd(context.WorkflowId, 0)) Met = true;
        await Task.Delay(10, ct);
        Under.TryRemove(context.WorkflowId, out _);
        return ActivityResult.Take(Done);
    }
}
