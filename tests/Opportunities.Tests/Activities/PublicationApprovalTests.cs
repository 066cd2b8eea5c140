using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.ApproveOpportunity;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Places.Contracts;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Tests.Activities;

public sealed class PublicationApprovalOnSqlite(OnSqlite fixture) : PublicationApprovalTests(fixture), IClassFixture<OnSqlite>;

public sealed class PublicationApprovalOnPostgreSql(OnPostgreSql fixture) : PublicationApprovalTests(fixture), IClassFixture<OnPostgreSql>;

/// <summary>The workflow type that the recipe brings: who decides has a task, is reminded, and everything ends by the decision itself.</summary>
public abstract class PublicationApprovalTests(PortalFixture fixture)
{
    private static CancellationToken None => CancellationToken.None;

    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task Who_decides_has_a_task_that_leads_to_the_page_is_reminded_and_is_done_with_it_by_publishing()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("With a task " + stage.Name, "awaiting");
        await Portal.DrainAsync();
        var task = Assert.Single(await MineAsync(stage.Approver));
        Assert.Equal($"/lead/opportunities/{id}/approve", task.Url);
        Assert.StartsWith("Publish or send back the opportunity that manager (test) sent you on", task.Title, StringComparison.Ordinal);
        Assert.Empty(await MineAsync(stage.Manager));
        // The room has told them already; a workflow does not tell them twice.
        Assert.Single(Portal.Mails(), m => m.To == stage.Approver && m.Subject.Contains("to decide", StringComparison.OrdinalIgnoreCase));

        var days = await Portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<IWorkingDays>()));
        foreach (var (before, mails) in new[] { (3, 1), (1, 2) })
        {
            Portal.Clock.MoveTo(days.Before(task.DueAt!.Value, before));
            await Portal.DrainAsync();
            Assert.Equal(mails, Portal.Mails().Count(m => m.To == stage.Approver && m.Subject.StartsWith("Reminder, for you to decide", StringComparison.Ordinal)));
        }

        await DecideAsync(stage, id, (h, version) => h.PublishAsync(id, version, None));
        await Portal.DrainAsync();
        Assert.Empty(await MineAsync(stage.Approver));
        var done = Assert.Single(await TasksAsync(id));
        Assert.Equal((UserTaskState.Done, "approver (test)"), (done.State, done.DoneByName));
        Assert.Equal(WorkflowState.Finished, Assert.Single(await WorkflowsAsync(id)).State);
    }

    [Fact]
    public async Task What_was_sent_back_and_sent_again_at_once_is_asked_for_again()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Twice " + stage.Name, "awaiting");
        await Portal.DrainAsync();
        await DecideAsync(stage, id, (h, version) => h.SendBackAsync(id, version, "Say more of the women", None));
        Portal.Clock.Move(TimeSpan.FromMinutes(1));
        await stage.AsAsync(stage.Manager, async s => Must(await s.GetRequiredService<SendForApprovalHandler>().SendAsync(id, await VersionAsync(id), None)));
        await Portal.DrainAsync();

        Assert.Equal([WorkflowState.Waiting, WorkflowState.Finished], (await WorkflowsAsync(id)).Select(w => w.State));
        Assert.Single(await MineAsync(stage.Approver));
        Assert.Equal([UserTaskState.Done, UserTaskState.Open], (await TasksAsync(id)).Select(t => t.State));

        await stage.AsAsync(stage.Manager, async s => Must(await s.GetRequiredService<SendForApprovalHandler>().TakeBackAsync(id, "A mistake", None)));
        await Portal.DrainAsync();
        Assert.All(await WorkflowsAsync(id), w => Assert.Equal(WorkflowState.Finished, w.State));
        Assert.Empty(await MineAsync(stage.Approver));
    }

    [Fact]
    public async Task What_is_decided_before_the_workflow_has_run_gives_nobody_a_task()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("At once " + stage.Name, "published");
        await Portal.DrainAsync();
        Assert.Empty(await TasksAsync(id));
        Assert.Equal(WorkflowState.Finished, Assert.Single(await WorkflowsAsync(id)).State);
    }

    [Fact]
    public async Task An_administrator_who_looks_after_workflows_does_not_read_what_is_not_public_yet()
    {
        const string Admin = "administrator@publication.example.org";
        await Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] }]""");
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var title = "Canary " + stage.Name;
        var id = await stage.PlayAsync(title, "awaiting");
        await Portal.DrainAsync();
        var admin = await Portal.SignInAsync(Admin);
        var instance = "/admin/workflows/instances/" + Assert.Single(await WorkflowsAsync(id)).Id;
        foreach (var page in new[] { "/admin/workflows/instances", instance }) Assert.DoesNotContain(title, (await admin.GetAsync(page)).Body, StringComparison.Ordinal);
        await DecideAsync(stage, id, (h, version) => h.PublishAsync(id, version, None));
        await Portal.DrainAsync();
        Assert.DoesNotContain(title, (await admin.GetAsync(instance)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_workflow_holds_is_not_published_until_the_workflow_releases_it_or_is_stopped(bool isReleased)
    {
        await Portal.PlayAsync("""
            [{ "step": "workflow-type", "name": "hold-publication-for-a-test", "title": "A hold", "activities": [
                { "id": "asked", "activity": "Start", "settings": { "event": "PublicationHeldByTest" }, "then": { "Done": "hold" } },
                { "id": "hold", "activity": "HoldPublication", "settings": { "reason": "The budget is not agreed" }, "then": { "Done": "look", "Decided": "end" } },
                { "id": "look", "activity": "UserTask", "settings": { "title": "Look at it", "assignee": { "permission": "ManageWorkflows" } }, "then": { "Done": "release" } },
                { "id": "release", "activity": "ReleasePublication", "then": { "Done": "stay" } },
                { "id": "stay", "activity": "UserTask", "settings": { "title": "Stay", "assignee": { "permission": "ManageWorkflows" } }, "then": { "Done": "end" } } ] }]
            """);
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Held " + stage.Name, "awaiting");
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of("PublicationHeldByTest", id), None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
        var version = await VersionAsync(id);
        Task<Result> PublishAsync() => stage.AsAsync(stage.Approver, s => s.GetRequiredService<ApproveHandler>().PublishAsync(id, version, None));
        Assert.Equal(new PublicationIsHeld("The budget is not agreed"), (await PublishAsync()).Refusal);
        Assert.Contains("The budget is not agreed", (await (await Portal.SignInAsync(stage.Approver)).GetAsync($"/lead/opportunities/{id}/approve")).Text, StringComparison.Ordinal);

        await Portal.AsAsync(null, async s =>
        {
            if (isReleased)
            {
                var task = (await s.GetRequiredService<IUserTasks>().OfSubjectAsync("Workflow", id, None)).Single(t => t.Title == "Look at it");
                await s.GetRequiredService<IUserTasks>().CompleteAsync(task.Key, null, null, None);
            }
            else await s.GetRequiredService<IWorkflows>().CancelAsync(id.ToString(), "Opportunities.Journal.Ended", None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
        Assert.True((await PublishAsync()).IsDone);
    }

    private static bool Must(Result result) => result.IsDone ? true : throw new InvalidOperationException(result.Refusal!.ToString());

    private Task DecideAsync(Stage stage, Guid id, Func<ApproveHandler, int, Task<Result>> decide) =>
        stage.AsAsync(stage.Approver, async s => Must(await decide(s.GetRequiredService<ApproveHandler>(), await VersionAsync(id))));

    private Task<int> VersionAsync(Guid id) => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.Id == id).Select(o => o.RowVersion).SingleAsync());

    private async Task<IReadOnlyList<UserTaskCard>> MineAsync(string email) => (await Portal.AsAsync(email, s => s.GetRequiredService<IUserTasks>().MineAsync(null, None))).Items;

    private Task<IReadOnlyList<UserTaskCard>> TasksAsync(Guid id) => Portal.AsAsync(null, s => s.GetRequiredService<IUserTasks>().OfSubjectAsync("Opportunity", id, None));

    private Task<IReadOnlyList<WorkflowCard>> WorkflowsAsync(Guid id) => Portal.AsAsync(null, s => s.GetRequiredService<IWorkflows>().OfAsync(id.ToString(), None));
}
