using Procurement.Notifications.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Testing.Tests;

public sealed class WorkflowTestHostTests
{
    private const string Greeting = """
        { "name": "greeting", "title": "A greeting", "variables": [{ "name": "who", "kind": "Text" }], "activities": [
            { "id": "start", "activity": "Start", "settings": { "event": "Met" }, "then": { "Done": "greet" } },
            { "id": "greet", "activity": "Greet", "settings": { "text": "Good morning" }, "then": { "Done": "wait" }, "retry": { "attempts": 1, "seconds": 1 } },
            { "id": "wait", "activity": "Delay", "settings": { "workingDays": 2 }, "then": { "Done": "tell" } },
            { "id": "tell", "activity": "Notify", "settings": { "to": { "permission": "ManageWorkflows" }, "subject": "{{who}} was greeted", "body": "Two working days ago." }, "then": { "Done": "end" } } ] }
        """;

    [Fact]
    public async Task An_activity_of_ones_own_runs_and_the_journal_says_what_it_said()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Greeting);
        var subject = Guid.CreateVersion7();
        await host.RaiseAsync("Met", subject, new { who = "Ada" }, title: "Ada");
        var workflow = await host.WorkflowOfAsync(subject, "greeting");
        Assert.Equal(WorkflowState.Waiting, workflow.State);
        Assert.Equal(["wait"], workflow.WaitingAt);
        Assert.Contains(workflow.Journal, l => l is { Step: "greet", Kind: "Took", Outcome: "Done" } && l.Said.Contains("Good morning"));
        Assert.Equal("Ada", workflow.Variables["who"].GetString());
    }

    [Fact]
    public async Task Each_thing_is_done_at_its_own_time_when_the_clock_is_moved_past_it()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Greeting);
        await host.RaiseAsync("Met", Guid.CreateVersion7(), new { who = "Ada" });
        await host.MoveWorkingDaysAsync(10);
        var notice = Assert.Single(await host.NoticesAsync(), n => n.Template == "WorkflowNotice");
        Assert.True(notice.At < host.Now.AddDays(-8), "It went out when it was due, not when the clock stopped.");
        Assert.Equal("Ada was greeted", notice.Notice.Values["Subject"]);
        Assert.Equal(new To.WithPermission("ManageWorkflows"), notice.To);
    }

    [Fact]
    public async Task What_a_step_that_failed_would_have_told_went_to_nobody()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Greeting.Replace("Good morning", "fail", StringComparison.Ordinal));
        var subject = Guid.CreateVersion7();
        await host.RaiseAsync("Met", subject, new { who = "Ada" });
        var workflow = await host.WorkflowOfAsync(subject);
        Assert.Equal(WorkflowState.Faulted, workflow.State);
        Assert.Contains("On purpose", workflow.Fault, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.NoticesAsync(), n => n.Template == "Greeted");
    }

    [Fact]
    public async Task A_whole_recipe_is_published_and_a_mistake_is_said()
    {
        await using var host = await StartAsync();
        await host.PublishAsync($$"""{ "name": "r", "steps": [{ "step": "other" }, {{Greeting.Replace("{ \"name\": \"greeting\"", "{ \"step\": \"workflow-type\", \"name\": \"greeting\"", StringComparison.Ordinal)}}] }""");
        var mistake = await Assert.ThrowsAsync<WorkflowTestException>(() => host.PublishAsync(Greeting.Replace("\"Done\": \"wait\"", "\"Done\": \"nowhere\"", StringComparison.Ordinal)));
        Assert.Contains("nowhere", mistake.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<WorkflowTestException>(() => host.WorkflowOfAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task A_decision_that_a_task_does_not_offer_is_no_decision()
    {
        await using var host = await StartAsync();
        await host.PublishAsync("""
            { "name": "look", "title": "A look", "activities": [
                { "id": "start", "activity": "Start", "settings": { "event": "Written" }, "then": { "Done": "look" } },
                { "id": "look", "activity": "UserTask", "settings": { "title": "Read {{subject}}", "assignee": { "permission": "X" }, "decisions": ["Good"] }, "then": { "Good": "end" } } ] }
            """);
        var subject = Guid.CreateVersion7();
        await host.RaiseAsync("Written", subject, title: "a report");
        Assert.Equal("Read a report", Assert.Single(await host.OpenTasksAsync()).Title);
        await Assert.ThrowsAsync<WorkflowTestException>(() => host.CompleteTaskAsync("look", "Bad"));
        await Assert.ThrowsAsync<WorkflowTestException>(() => host.CompleteTaskAsync("Something else", "Good"));
        await host.CompleteTaskAsync("look", "Good", by: "The head of supply chain");
        var workflow = await host.WorkflowOfAsync(subject);
        Assert.Equal(WorkflowState.Finished, workflow.State);
        Assert.Contains(workflow.Journal, l => l.By == "The head of supply chain");
        Assert.Empty(await host.OpenTasksAsync());
    }

    [Fact]
    public async Task A_sealed_workflow_is_found_and_read_by_who_tests_it()
    {
        await using var host = await StartAsync();
        await host.PublishAsync(Greeting);
        var subject = Guid.CreateVersion7();
        await host.RaiseAsync("Met", subject, new { who = "Ada" }, sealId: subject);
        Assert.Equal("Ada", (await host.WorkflowOfAsync(subject)).Variables["who"].GetString());
    }

    private static Task<WorkflowTestHost> StartAsync() => WorkflowTestHost.StartAsync(services => services.AddActivity<GreetActivity>());
}

internal sealed class GreetActivity(INotify notify) : Activity<GreetActivity.Settings>
{
    internal sealed record Settings(string Text);

    public override string DisplayKey => "Activity.Log";

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        await notify.SendAsync(new Notice("Greeted", new To.WithPermission("X"), "/", []), ct);
        if (context.Settings.Text == "fail") throw new InvalidOperationException("On purpose.");
        context.Say("Workflows.Journal.Text", context.Settings.Text);
        return ActivityResult.Take(Done);
    }
}
