using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Opportunities.AmendOpportunity;
using Procurement.Opportunities.ApproveAmendment;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.EndOpportunity;
using Procurement.Opportunities.Search;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Tests.AmendOpportunity;

public sealed class AmendHandlerOnSqlite(OnSqlite fixture) : AmendHandlerTests(fixture), IClassFixture<OnSqlite>;

public sealed class AmendHandlerOnPostgreSql(OnPostgreSql fixture) : AmendHandlerTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class AmendHandlerTests(PortalFixture fixture)
{
    private const string Note = "A clearer title, and more time.";

    private static CancellationToken None => CancellationToken.None;

    private Portal Portal => fixture.Portal;

    private Task<T> ReadAsync<T>(Func<IServiceProvider, Task<T>> read) => Portal.AsAsync(null, read);

    private Task<Opportunity> FindAsync(Guid id) => ReadAsync(s => s.GetRequiredService<PortalDbContext>().Set<Opportunity>().AsNoTracking().Include(o => o.Lots).SingleAsync(o => o.Id == id));

    private Task<Amendment?> UnderWayAsync(Guid id) => ReadAsync(s => s.GetRequiredService<Amendments>().UnderWayAsync(id, None));

    private static Task<Result> WriteAsync(Stage stage, Guid id, int seen = AmendHandler.None, AmendmentKind? kind = AmendmentKind.Material, string? title = "Amended", int moreDays = 7, string? by = null) =>
        stage.AsAsync(by ?? stage.Manager, async s =>
        {
            var o = (await s.GetRequiredService<DraftDesk>().ReadOwnAsync(id, None))!;
            var after = Wording.From(title, o.Summary, o.Work, o.Needs, o.ClosesAt!.Value.AddDays(moreDays), o.StartsOn);
            return await s.GetRequiredService<AmendHandler>().WriteAsync(id, seen, kind, Note, after, None);
        });

    private async Task<Result> SendAsync(Stage stage, Guid id, string? by = null)
    {
        var seen = (await UnderWayAsync(id))!.RowVersion;
        return await stage.AsAsync(by ?? stage.Manager, s => s.GetRequiredService<AmendHandler>().SendAsync(id, seen, None));
    }

    private async Task<Result> PublishAsync(Stage stage, Guid id, string? by = null)
    {
        var seen = (await UnderWayAsync(id))?.RowVersion ?? AmendHandler.None;
        return await stage.AsAsync(by ?? stage.Approver, s => s.GetRequiredService<ApproveAmendmentHandler>().PublishAsync(id, seen, None));
    }

    private async Task<(Stage Stage, Guid Id)> WaitingAsync(string title, AmendmentKind kind = AmendmentKind.Material, string? amended = "Amended", int moreDays = 7)
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync($"{title} {stage.Name}");
        Assert.True((await WriteAsync(stage, id, kind: kind, title: amended, moreDays: moreDays)).IsDone);
        Assert.True((await SendAsync(stage, id)).IsDone);
        return (stage, id);
    }

    [Fact]
    public async Task One_person_writes_it_another_publishes_it_and_everything_follows()
    {
        var (stage, id) = await WaitingAsync("Everything", amended: "Unicornword for a test");
        var before = await FindAsync(id);
        Assert.Equal(1, before.Version);
        // Who decides has a message and a task, which says nothing of what changes.
        await Portal.DrainAsync();
        Assert.Contains($"/lead/opportunities/{id}/amend/approve", Assert.Single(Portal.Mails(), m => m.To == stage.Approver && m.Subject.Contains("an amendment of", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        var task = Assert.Single((await stage.AsAsync(stage.Approver, s => s.GetRequiredService<IUserTasks>().MineAsync(null, None))).Items, t => t.Url.EndsWith("/amend/approve", StringComparison.Ordinal));
        Assert.StartsWith("Publish or send back the amendment that manager (test) sent you on", task.Title, StringComparison.Ordinal);
        Assert.True(task.DueAt <= before.ClosesAt);

        Assert.True((await PublishAsync(stage, id)).IsDone);
        var after = await FindAsync(id);
        Assert.Equal((2, "Unicornword for a test", before.ClosesAt!.Value.AddDays(7)), (after.Version, after.Title, after.ClosesAt!.Value));
        var listing = await ReadAsync(s => s.GetRequiredService<PortalDbContext>().Set<Listing>().SingleAsync(l => l.OpportunityId == id));
        Assert.Equal((after.Title, after.ClosesAt.Value, after.ClosesAt.Value), (listing.Title, listing.ClosesAt, listing.EndsAt));
        Assert.All(await ReadAsync(s => s.GetRequiredService<PortalDbContext>().Set<Facet>().Where(f => f.Number == listing.Number).ToListAsync()), f => Assert.Equal(after.ClosesAt.Value, f.EndsAt));
        // The search finds the new words and no longer the old ones.
        Assert.Contains(await SearchAsync("unicornword"), l => l.OpportunityId == id);
        Assert.DoesNotContain(await SearchAsync("everything " + stage.Name), l => l.OpportunityId == id);
        var terms = await ReadAsync(s => s.GetRequiredService<IOpportunities>().FindAsync(id, None));
        Assert.Equal((2, after.ClosesAt.Value, true), (terms!.Version, terms.ClosesAt, terms.TakesBidsAt(before.ClosesAt.Value)));
        var card = Assert.Single(await ReadAsync(s => s.GetRequiredService<IAmendments>().OfAsync(id, None)));
        Assert.Equal((2, true, Note, before.ClosesAt.Value), (card.Version, card.IsMaterial, card.Note, card.PreviousClosesAt));

        await Portal.DrainAsync();
        Assert.Equal(UserTaskState.Done, (await ReadAsync(s => s.GetRequiredService<IUserTasks>().FindAsync(task.Key, None)))!.State);
        Assert.Contains(Portal.Mails(), m => m.To == stage.Manager && m.Subject.StartsWith("Amended: ", StringComparison.Ordinal));
        Assert.Null(await UnderWayAsync(id));
    }

    private async Task<IReadOnlyList<Listing>> SearchAsync(string words) =>
        (await ReadAsync(s => s.GetRequiredService<OpportunitySearch>().FindAsync(SearchRequest.Of(SearchStage.Open, words), None))).Items;

    [Fact]
    public async Task It_closes_at_the_new_instant_and_not_at_the_old_one()
    {
        var (stage, id) = await WaitingAsync("Extended");
        Assert.True((await PublishAsync(stage, id)).IsDone);
        var start = Portal.Clock.Offset;
        try
        {
            Portal.Clock.Move(TimeSpan.FromDays(31));
            await Portal.DrainAsync();
            Assert.Equal(OpportunityStage.Open, (await FindAsync(id)).Stage);
            Assert.Equal(0, await ClosedAsync(id));
            Portal.Clock.Move(TimeSpan.FromDays(7));
            await Portal.DrainAsync();
            Assert.Equal(OpportunityStage.Closed, (await FindAsync(id)).Stage);
            Assert.Equal(1, await ClosedAsync(id));
        }
        finally
        {
            Portal.Clock.Move(start - Portal.Clock.Offset);
        }
    }

    private async Task<int> ClosedAsync(Guid id) => (await ReadAsync(s => s.GetRequiredService<PortalDbContext>().Set<OutboxMessage>().AsNoTracking()
        .Where(m => m.Type.Contains(nameof(OpportunityClosed))).Select(m => m.Payload).ToListAsync())).Count(p => p.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public async Task There_is_one_amendment_at_a_time()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("One " + stage.Name);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => WriteAsync(stage, id, title: "Number " + i))));
        Assert.Single(both, r => r.IsDone);
        Assert.All(both.Where(r => !r.IsDone), r => Assert.True(r.Refusal is ChangedBySomebodyElse or AmendmentUnderWay, r.Refusal!.ToString()));
        Assert.Equal(1, await ReadAsync(s => s.GetRequiredService<PortalDbContext>().Set<Amendment>().CountAsync(a => a.OpportunityId == id)));

        // After its publication there may be another.
        Assert.True((await SendAsync(stage, id)).IsDone);
        Assert.IsType<AmendmentNotADraft>((await WriteAsync(stage, id, (await UnderWayAsync(id))!.RowVersion)).Refusal);
        Assert.True((await PublishAsync(stage, id)).IsDone);
        Assert.True((await WriteAsync(stage, id, title: "Once more")).IsDone);
    }

    [Fact]
    public async Task Two_who_publish_at_once_publish_once()
    {
        var (stage, id) = await WaitingAsync("Race");
        var seen = (await UnderWayAsync(id))!.RowVersion;
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => stage.AsAsync(stage.Approver, s => s.GetRequiredService<ApproveAmendmentHandler>().PublishAsync(id, seen, None)))));
        Assert.Single(both, r => r.IsDone);
        Assert.Equal(2, (await FindAsync(id)).Version);
    }

    [Fact]
    public async Task Who_wrote_it_does_not_publish_it_and_who_lacks_the_duty_does_nothing()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var other = await Stage.SetAsync(Portal, "CPA17");
        var chief = $"chief@{stage.Name}.example.org";
        await Portal.PlayAsync($$"""[{"step":"organisation","id":"LP","kind":"LeadProvider","name":"Lead number {{stage.Name[4..]}} (demo)","type":"JVC","people":[{"email":"{{chief}}","displayName":"Chief (test)","duties":["Manage","Write","Approve"]}]}]""", stage.Ids);
        var id = await stage.PlayAsync("Duties " + stage.Name);
        Assert.IsType<NotAllowed>((await WriteAsync(stage, id, by: stage.Approver)).Refusal);
        Assert.True((await WriteAsync(stage, id, by: chief)).IsDone);
        Assert.True((await SendAsync(stage, id, chief)).IsDone);
        Assert.IsType<AmendmentNeedsSecondPerson>((await PublishAsync(stage, id, chief)).Refusal);
        Assert.IsType<NotAllowed>((await PublishAsync(stage, id, stage.Manager)).Refusal);
        Assert.IsType<NotFound>((await PublishAsync(stage, id, other.Approver)).Refusal);
        Assert.IsType<NotFound>((await stage.AsAsync(other.Manager, s => s.GetRequiredService<AmendHandler>().TakeBackAsync(id, "Mine", None))).Refusal);
        Assert.True((await PublishAsync(stage, id)).IsDone);
    }

    [Fact]
    public async Task Everything_is_judged_again_when_it_is_published()
    {
        // Thirty days to closing; a week from it a material amendment that keeps the day is too late.
        var (stage, id) = await WaitingAsync("Again", moreDays: 0);
        var start = Portal.Clock.Offset;
        try
        {
            Portal.Clock.Move(TimeSpan.FromDays(27));
            Assert.IsType<ClosesTooSoonAfterAmendment>((await PublishAsync(stage, id)).Refusal);
            Portal.Clock.Move(TimeSpan.FromDays(4));
            Assert.IsType<TooLateToAmend>((await PublishAsync(stage, id)).Refusal);
            Assert.Equal((1, "Again " + stage.Name), ((await FindAsync(id)).Version, (await FindAsync(id)).Title));

            // When it has closed nobody is asked any more, and what was written is kept.
            await Portal.DrainAsync();
            await Portal.DrainAsync();
            Assert.Null(await UnderWayAsync(id));
            var lapsed = await ReadAsync(s => s.GetRequiredService<PortalDbContext>().Set<Amendment>().AsNoTracking().SingleAsync(a => a.OpportunityId == id));
            Assert.Equal((AmendmentState.Lapsed, "Amended"), (lapsed.State, lapsed.After.Title));
            Assert.Equal(UserTaskState.Cancelled, (await ReadAsync(s => s.GetRequiredService<IUserTasks>().FindAsync(lapsed.ApprovalTask, None)))!.State);
        }
        finally
        {
            Portal.Clock.Move(start - Portal.Clock.Offset);
        }
    }

    [Fact]
    public async Task A_withdrawn_opportunity_asks_nobody_to_decide_on_its_amendment()
    {
        var (stage, id) = await WaitingAsync("Withdrawn");
        var task = (await UnderWayAsync(id))!.ApprovalTask;
        Assert.True((await stage.AsAsync(stage.Approver, s => s.GetRequiredService<EndHandler>().WithdrawAsync(id, "The money was cut.", None))).IsDone);
        await Portal.DrainAsync();
        Assert.Equal(UserTaskState.Cancelled, (await ReadAsync(s => s.GetRequiredService<IUserTasks>().FindAsync(task, None)))!.State);
        Assert.Null(await UnderWayAsync(id));
    }

    [Fact]
    public async Task Sent_back_or_taken_back_it_keeps_what_was_typed_and_the_task_is_gone()
    {
        var (stage, id) = await WaitingAsync("Back");
        var waiting = (await UnderWayAsync(id))!;
        Assert.IsType<EndReasonMissing>((await stage.AsAsync(stage.Approver, s => s.GetRequiredService<ApproveAmendmentHandler>().SendBackAsync(id, waiting.RowVersion, " ", None))).Refusal);
        Assert.True((await stage.AsAsync(stage.Approver, s => s.GetRequiredService<ApproveAmendmentHandler>().SendBackAsync(id, waiting.RowVersion, "Say more of the women.", None))).IsDone);
        await Portal.DrainAsync();
        Assert.Contains("Say more of the women.", Assert.Single(Portal.Mails(), m => m.To == stage.Manager && m.Subject.Contains("an amendment of", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        var back = (await UnderWayAsync(id))!;
        Assert.Equal((AmendmentState.Draft, Note, "Amended"), (back.State, back.Note, back.After.Title));

        Portal.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.True((await SendAsync(stage, id)).IsDone);
        Assert.True((await stage.AsAsync(stage.Manager, s => s.GetRequiredService<AmendHandler>().TakeBackAsync(id, "A mistake", None))).IsDone);
        var states = (await ReadAsync(s => s.GetRequiredService<IUserTasks>().OfSubjectAsync("Opportunity", id, None))).Where(t => t.Key.StartsWith("amend:", StringComparison.Ordinal)).Select(t => t.State);
        Assert.Equal([UserTaskState.Done, UserTaskState.Cancelled], states);
        Assert.Equal(1, (await FindAsync(id)).Version);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_workflow_starts_from_an_amendment_and_asks_whether_it_is_material(bool isMaterial)
    {
        var type = $"amended-{(isMaterial ? "material" : "correction")}";
        await Portal.PlayAsync($$"""
            [{ "step": "workflow-type", "name": "{{type}}", "title": "After an amendment", "activities": [
                { "id": "amended", "activity": "Start", "settings": { "event": "OpportunityAmended" }, "then": { "Done": "which" } },
                { "id": "which", "activity": "IfElse", "settings": { "conditions": { "match": "All", "rows": [{ "variable": "isMaterial", "is": "IsTrue" }] } }, "then": { "Yes": "look", "No": "end" } },
                { "id": "look", "activity": "UserTask", "settings": { "title": "Look at version {{"{{version}}"}}: {{"{{note}}"}}", "assignee": { "permission": "ManageWorkflows" } }, "then": { "Done": "end" } } ],
               "variables": [{ "name": "isMaterial", "kind": "Boolean" }, { "name": "version", "kind": "Number" }, { "name": "note", "kind": "Text" }] }]
            """);
        var (stage, id) = await WaitingAsync("Workflow", isMaterial ? AmendmentKind.Material : AmendmentKind.Correction);
        Assert.True((await PublishAsync(stage, id)).IsDone);
        await Portal.DrainAsync();
        var workflow = Assert.Single(await ReadAsync(s => s.GetRequiredService<IWorkflows>().OfAsync(id.ToString(), None)), w => w.TypeName == type);
        Assert.Equal(isMaterial ? WorkflowState.Waiting : WorkflowState.Finished, workflow.State);
        var tasks = await ReadAsync(s => s.GetRequiredService<IUserTasks>().OfSubjectAsync("Workflow", id, None));
        Assert.Equal(isMaterial ? [$"Look at version 2: {Note}"] : [], tasks.Where(t => t.WorkflowId == workflow.Id).Select(t => t.Title));
        Assert.Contains(Portal.Services.GetServices<WorkflowEventRegistration>(), r => r.Name == "OpportunityAmended" && r.Brings.Contains(new Output("isMaterial", ValueKind.Boolean)));
    }

    [Fact]
    public async Task On_the_pages_it_is_written_checked_sent_published_and_read_by_anyone()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Pages " + stage.Name, more: """ "work":["First line.","Second line."] """);
        var opportunity = await FindAsync(id);
        var home = $"/lead/opportunities/{id}";
        var manager = await Portal.SignInAsync(stage.Manager);
        var overview = await manager.GetAsync(home);
        Assert.Contains(overview.Page.QuerySelectorAll("a"), a => a.GetAttribute("href") == home + "/amend");

        var form = await manager.GetAsync(home + "/amend");
        var nothing = await manager.SendAsync(form, new Dictionary<string, string> { ["Input.Kind"] = "Material", ["Input.Note"] = Note });
        Assert.Contains(nothing.Errors, e => e.Contains("Nothing is changed yet", StringComparison.Ordinal));
        var noKind = await manager.SendAsync(form, new Dictionary<string, string> { ["Input.Note"] = Note, ["Input.Title"] = "Pages anew" });
        Assert.Contains(noKind.Errors, e => e.Contains("what kind", StringComparison.Ordinal));
        Assert.Contains("Pages anew", noKind.Body, StringComparison.Ordinal);
        var closes = London.DateOf(opportunity.ClosesAt!.Value).AddDays(9);
        Dictionary<string, string> typed = new()
        {
            ["Input.Kind"] = "Material",
            ["Input.Note"] = Note,
            ["Input.Title"] = "Pages anew " + stage.Name,
            ["Input.ClosesOn.Day"] = $"{closes.Day}",
            ["Input.ClosesOn.Month"] = $"{closes.Month}",
            ["Input.ClosesOn.Year"] = $"{closes.Year}",
        };
        Assert.Equal(home + "/amend/check", (await manager.SendAsync(form, typed)).Location);
        // Who had the form open meanwhile is told, and overwrites nothing unseen.
        var late = await manager.SendAsync(form, new Dictionary<string, string>(typed) { ["Input.Title"] = "Pages otherwise" });
        Assert.Contains(late.Errors, e => e.Contains("has changed this amendment", StringComparison.Ordinal));
        Assert.Contains("Pages anew " + stage.Name, late.Text, StringComparison.Ordinal);

        var approver = await Portal.SignInAsync(stage.Approver);
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.GetAsync(home + "/amend")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.GetAsync(home + "/amend/approve")).Status);
        var check = await manager.GetAsync(home + "/amend/check");
        Assert.Contains(Note, check.Text, StringComparison.Ordinal);
        Assert.NotNull((await manager.SendAsync(check, form: "form[action*=Send]")).Location);

        Assert.Contains((await approver.GetAsync(home)).Page.QuerySelectorAll("a"), a => a.GetAttribute("href") == home + "/amend/approve");
        var decision = await approver.GetAsync(home + "/amend/approve");
        Assert.Contains("Pages " + stage.Name, decision.Text, StringComparison.Ordinal);
        var url = "/opportunities/" + opportunity.Reference;
        Assert.DoesNotContain(Note, (await Portal.Visitor().GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.NotNull((await approver.SendAsync(decision, form: "form[action*=Publish]")).Location);

        var page = await Portal.Visitor().GetAsync(url);
        Assert.Equal("Pages anew " + stage.Name, page.Heading);
        Assert.Contains("Amended", page.Page.QuerySelector(".cl-head__row")!.TextContent, StringComparison.Ordinal);
        var changes = page.Page.QuerySelector("#changes")!.TextContent;
        foreach (var said in new[] { Note, "Material amendment", London.Long(opportunity.ClosesAt.Value), London.Long((await FindAsync(id)).ClosesAt!.Value) }) Assert.Contains(said, changes, StringComparison.Ordinal);
        Assert.Contains("First line.\n\nSecond line.", (await FindAsync(id)).Work, StringComparison.Ordinal);
    }
}
