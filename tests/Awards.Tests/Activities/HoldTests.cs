using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.ApproveAward;
using Procurement.Awards.Domain;
using Procurement.Awards.ReleaseHolds;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Awards.Tests.Activities;

public sealed class HoldsOnSqlite(OnSqlite fixture) : HoldTests(fixture), IClassFixture<OnSqlite>;

public sealed class HoldsOnPostgreSql(OnPostgreSql fixture) : HoldTests(fixture), IClassFixture<OnPostgreSql>;

/// <summary>A workflow adds a guard to an award, and takes none away.</summary>
public abstract class HoldTests(PortalFixture fixture)
{
    private const string Admin = "administrator@holds.example.org";
    private const string Why = "The area’s police wait for their own budget";

    private static CancellationToken None => CancellationToken.None;

    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task A_held_award_is_not_approved_until_its_workflow_releases_it_and_its_own_guards_stand_all_the_while()
    {
        var story = await HeldAsync();
        Assert.IsType<AuthoritiesAreNotHeard>((await ApproveAsync(story)).Refusal);
        await story.EverybodySupportsAsync();
        Assert.Equal(new DecisionIsHeld(Why), (await ApproveAsync(story)).Refusal);
        var approver = await Portal.SignInAsync(story.Approver);
        Assert.Contains(Why, (await approver.GetAsync(story.Url)).Text, StringComparison.Ordinal);
        var page = await approver.GetAsync(story.Url + "/approve");
        Assert.Contains(Why, page.Text, StringComparison.Ordinal);
        Assert.Contains(Why, Assert.Single((await approver.SendAsync(page)).Errors), StringComparison.Ordinal);

        await DoAsync(story, "Look at it");
        Assert.Empty(await HoldsAsync(story));
        Assert.True((await ApproveAsync(story)).IsDone);
    }

    [Fact]
    public async Task A_hold_ends_with_its_workflow()
    {
        var story = await HeldAsync();
        await story.EverybodySupportsAsync();
        Assert.Single(await HoldsAsync(story));
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().CancelAsync(story.AwardId.ToString(), "Awards.Journal.Decided", None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        Assert.Empty(await HoldsAsync(story));
        Assert.True((await ApproveAsync(story)).IsDone);
    }

    [Fact]
    public async Task An_administrator_releases_a_hold_with_a_reason_and_nobody_else_does()
    {
        await Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] }]""");
        var story = await HeldAsync();
        await story.EverybodySupportsAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await Portal.SignInAsync(story.Approver)).GetAsync("/admin/award-holds")).Status);
        var admin = await Portal.SignInAsync(Admin);
        var page = await admin.GetAsync("/admin/award-holds");
        Assert.Contains(story.Reference, page.Text, StringComparison.Ordinal);
        var hold = Assert.Single(await HoldsAsync(story)).Id.ToString();
        var refused = await admin.SendAsync(page, new Dictionary<string, string> { ["Input.HoldId"] = hold, ["Input.Reason"] = " " });
        Assert.Single(refused.Errors);
        Assert.Equal(new DecisionIsHeld(Why), (await ApproveAsync(story)).Refusal);

        Assert.NotNull((await admin.SendAsync(page, new Dictionary<string, string> { ["Input.HoldId"] = hold, ["Input.Reason"] = "The police have written" })).Location);
        Assert.DoesNotContain(story.Reference, (await admin.GetAsync("/admin/award-holds")).Text, StringComparison.Ordinal);
        Assert.IsType<HoldIsReleased>((await Portal.AsAsync(Admin, s => s.GetRequiredService<ReleaseHoldHandler>().HandleAsync(Guid.Parse(hold), "Again", None))).Refusal);
        Assert.IsType<NotAllowed>((await Portal.AsAsync(story.Approver, s => s.GetRequiredService<ReleaseHoldHandler>().HandleAsync(Guid.Parse(hold), "Again", None))).Refusal);
        Assert.True((await ApproveAsync(story)).IsDone);
    }

    [Fact]
    public async Task What_is_decided_already_is_not_held()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        Assert.True((await ApproveAsync(story)).IsDone);
        await HoldAsync(story);
        Assert.Empty(await HoldsAsync(story));
        var card = Assert.Single(await WorkflowsAsync(story), w => w.TypeName == "hold-for-a-test");
        Assert.Equal(WorkflowState.Finished, card.State);
    }

    private async Task<AnAward> HeldAsync()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await HoldAsync(story);
        return story;
    }

    private async Task HoldAsync(AnAward story)
    {
        await Portal.PlayAsync($$"""
            [{ "step": "workflow-type", "name": "hold-for-a-test", "title": "A hold", "activities": [
                { "id": "asked", "activity": "Start", "settings": { "event": "HoldAskedByTest" }, "then": { "Done": "hold" } },
                { "id": "hold", "activity": "HoldDecision", "settings": { "reason": "{{Why}}" }, "then": { "Done": "look", "Decided": "end" } },
                { "id": "look", "activity": "UserTask", "settings": { "title": "Look at it", "assignee": { "permission": "ManageWorkflows" } }, "then": { "Done": "release" } },
                { "id": "release", "activity": "ReleaseHold", "then": { "Done": "stay" } },
                { "id": "stay", "activity": "UserTask", "settings": { "title": "Stay", "assignee": { "permission": "ManageWorkflows" } }, "then": { "Done": "end" } } ] }]
            """);
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of("HoldAskedByTest", story.AwardId), None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
    }

    private async Task DoAsync(AnAward story, string title)
    {
        await Portal.AsAsync(null, async s =>
        {
            var task = (await s.GetRequiredService<IUserTasks>().OfSubjectAsync("Workflow", story.AwardId, None)).Single(t => t.Title == title && t.State == UserTaskState.Open);
            await s.GetRequiredService<IUserTasks>().CompleteAsync(task.Key, null, null, None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
    }

    private Task<IReadOnlyList<AwardHold>> HoldsAsync(AnAward story) => Portal.AsAsync(null, s => s.GetRequiredService<AwardHolds>().StandingAsync(story.AwardId, None));

    private Task<IReadOnlyList<WorkflowCard>> WorkflowsAsync(AnAward story) => Portal.AsAsync(null, s => s.GetRequiredService<IWorkflows>().OfAsync(story.AwardId.ToString(), None));

    private Task<Result> ApproveAsync(AnAward story) => Portal.AsAsync(story.Approver, s => s.GetRequiredService<ApproveAwardHandler>().HandleAsync(story.Reference, None));
}
