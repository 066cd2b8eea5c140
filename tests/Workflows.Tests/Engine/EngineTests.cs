using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Tests.Engine;

public abstract class EngineTests(bool postgreSql)
{
    internal const string Chain = """
        {
          "name": "chain", "title": "A chain",
          "activities": [
            { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "one" } },
            { "id": "one", "activity": "Effect", "settings": { "name": "one" }, "then": { "Done": "wait" } },
            { "id": "wait", "activity": "Await", "settings": { "event": "Came" }, "then": { "Done": "two", "Remind": "end" } },
            { "id": "two", "activity": "Effect", "settings": { "name": "two" }, "then": { "Done": "three" } },
            { "id": "three", "activity": "Effect", "settings": { "name": "three" }, "then": { "Done": "finish" } },
            { "id": "finish", "activity": "Finish" }
          ]
        }
        """;

    private static readonly Guid Subject = Guid.CreateVersion7();

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(postgreSql);

    [Fact]
    public async Task A_workflow_starts_waits_goes_on_and_finishes()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain);
        await host.RaiseAsync("Began", Subject, new { value = 3 }, title: "A lot");
        await host.DrainAsync();

        var waiting = await host.OnlyAsync();
        Assert.Equal(WorkflowState.Waiting, waiting.State);
        Assert.Null(waiting.RunAt);
        Assert.Equal("A lot", waiting.SubjectTitle);
        Assert.Equal(1, await host.EffectsAsync("one"));
        Assert.Equal(0, await host.EffectsAsync("two"));

        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
        Assert.Equal(["start", "one", "wait", "two", "three", "finish"], await host.PathAsync(waiting.Id));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowToken>().CountAsync()));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowBookmark>().CountAsync()));
    }

    [Fact]
    public async Task Events_about_another_subject_or_of_another_name_move_nothing()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain);
        await host.RaiseAsync("Began", Subject);
        await host.RaiseAsync("Came", Guid.CreateVersion7());
        await host.RaiseAsync("Went", Subject);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Waiting, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task An_event_raised_before_the_workflow_has_come_so_far_is_not_lost()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain);
        await host.RaiseAsync("Began", Subject);
        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task Twenty_events_and_twenty_pumps_at_once_give_one_transition()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await host.RaiseAsync("Came", Subject, new { n = i });
            for (var pass = 0; pass < 3; pass++) await host.Engine.PumpAsync(CancellationToken.None);
        }));
        await host.DrainAsync();

        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
        foreach (var name in new[] { "one", "two", "three" }) Assert.Equal(1, await host.EffectsAsync(name));
        var records = await host.ReadAsync(db => db.Set<WorkflowExecutionRecord>().OrderBy(r => r.Number).Select(r => new { r.Number, r.Kind, r.StepId }).ToListAsync());
        Assert.Equal(records.Count, records.Select(r => r.Number).Distinct().Count());
        Assert.Single(records, r => r.Kind == RecordKind.Took && r.StepId == "wait");
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowDelivery>().CountAsync(d => d.HandledAt == null)));
    }

    [Fact]
    public async Task Many_answers_are_each_counted_once_and_in_order()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain.Replace("\"event\": \"Came\"", "\"event\": \"Came\", \"count\": 12", StringComparison.Ordinal));
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        for (var i = 0; i < 11; i++) await host.RaiseAsync("Came", Subject, new { n = i });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.DrainAsync()));
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Waiting, (await host.OnlyAsync()).State);
        Assert.Equal(Enumerable.Range(0, 11).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), host.Script.Seen.Where(s => int.TryParse(s, out _)));

        await host.RaiseAsync("Came", Subject, new { n = 11 });
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_crash_at_any_commit_repeats_no_effect_and_loses_none()
    {
        var commits = 1;
        for (var crash = 0; crash < commits; crash++)
        {
            await using var host = await StartAsync();
            await host.PublishAsync(Chain);
            await host.RaiseAsync("Began", Subject);
            await host.RaiseAsync("Came", Subject);
            var before = host.Crashes.Commits;
            host.Crashes.After(crash);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                for (var pass = 0; pass < 50; pass++) await host.Engine.PumpAsync(host.Crashes.Alive);
                host.Crashes.Alive.ThrowIfCancellationRequested();
                throw new OperationCanceledException("It came to its end before the crash.");
            });
            host.Crashes.Restart();
            await host.DrainAsync();
            commits = Math.Max(commits, host.Crashes.Commits - before);

            var workflow = await host.OnlyAsync();
            Assert.Equal(WorkflowState.Finished, workflow.State);
            Assert.Equal(["start", "one", "wait", "two", "three", "finish"], await host.PathAsync(workflow.Id));
            foreach (var name in new[] { "one", "two", "three" }) Assert.Equal(1, await host.EffectsAsync(name));
        }

        Assert.True(commits >= 8, "A test that crashes nowhere shows nothing.");
    }

    [Fact]
    public async Task A_reminder_runs_beside_what_waits_and_only_when_it_is_due()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "reminded", "title": "Reminded", "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "wait" } },
              { "id": "wait", "activity": "Await", "settings": { "event": "Came", "remindAfterHours": 2, "dueAfterHours": 5 }, "then": { "Done": "last", "Remind": "remind" } },
              { "id": "remind", "activity": "Effect", "settings": { "name": "remind" }, "then": { "Done": "end" } },
              { "id": "last", "activity": "Effect", "settings": { "name": "last" }, "then": { "Done": "end" } } ] }
            """);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        host.Clock.Now = host.Clock.Now.AddMinutes(119);
        await host.DrainAsync();
        Assert.Equal(0, await host.EffectsAsync("remind"));

        host.Clock.Now = host.Clock.Now.AddMinutes(1);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("remind"));
        Assert.Equal(WorkflowState.Waiting, (await host.OnlyAsync()).State);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkflowToken>().CountAsync()));

        host.Clock.Now = host.Clock.Now.AddHours(3);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("remind"));
        Assert.Equal(1, await host.EffectsAsync("last"));
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_step_that_throws_is_tried_again_by_its_policy_and_keeps_nothing_of_the_failed_tries()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Failing(attempts: 3));
        host.Script.Failures["shaky"] = 2;
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        Assert.Equal(0, await host.EffectsAsync("shaky"));
        host.Clock.Now = host.Clock.Now.AddSeconds(9);
        await host.DrainAsync();
        Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkflowExecutionRecord>().CountAsync(r => r.Kind == RecordKind.TriesAgain)));
        host.Clock.Now = host.Clock.Now.AddSeconds(1);
        await host.DrainAsync();
        host.Clock.Now = host.Clock.Now.AddSeconds(20);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
        Assert.Equal(1, await host.EffectsAsync("shaky"));
    }

    [Fact]
    public async Task A_fault_stops_one_workflow_and_an_administrator_has_it_go_on_from_there()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Failing(attempts: 1));
        host.Script.Failures["shaky"] = 1;
        var other = Guid.CreateVersion7();
        await host.RaiseAsync("Began", Subject, title: "The faulted one");
        await host.RaiseAsync("Began", other);
        await host.DrainAsync();

        var faulted = await host.ReadAsync(db => db.Set<Workflow>().AsNoTracking().SingleAsync(w => w.State == WorkflowState.Faulted));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.State == WorkflowState.Finished)));
        Assert.Equal("shaky", faulted.FaultStepId);
        Assert.Equal(1, await host.EffectsAsync("shaky"));
        Assert.Contains(host.Told.Notices, n => n.Template == "WorkflowFaulted" && n.Values["Title"] == "The faulted one");

        await host.InAsync(async s =>
        {
            var db = s.GetRequiredService<Procurement.Data.PortalDbContext>();
            (await db.Set<Workflow>().SingleAsync(w => w.Id == faulted.Id)).Retry(host.Clock.Now);
            return await db.SaveChangesAsync();
        });
        await host.DrainAsync();
        Assert.Equal(2, await host.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.State == WorkflowState.Finished)));
        Assert.Equal(2, await host.EffectsAsync("shaky"));
    }

    [Fact]
    public async Task A_condition_on_something_that_is_not_there_is_a_fault_and_not_a_no()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "asks", "title": "Asks", "variables": [ { "name": "value", "kind": "Number" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "big" } },
              { "id": "big", "activity": "IfElse", "settings": { "conditions": { "match": "All", "rows": [ { "variable": "value", "is": "AtLeast", "value": 100 } ] } }, "then": { "Yes": "yes", "No": "no" } },
              { "id": "yes", "activity": "Effect", "settings": { "name": "yes" }, "then": { "Done": "end" } },
              { "id": "no", "activity": "Effect", "settings": { "name": "no" }, "then": { "Done": "end" } } ] }
            """);
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value = 100 });
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value = 99.5 });
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { other = 1 });
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value = "many" });
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("yes"));
        Assert.Equal(1, await host.EffectsAsync("no"));
        var faults = await host.ReadAsync(db => db.Set<Workflow>().Where(w => w.State == WorkflowState.Faulted).Select(w => w.Fault).ToListAsync());
        Assert.Equal(2, faults.Count);
        Assert.All(faults, f => Assert.Contains("Refusal.CannotBeEvaluated", f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_running_workflow_keeps_the_version_that_it_started_with()
    {
        await using var host = await StartAsync();
        Assert.Equal(1, await host.PublishAsync(Chain));
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        Assert.Equal(1, await host.PublishAsync(Chain));
        Assert.Equal(2, await host.PublishAsync(Chain.Replace("\"name\": \"three\"", "\"name\": \"third\"", StringComparison.Ordinal)));
        var later = Guid.CreateVersion7();
        await host.RaiseAsync("Began", later);
        await host.RaiseAsync("Came", Subject);
        await host.RaiseAsync("Came", later);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("three"));
        Assert.Equal(1, await host.EffectsAsync("third"));
        Assert.Equal(2, await host.ReadAsync(db => db.Set<WorkflowTypeVersion>().CountAsync()));
    }

    [Fact]
    public async Task One_subject_has_one_workflow_where_the_type_says_so()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain.Replace("\"title\"", "\"onePerSubject\": true, \"title\"", StringComparison.Ordinal));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.RaiseAsync("Began", Subject)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.DrainAsync()));
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Waiting, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_type_that_is_off_starts_nothing_and_what_runs_goes_on()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        await host.InAsync(async s =>
        {
            var db = s.GetRequiredService<Procurement.Data.PortalDbContext>();
            (await db.Set<WorkflowType>().SingleAsync()).Switch(on: false);
            return await db.SaveChangesAsync();
        });
        await host.RaiseAsync("Began", Guid.CreateVersion7());
        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_loop_that_never_waits_is_stopped_with_a_fault()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "round", "title": "Round", "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "round" } },
              { "id": "round", "activity": "Round", "then": { "Done": "round" } } ] }
            """);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        var workflow = await host.OnlyAsync();
        Assert.Equal(WorkflowState.Faulted, workflow.State);
        Assert.Contains("TooManyStepsWithoutWait", workflow.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_seal_nothing_names_the_subject_until_the_seal_is_broken()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Chain);
        var seal = Guid.CreateVersion7();
        await host.RaiseAsync("Began", Subject, new { bidder = "canary" }, seal, "canary");
        await host.DrainAsync();
        var hidden = await host.OnlyAsync();
        Assert.Equal(WorkflowState.Waiting, hidden.State);
        var stored = await host.ReadAsync(async db => string.Concat(
            (await db.Set<Workflow>().ToListAsync()).Select(w => w.Data + w.CorrelationId + w.SubjectTitle)
            .Concat((await db.Set<StoredEvent>().ToListAsync()).Select(e => e.Name + e.CorrelationId + e.Content))
            .Concat((await db.Set<WorkflowBookmark>().ToListAsync()).Select(b => b.CorrelationId + b.Hidden))
            .Concat((await db.Set<WorkflowExecutionRecord>().ToListAsync()).Select(r => r.Content))));
        Assert.DoesNotContain("canary", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Subject.ToString(), stored, StringComparison.Ordinal);

        await host.InAsync(async s =>
        {
            await s.GetRequiredService<IWorkflows>().UnsealAsync(seal, CancellationToken.None);
            return await s.GetRequiredService<Procurement.Data.PortalDbContext>().SaveChangesAsync();
        });
        Assert.Equal("canary", (await host.OnlyAsync()).SubjectTitle);
        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_cancelled_workflow_leaves_no_timer_and_no_task()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Tasks);
        await host.RaiseAsync("Began", Subject, new { who = Guid.CreateVersion7() }, title: "A lot");
        await host.DrainAsync();
        Assert.Equal(3, await host.ReadAsync(db => db.Set<WorkflowTimer>().CountAsync()));
        await host.InAsync(async s =>
        {
            Assert.Equal(1, await s.GetRequiredService<IWorkflows>().CancelAsync(Subject.ToString(), "Workflows.Journal.Text", CancellationToken.None));
            return await s.GetRequiredService<Procurement.Data.PortalDbContext>().SaveChangesAsync();
        });
        host.Clock.Now = host.Clock.Now.AddDays(60);
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Cancelled, (await host.OnlyAsync()).State);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowTimer>().CountAsync()));
        Assert.Equal(UserTaskState.Cancelled, (await host.ReadAsync(db => db.Set<UserTask>().SingleAsync())).State);
    }

    [Fact]
    public async Task A_task_is_given_reminded_of_and_decided_and_the_decision_chooses_the_way()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Tasks);
        var user = Guid.CreateVersion7();
        await host.RaiseAsync("Began", Subject, new { who = user }, title: "A lot");
        await host.DrainAsync();
        var task = await host.ReadAsync(db => db.Set<UserTask>().AsNoTracking().SingleAsync());
        Assert.Equal("Look at A lot", task.Title);
        Assert.Equal(new DateTimeOffset(2026, 10, 26, 23, 59, 0, TimeSpan.Zero), task.DueAt);
        Assert.Contains(host.Told.Notices, n => n.Template == "UserTaskGiven");

        host.Clock.Now = new DateTimeOffset(2026, 10, 20, 0, 0, 0, TimeSpan.Zero);
        await host.DrainAsync();
        Assert.Single(host.Told.Notices, n => n.Template == "UserTaskReminder");

        await host.InAsync(async s =>
        {
            s.GetRequiredService<CurrentWho>().Become(new Person(user, "The reader", [], new HashSet<string>()));
            Assert.Equal(1, (await s.GetRequiredService<ITaskCount>().OpenAsync(CancellationToken.None)).Value);
            Assert.Equal("Look at A lot", Assert.Single((await s.GetRequiredService<IUserTasks>().MineAsync(null, CancellationToken.None)).Items).Title);
            var service = s.GetRequiredService<UserTaskService>();
            return await service.DecideAsync((await service.FindForAsync(task.Id, CancellationToken.None))!, "Agree", "Fine.", CancellationToken.None);
        });
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("Agree Fine. The reader"));
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_task_that_nobody_answers_expires_and_nobody_else_may_see_it()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Tasks);
        await host.RaiseAsync("Began", Subject, new { who = Guid.CreateVersion7() }, title: "A lot");
        await host.DrainAsync();
        var task = await host.ReadAsync(db => db.Set<UserTask>().AsNoTracking().SingleAsync());
        await host.InAsync(async s =>
        {
            s.GetRequiredService<CurrentWho>().Become(new Person(Guid.CreateVersion7(), "Another", [], new HashSet<string>()));
            Assert.Null(await s.GetRequiredService<UserTaskService>().FindForAsync(task.Id, CancellationToken.None));
            return 0;
        });
        host.Clock.Now = new DateTimeOffset(2026, 10, 27, 0, 0, 0, TimeSpan.Zero);
        await host.DrainAsync();
        Assert.Equal(UserTaskState.Expired, (await host.ReadAsync(db => db.Set<UserTask>().SingleAsync())).State);
        Assert.Equal(1, await host.EffectsAsync("late"));
    }

    [Fact]
    public async Task Pages_of_my_tasks_follow_each_other_due_soonest_first()
    {
        await using var host = await StartAsync();
        var user = Guid.CreateVersion7();
        var organisation = Guid.CreateVersion7();
        await host.InAsync(async s =>
        {
            var tasks = s.GetRequiredService<IUserTasks>();
            for (var i = 0; i < 60; i++)
            {
                Assignee assignee = (i % 3) switch { 0 => new Assignee.Person(user), 1 => new Assignee.Organisation(organisation, Duties.Write), _ => new Assignee.Organisation(organisation) };
                await tasks.CreateAsync(new NewUserTask($"t{i}", $"Task {i}", new Subject("Test", Subject), assignee, i % 7 == 0 ? null : host.Clock.Now.AddDays(60 - i / 2)), CancellationToken.None);
            }

            await tasks.CreateAsync(new NewUserTask("theirs", "Not mine", new Subject("Test", Subject), new Assignee.Organisation(organisation, Duties.Approve)), CancellationToken.None);
            return await s.GetRequiredService<Procurement.Data.PortalDbContext>().SaveChangesAsync();
        });
        List<UserTaskCard> all = [];
        await host.InAsync(async s =>
        {
            s.GetRequiredService<CurrentWho>().Become(new Person(user, "Me", [new Membership(organisation, "Ours", OrganisationKind.Authority, true, new HashSet<string> { Duties.Write })], new HashSet<string>()));
            string? after = null;
            do
            {
                var page = await s.GetRequiredService<IUserTasks>().MineAsync(after, CancellationToken.None);
                all.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null);
            return 0;
        });
        Assert.Equal(60, all.Select(t => t.Id).Distinct().Count());
        Assert.Equal(60, all.Count);
        Assert.Equal(all.OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue).ThenBy(t => t.DueAt is null ? 0 : 1).Select(t => t.DueAt), all.Select(t => t.DueAt));
    }

    private const string Tasks = """
        { "name": "tasks", "title": "Tasks", "variables": [ { "name": "who", "kind": "Text" } ], "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "look" } },
          { "id": "look", "activity": "UserTask", "settings": { "title": "Look at {{subject}}", "assignee": { "person": "{{who}}" }, "decisions": [ "Agree", "Disagree" ],
            "dueInWorkingDays": 10, "remindWorkingDaysBefore": [ 5, 2 ] }, "then": { "Agree": "set", "Disagree": "end", "Expired": "late" } },
          { "id": "set", "activity": "SetProperty", "settings": { "name": "who", "value": "{{outputs.look.decision}} {{outputs.look.comment}} {{outputs.look.by}}" }, "then": { "Done": "say" } },
          { "id": "say", "activity": "Repeat", "settings": { "variable": "who" }, "then": { "Done": "end" } },
          { "id": "late", "activity": "Effect", "settings": { "name": "late" }, "then": { "Done": "end" } } ] }
        """;

    private static string Failing(int attempts) => $$"""
        { "name": "failing", "title": "Failing", "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "shaky" } },
          { "id": "shaky", "activity": "Fail", "settings": { "name": "shaky" }, "then": { "Done": "end" }, "retry": { "attempts": {{attempts}}, "seconds": 10 } } ] }
        """;
}

public sealed class EngineOnSqliteTests() : EngineTests(postgreSql: false);

public sealed class EngineOnPostgreSqlTests() : EngineTests(postgreSql: true);
