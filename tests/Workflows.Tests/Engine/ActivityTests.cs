using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Procurement.Workflows.ManageTypes;
using Procurement.Workflows.TrimWorkflows;
using Procurement.Workflows.Webhooks;

namespace Procurement.Workflows.Tests.Engine;

/// <summary>Workflows that run others, schedules, tasks for many, calls out, and trimming.</summary>
public abstract class ActivityTests(bool postgreSql)
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    private Task<EngineHost> StartAsync(Action<IServiceCollection>? configure = null) => EngineHost.StartAsync(postgreSql, configure: configure);

    // ---- running another workflow ----

    private const string Child = """
        { "name": "child", "title": "The child", "variables": [ { "name": "value", "kind": "Number" }, { "name": "names", "kind": "List", "default": [] } ], "activities": [
          { "id": "start", "activity": "StartWhenRun", "then": { "Done": "wait" } },
          { "id": "wait", "activity": "Await", "settings": { "event": "Came" }, "then": { "Done": "big", "Remind": "end" } },
          { "id": "big", "activity": "IfElse", "settings": { "conditions": { "match": "All", "rows": [ { "variable": "value", "is": "AtLeast", "value": 5 }, { "variable": "names", "is": "Contains", "value": "a" } ] } }, "then": { "Yes": "shaky", "No": "end" } },
          { "id": "shaky", "activity": "Fail", "settings": { "name": "shaky" }, "then": { "Done": "end" }, "retry": { "attempts": 1, "seconds": 10 } } ] }
        """;

    private static string Parent(string wait = "true")
    {
        var ways = wait == "true" ? ", \"Cancelled\": \"stopped\", \"Failed\": \"failed\"" : "";
        var steps = wait == "true" ? """
            , { "id": "stopped", "activity": "Effect", "settings": { "name": "stopped" }, "then": { "Done": "end" } },
            { "id": "failed", "activity": "Effect", "settings": { "name": "failed" }, "then": { "Done": "end" } }
            """ : "";
        return $$$"""
            { "name": "parent", "title": "The parent", "variables": [ { "name": "n", "kind": "Number" }, { "name": "list", "kind": "List" } ], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "run" } },
              { "id": "run", "activity": "RunWorkflow", "settings": { "type": "child", "variables": { "value": "{{n}}", "names": "{{list}}" }, "wait": {{{wait}}} },
                "then": { "Done": "done" {{{ways}}} } },
              { "id": "done", "activity": "Effect", "settings": { "name": "done" }, "then": { "Done": "after" } },
              { "id": "after", "activity": "Await", "settings": { "event": "Later" }, "then": { "Done": "end", "Remind": "end" } }
              {{{steps}}} ] }
            """;
    }

    private static Task<Workflow> TheAsync(EngineHost host, string type) =>
        host.ReadAsync(db => (from w in db.Set<Workflow>() join t in db.Set<WorkflowType>() on w.TypeId equals t.Id where t.Name == type orderby w.Id descending select w).AsNoTracking().FirstAsync());

    private static async Task<EngineHost> RunsAsync(Task<EngineHost> starting, string wait = "true")
    {
        var host = await starting;
        await host.PublishAsync(Child);
        await host.PublishAsync(Parent(wait));
        await host.RaiseAsync("Began", Subject, new { n = 7, list = new[] { "a", "b" } }, title: "A lot");
        await host.DrainAsync();
        return host;
    }

    [Fact]
    public async Task A_workflow_waits_for_the_end_of_the_one_that_it_runs()
    {
        await using var host = await RunsAsync(StartAsync());
        var child = await TheAsync(host, "child");
        Assert.Equal((WorkflowState.Waiting, Subject.ToString(), "A lot", 1), (child.State, child.CorrelationId, child.SubjectTitle, child.Depth));
        Assert.Equal(0, await host.EffectsAsync("done"));
        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("shaky"));
        Assert.Equal(1, await host.EffectsAsync("done"));
    }

    [Fact]
    public async Task A_run_that_is_stopped_or_fails_leads_elsewhere()
    {
        await using var host = await RunsAsync(StartAsync());
        await host.InAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var child = await TheAsync(host, "child");
            return await db.InTransactionAsync(async () =>
            {
                await WorkflowEnding.CancelAsync(db, s, (await WorkflowEngine.LockAsync(db, child.Id, wait: true, CancellationToken.None))!, new RecordContent([]), host.Clock.Now, CancellationToken.None);
                return await db.SaveAsync();
            });
        });
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("stopped"));

        host.Script.Failures["shaky"] = 1;
        await host.RaiseAsync("Began", Subject, new { n = 7, list = new[] { "a" } });
        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        await host.RaiseAsync("Came", Subject);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync("failed"));
        Assert.Equal(WorkflowState.Faulted, (await TheAsync(host, "child")).State);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Who_is_stopped_stops_what_it_runs(string wait)
    {
        await using var host = await RunsAsync(StartAsync(), wait);
        Assert.Equal(wait == "true" ? 0 : 1, await host.EffectsAsync("done"));
        var parent = await TheAsync(host, "parent");
        await host.InAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            return await db.InTransactionAsync(async () =>
            {
                await WorkflowEnding.CancelAsync(db, s, (await WorkflowEngine.LockAsync(db, parent.Id, wait: true, CancellationToken.None))!, new RecordContent([]), host.Clock.Now, CancellationToken.None);
                return await db.SaveAsync();
            });
        });
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Cancelled, (await TheAsync(host, "child")).State);
    }

    [Fact]
    public async Task Workflows_run_each_other_five_deep_at_most()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "deeper", "title": "Deeper", "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "run" } },
              { "id": "run", "activity": "RunWorkflow", "settings": { "type": "deeper" }, "then": { "Done": "end", "Cancelled": "end", "Failed": "end" } } ] }
            """);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        Assert.Equal(6, await host.ReadAsync(db => db.Set<Workflow>().CountAsync()));
        Assert.Equal(5, await host.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.State == WorkflowState.Finished)));
        Assert.Contains("RunsTooDeep", await host.ReadAsync(db => db.Set<Workflow>().Where(w => w.State == WorkflowState.Faulted).Select(w => w.Fault).SingleAsync()), StringComparison.Ordinal);
    }

    // ---- schedules ----

    private const string Daily = """
        { "name": "daily", "title": "Daily", "activities": [
          { "id": "start", "activity": "Schedule", "settings": { "cron": "0 0 9 * * ?" }, "then": { "Done": "say" } },
          { "id": "say", "activity": "Log", "settings": { "text": "{{outputs.start.due}}" }, "then": { "Done": "end" } } ] }
        """;

    [Fact]
    public async Task A_schedule_starts_once_for_each_time_and_makes_up_for_missed_ones_once()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Daily);
        // It is 10 o'clock in London: the next is tomorrow.
        Assert.Equal(new DateTimeOffset(2026, 10, 13, 8, 0, 0, TimeSpan.Zero), (await host.ReadAsync(db => db.Set<WorkflowSchedule>().SingleAsync())).DueAt);
        Assert.Equal(0, await host.RunAsync<ScheduleJob>());
        host.Clock.Now = new DateTimeOffset(2026, 10, 13, 8, 0, 0, TimeSpan.Zero);
        var fired = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.InAsync(s => s.GetRequiredService<ScheduleJob>().RunAsync(CancellationToken.None))));
        Assert.Equal(1, fired.Sum());
        await host.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);

        host.Clock.Now = host.Clock.Now.AddDays(5);
        Assert.Equal(1, await host.RunAsync<ScheduleJob>());
        Assert.Equal(0, await host.RunAsync<ScheduleJob>());
        Assert.Equal(2, await host.ReadAsync(db => db.Set<Workflow>().CountAsync()));
    }

    [Fact]
    public async Task A_type_that_is_off_is_not_started_by_the_clock_and_nothing_is_made_up_for_when_it_is_on_again()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Daily);
        async Task SwitchAsync(bool on)
        {
            var type = await host.ReadAsync(db => db.Set<WorkflowType>().AsNoTracking().SingleAsync());
            Assert.True((await host.InAsync(s => s.GetRequiredService<SwitchTypeHandler>().SwitchAsync("daily", on, type.RowVersion, CancellationToken.None))).IsDone);
        }

        await SwitchAsync(on: false);
        Assert.Null((await host.ReadAsync(db => db.Set<WorkflowSchedule>().SingleAsync())).DueAt);
        host.Clock.Now = host.Clock.Now.AddDays(3);
        Assert.Equal(0, await host.RunAsync<ScheduleJob>());
        await SwitchAsync(on: true);
        Assert.Equal(0, await host.RunAsync<ScheduleJob>());
        host.Clock.Now = host.Clock.Now.AddDays(1);
        Assert.Equal(1, await host.RunAsync<ScheduleJob>());
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_schedule_and_one_that_cannot_be_read_is_refused()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Daily);
        await host.PublishAsync(Daily.Replace("0 0 9 * * ?", "0 30 12 * * ?", StringComparison.Ordinal));
        Assert.Equal(new DateTimeOffset(2026, 10, 12, 11, 30, 0, TimeSpan.Zero), (await host.ReadAsync(db => db.Set<WorkflowSchedule>().SingleAsync())).DueAt);
        Assert.Contains("cannot be read", await host.MistakesAsync(Daily.Replace("0 0 9 * * ?", "at nine", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("once a minute", await host.MistakesAsync(Daily.Replace("0 0 9 * * ?", "* 0 9 * * ?", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_published_while_a_time_is_being_kept_does_not_have_it_kept_again()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Daily);
        var next = new DateTimeOffset(2026, 10, 14, 8, 0, 0, TimeSpan.Zero);
        Task<int>? publishing = null;
        await host.InAsync(async s =>
        {
            // As the job does it: the row is locked and moved on, and what follows takes a while.
            var db = s.GetRequiredService<PortalDbContext>();
            return await db.InTransactionAsync(async () =>
            {
                (await db.Set<WorkflowSchedule>().SingleAsync()).DueAt = next;
                await db.SaveChangesAsync();
                publishing = Task.Run(() => host.PublishAsync(Daily.Replace("\"Daily\"", "\"Every day\"", StringComparison.Ordinal)));
                await Task.Delay(500);
                Assert.False(publishing.IsCompleted, "Nothing was waited for: that shows nothing.");
                return Result.Done;
            });
        });
        Assert.Equal(2, await publishing!);
        Assert.Equal(next, (await host.ReadAsync(db => db.Set<WorkflowSchedule>().SingleAsync())).DueAt);
    }

    // ---- a task for each organisation in a list ----

    private static string Many(string until, string then, string more = "") => $$"""
        { "name": "many", "title": "Many", "variables": [ { "name": "all", "kind": "List" } ], "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "ask" } },
          { "id": "ask", "activity": "UserTask", "settings": { "title": "Answer", "each": { "list": "all", "until": "{{until}}"{{more}} }, "decisions": [ "Agree", "Disagree" ], "dueInWorkingDays": 5 }, "then": {{then}} },
          { "id": "if", "activity": "IfElse", "settings": { "conditions": { "match": "All", "rows": [ { "variable": "outputs.ask.counts.Agree", "is": "AtLeast", "value": 2 } ] } }, "then": { "Yes": "yes", "No": "no" } },
          { "id": "yes", "activity": "Effect", "settings": { "name": "yes" }, "then": { "Done": "end" } },
          { "id": "no", "activity": "Effect", "settings": { "name": "no" }, "then": { "Done": "end" } } ] }
        """;

    private static readonly Guid[] Asked = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    private static async Task AnswerAsync(EngineHost host, Guid organisation, string decision)
    {
        await host.InAsync(async s =>
        {
            s.GetRequiredService<CurrentWho>().Become(new Person(Guid.CreateVersion7(), "Somebody", [new Membership(organisation, "Theirs", OrganisationKind.Authority, true, new HashSet<string>())], new HashSet<string>()));
            var tasks = s.GetRequiredService<UserTaskService>();
            var card = Assert.Single((await tasks.MineAsync(null, CancellationToken.None)).Items);
            return await tasks.DecideAsync((await tasks.FindForAsync(card.Id, CancellationToken.None))!, decision, null, CancellationToken.None);
        });
        await host.DrainAsync();
    }

    [Fact]
    public async Task Each_organisation_is_asked_and_all_answers_are_counted()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Many("All", """{ "Done": "if", "Expired": "no" }"""));
        await host.RaiseAsync("Began", Subject, new { all = Asked.Append(Asked[0]) });
        await host.DrainAsync();
        Assert.Equal(4, await host.ReadAsync(db => db.Set<UserTask>().CountAsync(t => t.State == UserTaskState.Open)));
        Assert.Equal(4, host.Told.Notices.Count(n => n.Template == "UserTaskGiven"));
        for (var i = 0; i < 4; i++) await AnswerAsync(host, Asked[i], i < 3 ? "Agree" : "Disagree");
        Assert.Equal(1, await host.EffectsAsync("yes"));
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_quorum_is_enough_and_the_tasks_of_the_others_are_closed()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Many("Quorum", """{ "Done": "if", "NotReached": "end" }""", ", \"quorum\": 2"));
        await host.RaiseAsync("Began", Subject, new { all = Asked });
        await host.DrainAsync();
        await AnswerAsync(host, Asked[0], "Agree");
        Assert.Equal(WorkflowState.Waiting, (await host.OnlyAsync()).State);
        await AnswerAsync(host, Asked[1], "Disagree");
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
        Assert.Equal(1, await host.EffectsAsync("no"));
        Assert.Equal(2, await host.ReadAsync(db => db.Set<UserTask>().CountAsync(t => t.State == UserTaskState.Cancelled)));
    }

    [Theory]
    [InlineData("All", """{ "Done": "yes", "Expired": "no" }""", "no")]
    [InlineData("Deadline", """{ "Done": "if" }""", "no")]
    [InlineData("Quorum", """{ "Done": "yes", "NotReached": "no" }""", "no")]
    public async Task When_the_date_has_come_it_goes_on_with_the_answers_that_there_are(string until, string then, string effect)
    {
        await using var host = await StartAsync();
        // Without the condition there is nothing that leads to it.
        var definition = Many(until, then, until == "Quorum" ? ", \"quorum\": 3" : "");
        if (!then.Contains("\"if\"", StringComparison.Ordinal)) definition = System.Text.RegularExpressions.Regex.Replace(definition, @"\{ ""id"": ""if"".*\n", "");
        await host.PublishAsync(definition);
        await host.RaiseAsync("Began", Subject, new { all = Asked });
        await host.DrainAsync();
        await AnswerAsync(host, Asked[0], "Agree");
        host.Clock.Now = host.Clock.Now.AddDays(10);
        await host.DrainAsync();
        Assert.Equal(1, await host.EffectsAsync(effect));
        Assert.Equal(3, await host.ReadAsync(db => db.Set<UserTask>().CountAsync(t => t.State == UserTaskState.Expired)));
        Assert.Equal(WorkflowState.Finished, (await host.OnlyAsync()).State);
    }

    [Fact]
    public async Task A_task_is_for_somebody_or_for_each_of_a_list()
    {
        await using var host = await StartAsync();
        Assert.Contains("one of the two", await host.MistakesAsync(Many("All", """{ "Done": "if", "Expired": "no" }""").Replace("\"title\": \"Answer\",", "\"title\": \"Answer\", \"assignee\": { \"permission\": \"X\" },", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("how many answers", await host.MistakesAsync(Many("Quorum", """{ "Done": "if", "NotReached": "no" }""")), StringComparison.Ordinal);
    }

    // ---- calls to other systems ----

    private static string Calling(string url) => $$$"""
        { "name": "calls", "title": "Calls", "variables": [ { "name": "value", "kind": "Number" } ], "activities": [
          { "id": "start", "activity": "Start", "settings": { "event": "Began" }, "then": { "Done": "call" } },
          { "id": "call", "activity": "CallWebhook", "settings": { "url": "{{{url}}}", "key": "orders", "values": { "value": "{{value}}", "about": "Of {{subject}}" } }, "then": { "Done": "say", "Failed": "failed" }, "retry": { "attempts": 3, "seconds": 10 } },
          { "id": "say", "activity": "Log", "settings": { "text": "{{outputs.call.status}} {{outputs.call.body}}" }, "then": { "Done": "done" } },
          { "id": "done", "activity": "Effect", "settings": { "name": "done" }, "then": { "Done": "end" } },
          { "id": "failed", "activity": "Effect", "settings": { "name": "failed" }, "then": { "Done": "end" } } ] }
        """;

    private sealed class AllAddresses : PublicAddresses
    {
        public override bool MayCall(Uri address) => true;

        public override bool MayConnect(IPAddress address) => true;
    }

    /// <summary>Allows a plain address on this machine to be named; where it leads is looked at as ever.</summary>
    private sealed class AllNames : PublicAddresses
    {
        public override bool MayCall(Uri address) => true;
    }

    private static async Task<(WebApplication App, string Url, List<(string Id, string Timestamp, string Signature, byte[] Body)> Had)> ListenAsync(Func<int, IResult> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        List<(string, string, string, byte[])> had = [];
        app.MapPost("/in", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            had.Add((request.Headers["Webhook-Id"]!, request.Headers["Webhook-Timestamp"]!, request.Headers["Webhook-Signature"]!, body.ToArray()));
            return answer(had.Count);
        });
        await app.StartAsync();
        return (app, app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/in", had);
    }

    [Fact]
    public async Task A_call_is_signed_made_after_the_step_and_tried_again_with_the_same_identifier()
    {
        var (app, url, had) = await ListenAsync(n => n == 1 ? Results.StatusCode(503) : Results.Text("taken"));
        await using var stop = app;
        await using var host = await StartAsync(s => s.Replace(ServiceDescriptor.Singleton<PublicAddresses>(new AllAddresses())));
        await host.PublishAsync(Calling(url));
        await host.RaiseAsync("Began", Subject, new { value = 12 }, title: "a lot");
        await host.DrainAsync();
        Assert.Empty(had);
        Assert.Equal(1, await host.RunAsync<WebhookCallJob>());
        Assert.Equal(0, await host.RunAsync<WebhookCallJob>());
        host.Clock.Now = host.Clock.Now.AddSeconds(10);
        Assert.Equal(1, await host.RunAsync<WebhookCallJob>());
        Assert.Equal(1, await host.EffectsAsync("done"));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowCall>().CountAsync()));
        Assert.Contains("200 taken", await host.ReadAsync(db => db.Set<WorkflowExecutionRecord>().Where(r => r.StepId == "say").Select(r => r.Content).SingleAsync()), StringComparison.Ordinal);

        Assert.Equal(2, had.Count);
        Assert.Equal(had[0].Id, had[1].Id);
        Assert.All(had, h => Assert.True(WebhookSignature.IsBy(Encoding.UTF8.GetBytes(EngineHost.Secret), h.Id, long.Parse(h.Timestamp, System.Globalization.CultureInfo.InvariantCulture), h.Body, h.Signature)));
        var sent = JsonDocument.Parse(had[0].Body).RootElement;
        Assert.Equal((12, "Of a lot"), (sent.GetProperty("value").GetInt32(), sent.GetProperty("about").GetString()));
    }

    [Fact]
    public async Task A_call_that_is_refused_or_led_elsewhere_has_failed_and_one_without_an_answer_is_given_up_in_the_end()
    {
        var (app, url, had) = await ListenAsync(n => n switch { 1 => Results.StatusCode(400), 2 => Results.Redirect("/in", preserveMethod: true), _ => Results.StatusCode(500) });
        await using var stop = app;
        await using var host = await StartAsync(s => s.Replace(ServiceDescriptor.Singleton<PublicAddresses>(new AllAddresses())));
        await host.PublishAsync(Calling(url));
        for (var i = 1; i <= 2; i++)
        {
            await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value = 12 });
            await host.DrainAsync();
            await host.RunAsync<WebhookCallJob>();
            Assert.Equal(i, had.Count);
            Assert.Equal(i, await host.EffectsAsync("failed"));
        }

        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value = 12 });
        await host.DrainAsync();
        for (var i = 0; i < 5; i++)
        {
            await host.RunAsync<WebhookCallJob>();
            host.Clock.Now = host.Clock.Now.AddSeconds(20);
        }

        Assert.Equal(5, had.Count);
        Assert.Equal(3, await host.EffectsAsync("failed"));
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_called_and_neither_is_a_host_that_is_not_named()
    {
        var (app, url, had) = await ListenAsync(_ => Results.Ok());
        await using var stop = app;
        await using var host = await StartAsync(s => s.Replace(ServiceDescriptor.Singleton<PublicAddresses>(new AllNames())));
        await host.PublishAsync(Calling(url));
        await host.RaiseAsync("Began", Subject, new { value = 12 });
        await host.DrainAsync();
        await host.RunAsync<WebhookCallJob>();
        Assert.Empty(had);
        Assert.Equal(1, await host.EffectsAsync("failed"));

        await host.PublishAsync(Calling("https://elsewhere.invalid/in"));
        await host.RaiseAsync("Began", Guid.CreateVersion7(), new { value = 12 });
        await host.DrainAsync();
        Assert.Contains("WebhookHostNotAllowed", await host.ReadAsync(db => db.Set<Workflow>().Where(w => w.State == WorkflowState.Faulted).Select(w => w.Fault).SingleAsync()), StringComparison.Ordinal);
    }

    // ---- trimming ----

    [Fact]
    public async Task What_ended_long_ago_leaves_a_summary_and_what_is_under_way_stays_whole()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(EngineTests.Chain);
        var alive = Guid.CreateVersion7();
        await host.RaiseAsync("Began", Subject, new { secret = "canary" }, title: "A lot");
        await host.RaiseAsync("Came", Subject);
        await host.RaiseAsync("Began", alive);
        await host.DrainAsync();
        Task<int> TrimAsync() => host.InAsync(s => s.GetRequiredService<WorkflowTrimmer>().TrimAsync(host.Clock.Now.AddDays(-30), CancellationToken.None));
        Assert.Equal(0, await TrimAsync());
        host.Clock.Now = host.Clock.Now.AddDays(31);
        Assert.True(await TrimAsync() > 0);
        await TrimAsync();

        var trimmed = await host.ReadAsync(db => db.Set<Workflow>().AsNoTracking().SingleAsync(w => w.TrimmedAt != null));
        Assert.Equal((WorkflowState.Finished, "A lot", "finish", 7), (trimmed.State, trimmed.SubjectTitle, trimmed.LastStepId, trimmed.Steps));
        Assert.DoesNotContain("canary", trimmed.Data, StringComparison.Ordinal);
        Assert.Empty(await host.PathAsync(trimmed.Id));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<WorkflowDelivery>().CountAsync(d => d.WorkflowId == trimmed.Id)));
        // The event that the other one started from is in its queue still.
        Assert.Equal(1, await host.ReadAsync(db => db.Set<StoredEvent>().CountAsync()));
        await host.RaiseAsync("Came", alive);
        await host.DrainAsync();
        Assert.Equal(2, await host.EffectsAsync("three"));
    }

    [Fact]
    public async Task Old_events_are_looked_for_window_by_window_and_no_further_than_the_first_that_is_young()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(EngineTests.Chain);
        await host.RaiseAsync("Began", Subject);
        await host.DrainAsync();
        var old = host.Clock.Now;
        var before = old.AddDays(1);
        await AddAsync(WorkflowTrimmer.EventsAtOnce + 100, old);
        await AddAsync(1, before);
        await AddAsync(1, old);
        Assert.Equal(WorkflowTrimmer.EventsAtOnce + 100, await TrimAsync());
        // What is in the queue of who waits, the young one, and what was raised after it.
        Assert.Equal(3, await host.ReadAsync(db => db.Set<StoredEvent>().CountAsync()));
        Assert.Equal(0, await TrimAsync());

        // The next look begins at the beginning again.
        before = before.AddSeconds(1);
        Assert.Equal(2, await TrimAsync());
        Assert.Equal("Began", (await host.ReadAsync(db => db.Set<StoredEvent>().SingleAsync())).Name);

        Task<int> TrimAsync() => host.InAsync(s => s.GetRequiredService<WorkflowTrimmer>().TrimAsync(before, CancellationToken.None));

        Task AddAsync(int count, DateTimeOffset at) => host.ReadAsync(async db =>
        {
            for (var i = 0; i < count; i++) db.Add(new StoredEvent { Name = "Passed", CorrelationId = "nobody", Content = "{}", At = at, RoutedAt = at });
            return await db.SaveChangesAsync();
        });
    }
}

public sealed class ActivitiesOnSqliteTests() : ActivityTests(postgreSql: false);

public sealed class ActivitiesOnPostgreSqlTests() : ActivityTests(postgreSql: true);

public sealed class CronTimesTests
{
    private static DateTimeOffset Utc(int month, int day, int hour, int minute = 0, int year = 2026) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public void A_time_that_comes_twice_when_the_clocks_go_back_is_kept_once()
    {
        // 25 October 2026: 01:30 comes in summer time (00:30 UTC) and again in winter time (01:30 UTC).
        var first = CronTimes.Next("0 30 1 * * ?", Utc(10, 24, 12))!.Value;
        Assert.Equal(Utc(10, 25, 0, 30), first);
        Assert.Equal(Utc(10, 26, 1, 30), CronTimes.Next("0 30 1 * * ?", first));
    }

    [Fact]
    public void A_time_that_is_skipped_when_the_clocks_go_forward_is_kept_at_the_first_that_exists()
    {
        // 28 March 2027: the clocks go from 00:59:59 to 02:00, which is 01:00 UTC.
        var first = CronTimes.Next("0 30 1 * * ?", Utc(3, 27, 12, year: 2027))!.Value;
        Assert.Equal(Utc(3, 28, 1, year: 2027), first);
        Assert.Equal(Utc(3, 29, 0, 30, year: 2027), CronTimes.Next("0 30 1 * * ?", first));
    }

    [Fact]
    public void What_comes_every_hour_comes_every_hour_also_when_the_clocks_are_changed()
    {
        foreach (var from in new[] { Utc(10, 24, 20), Utc(3, 27, 20, year: 2027) })
        {
            var at = from;
            for (var hour = 1; hour <= 12; hour++)
            {
                at = CronTimes.Next("0 0 * * * ?", at)!.Value;
                Assert.Equal(from.AddHours(hour), at);
            }
        }
    }

    [Fact]
    public void Working_weekdays_at_nine_are_at_nine_by_the_clock()
    {
        var at = Utc(10, 23, 12);
        at = CronTimes.Next("0 0 9 ? * MON-FRI", at)!.Value;
        Assert.Equal(Utc(10, 26, 9), at);
        Assert.Equal(Utc(10, 27, 9), CronTimes.Next("0 0 9 ? * MON-FRI", at));
    }
}

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("ff02::1")]
    public void What_lies_inside_is_not_called(string address) => Assert.False(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void What_lies_outside_is(string address) => Assert.True(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("https://user:word@example.org/")]
    [InlineData("ftp://example.org/")]
    public void Only_addresses_over_tls_without_a_password_are_called(string address) => Assert.False(new PublicAddresses().MayCall(new Uri(address)));
}
