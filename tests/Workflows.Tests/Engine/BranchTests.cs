using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Tests.Engine;

/// <summary>Forks, joins, switches, loops, dates, subjects and fault handlers.</summary>
public abstract class BranchTests(bool postgreSql)
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(postgreSql);

    private static string Joined(string rule, string afterB = "join") => $$"""
        { "name": "forked", "title": "Forked", "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "fork" } },
          { "id": "fork", "activity": "Fork", "settings": { "branches": [ "A", "B", "C" ] }, "then": { "A": "a", "B": "b", "C": "c" } },
          { "id": "a", "activity": "Await", "settings": { "event": "A" }, "then": { "Done": "join", "Remind": "end" } },
          { "id": "b", "activity": "Await", "settings": { "event": "B", "dueAfterHours": 5 }, "then": { "Done": "{{afterB}}", "Remind": "end" } },
          { "id": "c", "activity": "Effect", "settings": { "name": "c" }, "then": { "Done": "join" } },
          { "id": "join", "activity": "Join", "settings": { "waitFor": "{{rule}}" }, "then": { "Done": "after" } },
          { "id": "after", "activity": "Effect", "settings": { "name": "after" }, "then": { "Done": "end" } } ] }
        """;

    [Fact]
    public async Task A_join_of_all_waits_for_every_branch_and_goes_on_once()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Joined("All"));
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("c"));
        await host.RaiseAsync("B", Subject);
        await host.DrainAsync();
        Assert.Equal(0, await host.EffectsAsync("after"));
        Assert.Equal(WorkflowState.Waiting, (await host.OnlyAsync()).State);
        await host.RaiseAsync("A", Subject);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("after"));
        var workflow = await host.OnlyAsync();
        Assert.Equal(WorkflowState.Finished, workflow.State);
        Assert.Equal("after", workflow.LastStepId);
        Assert.Single(await host.PathAsync(workflow.Id), s => s == "join");
    }

    [Fact]
    public async Task A_branch_that_ended_does_not_hold_up_the_join()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Joined("All", afterB: "end"));
        await host.RaiseAsync("Began", Subject);
        await host.RaiseAsync("A", Subject);
        await host.DrainAsync();
        // B can come no more: it leads to the end, and the join goes on while B still waits.
        Assert.Equal(1, await host.EffectsAsync("after"));
        Assert.Equal(WorkflowState.Waiting, (await host.OnlyAsync()).State);
        await host.RaiseAsync("B", Subject);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
        Assert.Equal(1, await host.EffectsAsync("after"));
    }

    [Fact]
    public async Task A_branch_that_dies_by_its_condition_lets_those_that_wait_at_the_join_go_on()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "dies", "title": "Dies", "variables": [ { "name": "go", "kind": "Boolean", "default": false } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "fork" } },
              { "id": "fork", "activity": "Fork", "settings": { "branches": [ "A", "B" ] }, "then": { "A": "join", "B": "b" } },
              { "id": "b", "activity": "Await", "settings": { "event": "B" }, "then": { "Done": "if", "Remind": "end" } },
              { "id": "if", "activity": "IfElse", "settings": { "conditions": { "match": "All", "rows": [ { "variable": "go", "is": "IsTrue" } ] } }, "then": { "Yes": "join", "No": "end" } },
              { "id": "join", "activity": "Join", "then": { "Done": "after" } },
              { "id": "after", "activity": "Effect", "settings": { "name": "after" }, "then": { "Done": "end" } } ] }
            """);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        Assert.Equal(0, await host.EffectsAsync("after"));
        await host.RaiseAsync("B", Subject);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("after"));
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_join_of_any_goes_on_with_the_first_and_ends_the_others_with_all_that_they_had()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "first", "title": "First", "variables": [ { "name": "who", "kind": "Text" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "fork" } },
              { "id": "fork", "activity": "Fork", "settings": { "branches": [ "A", "B", "C" ] }, "then": { "A": "a", "B": "b", "C": "c" } },
              { "id": "a", "activity": "Await", "settings": { "event": "A", "dueAfterHours": 9 }, "then": { "Done": "join", "Remind": "end" } },
              { "id": "b", "activity": "UserTask", "settings": { "title": "Look", "assignee": { "person": "{{who}}" }, "dueInWorkingDays": 5 }, "then": { "Done": "join", "Expired": "join" } },
              { "id": "c", "activity": "Delay", "settings": { "hours": 2 }, "then": { "Done": "join" } },
              { "id": "join", "activity": "Join", "settings": { "waitFor": "Any" }, "then": { "Done": "wait" } },
              { "id": "wait", "activity": "Await", "settings": { "event": "Last" }, "then": { "Done": "end", "Remind": "end" } } ] }
            """);
        await host.RaiseAsync("Began", Subject, new { who = Guid.CreateVersion7() });
        await host.DrainAsync();
        Assert.Equal(3, await host.ReadAsync(db => db.Set<WorkflowToken>().CountAsync()));
        host.Clock.Now = host.Clock.Now.AddHours(2);
        await host.DrainAsync();
        var token = await host.ReadAsync(db => db.Set<WorkflowToken>().AsNoTracking().SingleAsync());
        Assert.Equal("wait", token.StepId);
        Assert.Null(token.Scope);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowTimer>().CountAsync()));
        Assert.Equal("Last", (await host.ReadAsync(db => db.Set<WorkflowBookmark>().SingleAsync())).EventName);
        Assert.Equal(UserTaskState.Cancelled, (await host.ReadAsync(db => db.Set<UserTask>().SingleAsync())).State);
        await host.RaiseAsync("A", Subject);
        await host.DrainAsync();
        Assert.Single(await host.PathAsync((await host.OnlyAsync()).Id), s => s == "join");
    }

    [Fact]
    public async Task Forks_within_forks_are_joined_each_by_itself_also_round_a_loop()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "nested", "title": "Nested", "variables": [ { "name": "again", "kind": "Boolean", "default": true } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "outer" } },
              { "id": "outer", "activity": "Fork", "settings": { "branches": [ "A", "B" ] }, "then": { "A": "inner", "B": "b" } },
              { "id": "inner", "activity": "Fork", "settings": { "branches": [ "X", "Y" ] }, "then": { "X": "x", "Y": "y" } },
              { "id": "x", "activity": "Effect", "settings": { "name": "x" }, "then": { "Done": "injoin" } },
              { "id": "y", "activity": "Delay", "settings": { "hours": 1 }, "then": { "Done": "injoin" } },
              { "id": "injoin", "activity": "Join", "then": { "Done": "in" } },
              { "id": "in", "activity": "Effect", "settings": { "name": "in" }, "then": { "Done": "outjoin" } },
              { "id": "b", "activity": "Delay", "settings": { "hours": 2 }, "then": { "Done": "outjoin" } },
              { "id": "outjoin", "activity": "Join", "then": { "Done": "out" } },
              { "id": "out", "activity": "Effect", "settings": { "name": "out" }, "then": { "Done": "if" } },
              { "id": "if", "activity": "IfElse", "settings": { "conditions": { "match": "All", "rows": [ { "variable": "again", "is": "IsTrue" } ] } }, "then": { "Yes": "no", "No": "end" } },
              { "id": "no", "activity": "SetProperty", "settings": { "name": "again", "value": false }, "then": { "Done": "outer" } } ] }
            """);
        await host.RaiseAsync("Began", Subject);
        for (var round = 1; round <= 2; round++)
        {
            await host.DrainAsync();
            Assert.Equal(round - 1, await host.EffectsAsync("in"));
            host.Clock.Now = host.Clock.Now.AddHours(1);
            await host.DrainAsync();
            // The inner branches have come together; the outer one is still to come.
            Assert.Equal(round, await host.EffectsAsync("in"));
            Assert.Equal(round - 1, await host.EffectsAsync("out"));
            host.Clock.Now = host.Clock.Now.AddHours(1);
            await host.DrainAsync();
            Assert.Equal(round, await host.EffectsAsync("out"));
        }

        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task Branches_of_an_inner_fork_that_come_to_the_outer_join_are_joined_there()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "loose", "title": "Loose", "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "outer" } },
              { "id": "outer", "activity": "Fork", "settings": { "branches": [ "A", "B" ] }, "then": { "A": "inner", "B": "b" } },
              { "id": "inner", "activity": "Fork", "settings": { "branches": [ "X", "Y" ] }, "then": { "X": "join", "Y": "y" } },
              { "id": "y", "activity": "Delay", "settings": { "hours": 1 }, "then": { "Done": "join" } },
              { "id": "b", "activity": "Delay", "settings": { "hours": 2 }, "then": { "Done": "join" } },
              { "id": "join", "activity": "Join", "then": { "Done": "after" } },
              { "id": "after", "activity": "Effect", "settings": { "name": "after" }, "then": { "Done": "end" } } ] }
            """);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        host.Clock.Now = host.Clock.Now.AddHours(1);
        await host.DrainAsync();
        Assert.Equal(0, await host.EffectsAsync("after"));
        host.Clock.Now = host.Clock.Now.AddHours(1);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("after"));
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_join_without_a_fork_and_a_loop_that_does_not_come_back_are_explained()
    {
        await using var host = await StartAsync();
        var mistakes = await host.MistakesAsync("""
            { "name": "wrong", "title": "Wrong", "variables": [ { "name": "list", "kind": "List" }, { "name": "item", "kind": "Text" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "join" } },
              { "id": "join", "activity": "Join", "then": { "Done": "each" } },
              { "id": "each", "activity": "ForEach", "settings": { "items": "list", "item": "item", "most": 1001 }, "then": { "Each": "end", "Done": "end" } } ] }
            """);
        Assert.Contains("1000", mistakes, StringComparison.Ordinal);
        mistakes = await host.MistakesAsync("""
            { "name": "wrong", "title": "Wrong", "variables": [ { "name": "list", "kind": "List" }, { "name": "item", "kind": "Text" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "join" } },
              { "id": "join", "activity": "Join", "then": { "Done": "each" } },
              { "id": "each", "activity": "ForEach", "settings": { "items": "list", "item": "item" }, "then": { "Each": "say", "Done": "again" } },
              { "id": "say", "activity": "Log", "settings": { "text": "x" }, "then": { "Done": "end" } },
              { "id": "again", "activity": "Log", "settings": { "text": "x" }, "then": { "Done": "each" } } ] }
            """);
        Assert.Contains("no fork leads to it", mistakes, StringComparison.Ordinal);
        Assert.Contains("no way leads back to it", mistakes, StringComparison.Ordinal);
        // The way round by "Done" has no end.
        Assert.Contains("go round in a circle", mistakes, StringComparison.Ordinal);
        mistakes = await host.MistakesAsync("""
            { "name": "wrong", "title": "Wrong", "variables": [ { "name": "list", "kind": "List" }, { "name": "item", "kind": "Text" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "each" } },
              { "id": "each", "activity": "ForEach", "settings": { "items": "list", "item": "item" }, "then": { "Each": "fork", "Done": "end" } },
              { "id": "fork", "activity": "Fork", "settings": { "branches": [ "A", "B" ] }, "then": { "A": "each", "B": "end" } } ] }
            """);
        Assert.Contains("before its branches are joined", mistakes, StringComparison.Ordinal);
        Assert.DoesNotContain("circle", mistakes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_goes_the_first_way_that_holds()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "switch", "title": "Switch", "variables": [ { "name": "value", "kind": "Number" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "switch" } },
              { "id": "switch", "activity": "Switch", "settings": { "cases": [
                { "name": "Large", "conditions": { "match": "All", "rows": [ { "variable": "value", "is": "AtLeast", "value": 100 } ] } },
                { "name": "Middling", "conditions": { "match": "All", "rows": [ { "variable": "value", "is": "AtLeast", "value": 10 } ] } } ] },
                "then": { "Large": "large", "Middling": "middling", "Otherwise": "small" } },
              { "id": "large", "activity": "Effect", "settings": { "name": "large" }, "then": { "Done": "end" } },
              { "id": "middling", "activity": "Effect", "settings": { "name": "middling" }, "then": { "Done": "end" } },
              { "id": "small", "activity": "Effect", "settings": { "name": "small" }, "then": { "Done": "end" } } ] }
            """);
        foreach (var value in new[] { 500, 50, 40, 5 }) await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value });
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value = "many" });
        await host.DrainAsync();
        Assert.Equal((1, 2, 1), (await host.EffectsAsync("large"), await host.EffectsAsync("middling"), await host.EffectsAsync("small")));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.State == WorkflowState.Faulted)));
    }

    private static string Loop(string body = "say", int most = 100) => $$"""
        { "name": "loop", "title": "Loop", "variables": [ { "name": "names", "kind": "List" }, { "name": "name", "kind": "Text", "default": "" } ], "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "each" } },
          { "id": "each", "activity": "ForEach", "settings": { "items": "names", "item": "name", "most": {{most}} }, "then": { "Each": "{{body}}", "Done": "last" } },
          { "id": "say", "activity": "Repeat", "settings": { "variable": "name" }, "then": { "Done": "each" } },
          { "id": "fork", "activity": "Fork", "settings": { "branches": [ "A", "B" ] }, "then": { "A": "effect", "B": "join" } },
          { "id": "effect", "activity": "Repeat", "settings": { "variable": "name" }, "then": { "Done": "join" } },
          { "id": "join", "activity": "Join", "then": { "Done": "each" } },
          { "id": "last", "activity": "Effect", "settings": { "name": "last" }, "then": { "Done": "end" } } ] }
        """;

    private static string Body(string definition, string body) => body == "say"
        ? System.Text.RegularExpressions.Regex.Replace(definition, @"\{ ""id"": ""(fork|effect|join)"".*\n", "") : System.Text.RegularExpressions.Regex.Replace(definition, @"\{ ""id"": ""say"".*\n", "");

    [Theory]
    [InlineData("say")]
    [InlineData("fork")]
    public async Task A_loop_goes_through_its_list_one_after_the_other_and_comes_to_its_end(string body)
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Body(Loop(body), body));
        await host.RaiseAsync("Began", Subject, new { names = new[] { "north", "south", "west" } });
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { names = Array.Empty<string>() });
        await host.DrainAsync();
        foreach (var name in new[] { "north", "south", "west" }) Assert.Equal(1, await host.EffectsAsync(name));
        Assert.Equal(2, await host.EffectsAsync("last"));
        Assert.Equal(2, await host.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.State == WorkflowState.Finished)));
    }

    [Fact]
    public async Task A_long_loop_is_no_endless_one_and_a_list_that_is_too_long_is_a_fault()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Body(Loop(most: 300), "say"));
        await host.RaiseAsync("Began", Subject, new { names = Enumerable.Range(0, 300).Select(i => i.ToString(CultureInfo.InvariantCulture)) });
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { names = Enumerable.Range(0, 301).Select(i => i.ToString(CultureInfo.InvariantCulture)) });
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("last"));
        Assert.Contains("TooManyItems", await host.ReadAsync(db => db.Set<Workflow>().Where(w => w.State == WorkflowState.Faulted).Select(w => w.Fault).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_has_passed_holds_nothing_up_and_working_days_are_counted_from_one_to_come()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "until", "title": "Until", "variables": [ { "name": "closes", "kind": "Instant" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "before" } },
              { "id": "before", "activity": "Until", "settings": { "instant": "closes", "workingDaysBefore": 3 }, "then": { "Done": "say" } },
              { "id": "say", "activity": "Effect", "settings": { "name": "before" }, "then": { "Done": "after" } },
              { "id": "after", "activity": "Until", "settings": { "instant": "closes", "workingDaysAfter": 1 }, "then": { "Done": "end" } } ] }
            """);
        // Monday 12 October 2026; it closes on Friday the 23rd at noon.
        await host.RaiseAsync("Began", Subject, new { closes = new DateTimeOffset(2026, 10, 23, 11, 0, 0, TimeSpan.Zero) });
        await host.DrainAsync();
        Assert.Equal(new DateTimeOffset(2026, 10, 20, 11, 0, 0, TimeSpan.Zero), (await host.ReadAsync(db => db.Set<WorkflowTimer>().SingleAsync())).DueAt);
        host.Clock.Now = new DateTimeOffset(2026, 10, 20, 11, 0, 0, TimeSpan.Zero);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("before"));
        // By London's clocks noon on Monday the 26th is an hour later: the clocks have gone back.
        Assert.Equal(new DateTimeOffset(2026, 10, 26, 12, 0, 0, TimeSpan.Zero), (await host.ReadAsync(db => db.Set<WorkflowTimer>().SingleAsync())).DueAt);

        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { closes = new DateTimeOffset(2026, 9, 1, 11, 0, 0, TimeSpan.Zero) });
        await host.DrainAsync();
        Assert.Equal(2, await host.EffectsAsync("before"));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.State == WorkflowState.Finished)));
    }

    [Fact]
    public async Task A_workflow_that_is_about_another_subject_gets_its_events_and_stays_the_only_one()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "moves", "title": "Moves", "onePerSubject": true, "variables": [ { "name": "to", "kind": "Text" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "move" } },
              { "id": "move", "activity": "Correlate", "settings": { "to": "{{to}}" }, "then": { "Done": "wait" } },
              { "id": "wait", "activity": "Await", "settings": { "event": "Came" }, "then": { "Done": "effect", "Remind": "end" } },
              { "id": "effect", "activity": "Effect", "settings": { "name": "came" }, "then": { "Done": "end" } } ] }
            """);
        var other = Guid.CreateVersion7();
        await host.RaiseAsync("Began", Subject, new { to = other });
        await host.DrainAsync();
        Assert.Equal(other.ToString(), (await host.OnlyAsync()).CorrelationId);
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { to = other });
        await host.DrainAsync();
        Assert.Contains("SubjectHasWorkflow", await host.ReadAsync(db => db.Set<Workflow>().Where(w => w.State == WorkflowState.Faulted).Select(w => w.Fault).SingleAsync()), StringComparison.Ordinal);
        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(0, await host.EffectsAsync("came"));
        await host.RaiseAsync("Came", other);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("came"));
    }

    private const string Handled = """
        { "name": "handled", "title": "Handled", "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "fork" } },
          { "id": "fork", "activity": "Fork", "settings": { "branches": [ "A", "B" ] }, "then": { "A": "shaky", "B": "wait" } },
          { "id": "shaky", "activity": "Fail", "settings": { "name": "shaky" }, "then": { "Done": "join" }, "retry": { "attempts": 2, "seconds": 10 } },
          { "id": "wait", "activity": "Await", "settings": { "event": "Came" }, "then": { "Done": "join", "Remind": "end" } },
          { "id": "join", "activity": "Join", "then": { "Done": "after" } },
          { "id": "after", "activity": "Effect", "settings": { "name": "after" }, "then": { "Done": "end" } },
          { "id": "fault", "activity": "FaultHandler", "settings": { "steps": [ "shaky" ] }, "then": { "Done": "note" } },
          { "id": "note", "activity": "Log", "settings": { "text": "{{outputs.fault.step}}: {{outputs.fault.reason}}" }, "then": { "Done": "mend" } },
          { "id": "mend", "activity": "Fail", "settings": { "name": "mend" }, "then": { "Done": "join" }, "retry": { "attempts": 1, "seconds": 10 } } ] }
        """;

    [Fact]
    public async Task A_fault_handler_goes_on_in_the_place_of_the_branch_that_failed_for_good()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Handled);
        host.Script.Failures["shaky"] = 2;
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        Assert.Equal(0, await host.EffectsAsync("mend"));
        host.Clock.Now = host.Clock.Now.AddSeconds(10);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("mend"));
        Assert.Equal(0, await host.EffectsAsync("shaky"));
        var waiting = await host.OnlyAsync();
        Assert.Equal(WorkflowState.Waiting, waiting.State);
        Assert.Null(waiting.Fault);
        var said = await host.ReadAsync(db => db.Set<WorkflowExecutionRecord>().Where(r => r.StepId == "note").Select(r => r.Content).SingleAsync());
        Assert.Contains("shaky: The step failed with InvalidOperationException: On purpose.", said, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Told.Notices, n => n.Template == "WorkflowFaulted");

        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("after"));
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task What_a_fault_handler_is_told_under_seal_nobody_reads()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Handled.Replace("\"attempts\": 2", "\"attempts\": 1", StringComparison.Ordinal));
        host.Script.Failures["shaky"] = 1;
        await host.RaiseAsync("Began", Subject, new { bidder = "canary" }, sealId: Guid.CreateVersion7(), title: "canary");
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("mend"));
        var stored = await host.ReadAsync(async db => string.Concat(
            (await db.Set<Workflow>().ToListAsync()).Select(w => w.Data + w.Fault + w.SubjectTitle)
            .Concat((await db.Set<WorkflowToken>().ToListAsync()).Select(t => t.Memory + t.Progress))
            .Concat((await db.Set<WorkflowExecutionRecord>().ToListAsync()).Select(r => r.Content))));
        Assert.DoesNotContain("canary", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Subject.ToString(), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Told.Notices, n => n.Template == "WorkflowFaulted");
    }

    [Fact]
    public async Task A_fault_of_what_a_handler_led_to_stands()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Handled.Replace("\"steps\": [ \"shaky\" ]", "\"steps\": []", StringComparison.Ordinal));
        host.Script.Failures["shaky"] = 2;
        host.Script.Failures["mend"] = 1;
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        host.Clock.Now = host.Clock.Now.AddSeconds(10);
        await host.DrainAsync();
        var faulted = await host.OnlyAsync();
        Assert.Equal(WorkflowState.Faulted, faulted.State);
        Assert.Equal("mend", faulted.FaultStepId);
    }

    [Fact]
    public async Task Nothing_leads_to_a_fault_handler_and_it_names_steps_that_are_there()
    {
        await using var host = await StartAsync();
        var mistakes = await host.MistakesAsync(Handled.Replace("\"steps\": [ \"shaky\" ]", "\"steps\": [ \"gone\" ]", StringComparison.Ordinal).Replace("\"Done\": \"after\"", "\"Done\": \"fault\"", StringComparison.Ordinal));
        Assert.Contains("“gone”", mistakes, StringComparison.Ordinal);
        Assert.Contains("takes over when another step fails", mistakes, StringComparison.Ordinal);
    }
}

public sealed class BranchesOnSqliteTests() : BranchTests(postgreSql: false);

public sealed class BranchesOnPostgreSqlTests() : BranchTests(postgreSql: true);
