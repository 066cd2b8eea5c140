using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.OpenBids;
using Procurement.Data;
using Procurement.Opportunities.Contracts;
using Procurement.Places.Contracts;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Bidding.Tests.Activities;

public sealed class BidWorkflowsOnSqlite(OnSqlite fixture) : BidWorkflowTests(fixture), IClassFixture<OnSqlite>;

public sealed class BidWorkflowsOnPostgreSql(OnPostgreSql fixture) : BidWorkflowTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class BidWorkflowTests(PortalFixture fixture)
{
    private const string Admin = "administrator@bidworkflows.example.org";

    private static CancellationToken None => CancellationToken.None;

    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task Two_people_have_a_task_each_are_reminded_and_are_done_with_it_by_opening()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A");
        story.Close();
        await Portal.DrainAsync();
        var first = Assert.Single(await OpenAsync(story));
        Assert.Contains("Ask to open the bids", first.Title, StringComparison.Ordinal);
        Assert.Equal($"/lead/opportunities/{story.Terms.Reference}/opening", first.Url);

        var days = await Portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<IWorkingDays>()));
        Portal.Clock.MoveTo(days.Before(first.DueAt!.Value, 1));
        await Portal.DrainAsync();
        Assert.Single(Reminders(story));

        Assert.True((await Portal.AsAsync(story.Manager, s => s.GetRequiredService<OpenBidsHandler>().AskAsync(story.Terms.Reference, None))).IsDone);
        await Portal.DrainAsync();
        var second = Assert.Single(await OpenAsync(story));
        Assert.Contains("Confirm the opening", second.Title, StringComparison.Ordinal);
        Assert.True((await Portal.AsAsync(story.Approver, s => s.GetRequiredService<OpenBidsHandler>().ConfirmAsync(story.Terms.Reference, None))).IsDone);
        await Portal.DrainAsync();
        Assert.Empty(await OpenAsync(story));
        Assert.Equal(WorkflowState.Finished, (await WorkflowAsync(story)).State);
        Assert.Single(Reminders(story));
    }

    [Fact]
    public async Task An_opportunity_that_is_cancelled_asks_nobody_to_open_its_bids()
    {
        using var story = await Story.BeginAsync(Portal);
        await story.BidAsync("B", "A");
        story.Close();
        await Portal.DrainAsync();
        Assert.Single(await OpenAsync(story));
        var approver = await Portal.SignInAsync(story.Approver);
        var page = await approver.GetAsync($"/lead/opportunities/{story.Terms.Id}/cancel");
        Assert.NotNull((await approver.SendAsync(page, new Dictionary<string, string> { ["Input.Reason"] = "The need has gone" })).Location);
        await Portal.DrainAsync();
        Assert.Empty(await OpenAsync(story));
        Assert.Equal(WorkflowState.Cancelled, (await WorkflowAsync(story)).State);
    }

    [Fact]
    public async Task A_workflow_about_a_bid_shows_nothing_that_names_it_until_the_opening()
    {
        await Portal.PlayAsync($$"""
            [{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] },
             { "step": "workflow-type", "name": "bid-watch", "title": "A watch over bids", "activities": [
                { "id": "came", "activity": "Start", "settings": { "event": "BidSubmitted" }, "then": { "Done": "task" } },
                { "id": "task", "activity": "UserTask", "settings": { "title": "Keep the receipt of {{"{{subject}}"}}", "assignee": { "organisation": "{{"{{leadOrganisationId}}"}}" } }, "then": { "Done": "end" } } ],
               "variables": [{ "name": "leadOrganisationId", "kind": "Text" }] }]
            """);
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        await Portal.DrainAsync();
        await Portal.DrainAsync();
        // Its bidder has the task, and nobody else knows that there is one.
        Assert.Contains((await MineAsync(story.Chief("A"))), t => t.Title == "Keep the receipt of " + reference);
        Assert.Empty(await OfAsync(story.IdOf("B")));
        var admin = await Portal.SignInAsync(Admin);
        foreach (var url in new[] { "/admin/workflows", "/admin/workflows/instances", "/admin/workflows/types/bid-watch", "/tasks", "/inbox" })
        {
            var page = await admin.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(reference, page.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(reference, await EverythingAsync(), StringComparison.Ordinal);

        story.Close();
        await story.OpenAsync();
        await Portal.DrainAsync();
        var workflow = Assert.Single(await OfAsync(story.IdOf("B")));
        Assert.Equal("bid-watch", workflow.TypeName);
        admin = await Portal.SignInAsync(Admin);
        Assert.Contains(reference, (await admin.GetAsync("/admin/workflows/instances/" + workflow.Id)).Body, StringComparison.Ordinal);

        // What was given under seal and is done after it still moves the workflow on.
        var task = Assert.Single(await MineAsync(story.Chief("A")), t => t.WorkflowId == workflow.Id);
        await Portal.AsAsync(story.Chief("A"), async s =>
        {
            await s.GetRequiredService<IUserTasks>().CompleteAsync(task.Key, null, null, None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
        Assert.Equal(WorkflowState.Finished, Assert.Single(await OfAsync(story.IdOf("B"))).State);
        await SwitchOffAsync("bid-watch");
    }

    [Fact]
    public async Task Whatever_a_definition_says_nobody_but_its_bidders_is_told_of_a_sealed_bid()
    {
        await Portal.PlayAsync($$"""
            [{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] },
             { "step": "workflow-type", "name": "bid-gossip", "title": "Gossip", "activities": [
                { "id": "came", "activity": "Start", "settings": { "event": "BidSubmitted" }, "then": { "Done": "tell" } },
                { "id": "tell", "activity": "Notify", "settings": { "to": { "permission": "ManageWorkflows" }, "subject": "A bid", "body": "{{"{{subject}}"}} came" }, "then": { "Done": "end" } } ] },
             { "step": "workflow-type", "name": "bid-errand", "title": "Errand", "activities": [
                { "id": "came", "activity": "Start", "settings": { "event": "BidSubmitted" }, "then": { "Done": "task" } },
                { "id": "task", "activity": "UserTask", "settings": { "title": "Look at {{"{{subject}}"}}", "assignee": { "permission": "ManageWorkflows" } }, "then": { "Done": "end" } } ] }]
            """);
        using var story = await Story.BeginAsync(Portal);
        var reference = await story.BidAsync("B", "A");
        await Portal.DrainAsync();
        Assert.DoesNotContain(Portal.Mails(), m => m.To.Contains(Admin, StringComparison.Ordinal) && m.Raw.Contains(reference, StringComparison.Ordinal));
        var admin = await Portal.SignInAsync(Admin);
        foreach (var url in new[] { "/tasks", "/inbox" }) Assert.DoesNotContain(reference, (await admin.GetAsync(url)).Body, StringComparison.Ordinal);

        story.Close();
        await story.OpenAsync();
        await Portal.DrainAsync();
        // They stood still from the start, each with the reason.
        var stood = (await OfAsync(story.IdOf("B"))).Where(w => w.TypeName is "bid-gossip" or "bid-errand").ToArray();
        Assert.Equal(2, stood.Length);
        Assert.All(stood, w => Assert.Equal(WorkflowState.Faulted, w.State));
        await SwitchOffAsync("bid-gossip");
        await SwitchOffAsync("bid-errand");
    }

    /// <summary>What a test has published starts nothing in the tests after it.</summary>
    private Task SwitchOffAsync(string type) => Portal.AsAsync(Admin, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        await db.Database.ExecuteSqlAsync($"UPDATE workflows_types SET \"IsEnabled\" = false WHERE \"Name\" = {type}");
    });

    /// <summary>All rows of the tables of workflows, as one who has the database and no key reads them.</summary>
    private Task<string> EverythingAsync() => Portal.AsAsync(null, async s =>
    {
        var text = new StringBuilder();
        var db = s.GetRequiredService<PortalDbContext>();
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Where(t => t.StartsWith("workflows_", StringComparison.Ordinal)).Distinct())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var i = 0; i < reader.FieldCount; i++) text.Append(reader.GetValue(i)).Append('\n');
        }

        await db.Database.CloseConnectionAsync();
        return text.ToString();
    });

    private async Task<IReadOnlyList<UserTaskCard>> MineAsync(string email) => (await Portal.AsAsync(email, s => s.GetRequiredService<IUserTasks>().MineAsync(null, None))).Items;

    private async Task<IReadOnlyList<UserTaskCard>> OpenAsync(Story story) =>
        [.. (await Portal.AsAsync(null, s => s.GetRequiredService<IUserTasks>().OfSubjectAsync(OpportunitySubject.Type, story.Terms.Id, None))).Where(t => t.State == UserTaskState.Open)];

    private async Task<WorkflowCard> WorkflowAsync(Story story) => Assert.Single(await OfAsync(story.Terms.Id), w => w.TypeName == "bid-opening");

    private Task<IReadOnlyList<WorkflowCard>> OfAsync(Guid subject) => Portal.AsAsync(null, s => s.GetRequiredService<IWorkflows>().OfAsync(subject.ToString(), None));

    private IEnumerable<Mail> Reminders(Story story) => Portal.Mails().Where(m => m.To == story.Approver && m.Subject.StartsWith("Reminder: the bids", StringComparison.Ordinal));
}
