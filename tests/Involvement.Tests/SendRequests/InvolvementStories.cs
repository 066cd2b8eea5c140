using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.ExpireRequests;
using Procurement.Involvement.SendRequests;
using Procurement.Involvement.WriteComment;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Tests.SendRequests;

public sealed class InvolvementOnSqlite(OnSqlite fixture) : InvolvementStories(fixture), IClassFixture<OnSqlite>;

public sealed class InvolvementOnPostgreSql(OnPostgreSql fixture) : InvolvementStories(fixture), IClassFixture<OnPostgreSql>;

public abstract class InvolvementStories(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task The_workflow_asks_every_authority_reminds_it_at_5_and_2_and_lets_it_expire()
    {
        var story = await AStory.BeginAsync(Portal, 2);
        await story.ProposeAsync(startsWorkflow: true);
        Assert.Equal(new Clearance(false, 2, 0, 0), await story.ClearanceAsync());
        await Portal.DrainAsync();

        var (silent, speaks) = (story.Councils[0], story.Councils[1]);
        var request = await story.RequestAsync(silent);
        Assert.Equal(RequestState.Sent, request.State);
        Assert.Single(story.MailsTo(AStory.Officer(silent), "Please comment by"));
        var days = Portal.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<IWorkingDays>();
        Assert.Equal(days.EndOfPeriod(request.SentAt!.Value, 15), request.DueAt);
        var task = await Portal.AsAsync(AStory.Officer(silent), s => s.GetRequiredService<IUserTasks>().FindAsync(Requests.TaskOf(request.Id), CancellationToken.None));
        Assert.Equal((UserTaskState.Open, request.DueAt), (task!.State, task.DueAt));

        var other = await story.RequestAsync(speaks);
        await SayAsync(story, speaks, CommentOutcome.Support, "A good choice");
        Assert.Equal(UserTaskState.Done, (await Portal.AsAsync(AStory.Officer(speaks), s => s.GetRequiredService<IUserTasks>().FindAsync(Requests.TaskOf(other.Id), CancellationToken.None)))!.State);

        await story.MoveToAsync(days.Before(request.DueAt!.Value, 5));
        Assert.Single(story.MailsTo(AStory.Officer(silent), "Reminder"));
        await story.MoveToAsync(days.Before(request.DueAt.Value, 2));
        Assert.Equal(2, story.MailsTo(AStory.Officer(silent), "Reminder").Count());
        Assert.Empty(story.MailsTo(AStory.Officer(speaks), "Reminder"));

        await story.MoveToAsync(request.DueAt.Value.AddMinutes(2));
        Assert.Equal(RequestState.Expired, (await story.RequestAsync(silent)).State);
        Assert.True((await story.ClearanceAsync()).IsClear);
        Assert.Single(story.MailsTo(story.Approver, "You can decide"));
        var workflow = Assert.Single(await Portal.AsAsync(null, s => s.GetRequiredService<IWorkflows>().OfAsync(story.SubjectId.ToString(), CancellationToken.None)));
        Assert.Equal(WorkflowState.Finished, workflow.State);
    }

    [Fact]
    public async Task Without_any_workflow_requests_are_sent_by_hand_and_expire_all_the_same()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await story.ProposeAsync(startsWorkflow: false);
        await Portal.DrainAsync();
        Assert.Equal(RequestState.Expected, (await story.RequestAsync(story.Councils[0])).State);
        var lead = await Portal.SignInAsync(story.Manager);
        var sent = await lead.SendAsync(await lead.GetAsync("/lead/comments/" + story.SubjectId), form: "form[action*='handler=Send']");
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        var request = await story.RequestAsync(story.Councils[0]);
        Assert.Equal(RequestState.Sent, request.State);

        Portal.Clock.MoveTo(request.DueAt!.Value.AddMinutes(1));
        // No job has run: the guard reads the time itself.
        Assert.Equal(RequestState.Sent, (await story.RequestAsync(story.Councils[0])).State);
        Assert.True((await story.ClearanceAsync()).IsClear);
        Assert.Equal(1, await Portal.AsAsync(null, s => s.GetRequiredService<ExpireRequestsJob>().RunAsync(CancellationToken.None)));
        Assert.Equal(RequestState.Expired, (await story.RequestAsync(story.Councils[0])).State);
        Assert.NotNull((await story.SubjectAsync()).ClearedAt);
    }

    [Fact]
    public async Task A_request_with_nobody_to_receive_it_blocks_is_escalated_and_never_expires()
    {
        var story = await AStory.BeginAsync(Portal, 2, withPeople: 1);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        var nobody = story.Councils[1];
        var request = await story.RequestAsync(nobody);
        Assert.NotNull(request.HasNobodySince);
        Assert.Equal(RequestState.Expected, request.State);
        Assert.NotEmpty(story.MailsTo(story.Manager, "Nobody to receive"));
        await story.MoveToAsync(Portal.Clock.GetUtcNow().AddDays(60));
        Assert.Equal(RequestState.Expected, (await story.RequestAsync(nobody)).State);
        Assert.Equal(new Clearance(false, 2, 1, 0), await story.ClearanceAsync());

        await story.SetUpAsync(nobody);
        await Portal.AsAsync(story.Manager, async s => Assert.Equal(1, (await s.GetRequiredService<SendRequestsHandler>().ByHandAsync(story.SubjectId, CancellationToken.None)).Value.Reached));
        Assert.Equal(RequestState.Sent, (await story.RequestAsync(nobody)).State);
    }

    [Fact]
    public async Task An_authority_comments_on_pages_and_the_lead_provider_answers_in_the_open()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        var council = story.Councils[0];
        var request = await story.RequestAsync(council);

        var officer = await Portal.SignInAsync(AStory.Officer(council));
        Assert.Contains(story.Reference, (await officer.GetAsync("/requests")).Text, StringComparison.Ordinal);
        var page = await officer.GetAsync("/requests/" + request.Id);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var empty = await officer.SendAsync(page, new Dictionary<string, string> { ["Input.Go"] = "check", ["Input.Text"] = "" }, "form[aria-labelledby=form-h]");
        Assert.Equal(3, empty.Errors.Count);
        var checkedAt = await officer.SendAsync(page, new Dictionary<string, string>
        {
            ["Input.Outcome"] = "Objection",
            ["Input.Text"] = "Canary-objection: who answers for the data?",
            ["Input.Standing"] = "delegated",
            ["Input.Go"] = "check",
        }, "form[aria-labelledby=form-h]");
        Assert.Equal($"/requests/{request.Id}/check", checkedAt.Location);
        await officer.SendAsync(await officer.GetAsync(checkedAt.Location!));
        request = await story.RequestAsync(council);
        Assert.Equal(RequestState.SubjectToRatification, request.State);
        await Portal.DrainAsync();
        Assert.Equal(new Clearance(false, 1, 1, 1), await story.ClearanceAsync());

        var lead = await Portal.SignInAsync(story.Manager);
        Assert.Contains("Canary-objection", (await lead.GetAsync("/lead/comments/" + story.SubjectId)).Text, StringComparison.Ordinal);
        var answer = await lead.GetAsync($"/lead/comments/{story.SubjectId}/{request.Id}");
        Assert.Single((await lead.SendAsync(answer, new Dictionary<string, string> { ["Input.Text"] = " " })).Errors);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SendAsync(answer, new Dictionary<string, string> { ["Input.Text"] = "Accepted: the hub answers" })).Status);
        await Portal.DrainAsync();
        Assert.True((await story.ClearanceAsync()).IsClear);

        // A committee changes the view: it is open again.
        var vary = await officer.GetAsync($"/requests/{request.Id}/vary");
        await officer.SendAsync(vary, new Dictionary<string, string> { ["Input.Outcome"] = "Concern", ["Input.Text"] = "Canary-variation for the hub" });
        Assert.Equal(new Clearance(false, 1, 1, 1), await story.ClearanceAsync());
        Assert.Null((await story.SubjectAsync()).ClearedAt);

        // Nothing is public before the subject is, and then only the redacted copy.
        await officer.SendAsync(await officer.GetAsync($"/requests/{request.Id}/redact"), new Dictionary<string, string> { ["Input.Text"] = "[left out] for the hub", ["Input.Reason"] = "It named somebody" });
        Assert.DoesNotContain("for the hub", (await Portal.Visitor().GetAsync("/comments")).Body, StringComparison.Ordinal);
        await Portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<IInvolvement>().PublishAsync(story.SubjectId, CancellationToken.None)).IsDone));
        var published = await Portal.Visitor().GetAsync("/comments");
        Assert.Contains("[left out] for the hub", published.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary-variation", published.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_finds_a_request_or_a_subject()
    {
        var (story, other) = (await AStory.BeginAsync(Portal, 1), await AStory.BeginAsync(Portal, 1));
        await story.ProposeAsync(startsWorkflow: false);
        var request = await story.RequestAsync(story.Councils[0]);
        var officer = await Portal.SignInAsync(AStory.Officer(story.Councils[0]));
        // Not sent yet: its own authority does not see it either.
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/requests/" + request.Id)).Status);
        await Portal.AsAsync(null, s => s.GetRequiredService<SendRequestsHandler>().SendAsync(story.SubjectId, null, CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/requests/" + request.Id)).Status);

        var stranger = await Portal.SignInAsync(AStory.Officer(other.Councils[0]));
        foreach (var page in new[] { "", "/check", "/more-time", "/recuse", "/ratify", "/vary", "/redact" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/requests/{request.Id}{page}")).Status);
        var rival = await Portal.SignInAsync(other.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync("/lead/comments/" + story.SubjectId)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync($"/lead/comments/{story.SubjectId}/{request.Id}")).Status);
        await Portal.AsAsync(AStory.Officer(other.Councils[0]), async s =>
            Assert.IsType<NotFound>((await s.GetRequiredService<CommentHandler>().SaveDraftAsync(request.Id, CommentOutcome.Support, "x", true, CancellationToken.None)).Refusal));
    }

    [Fact]
    public async Task An_authority_on_the_other_side_is_recused_at_once()
    {
        var story = await AStory.BeginAsync(Portal, 2);
        await story.ProposeAsync(startsWorkflow: false, new Dictionary<string, string> { [story.Councils[0]] = "The authority is a member of a bidder." });
        Assert.Equal(RequestState.Recused, (await story.RequestAsync(story.Councils[0])).State);
        Assert.Equal(new Clearance(false, 2, 1, 0), await story.ClearanceAsync());
        await Portal.AsAsync(null, s => s.GetRequiredService<SendRequestsHandler>().SendAsync(story.SubjectId, null, CancellationToken.None));
        Assert.Equal(RequestState.Recused, (await story.RequestAsync(story.Councils[0])).State);
        var organisation = (await story.RequestAsync(story.Councils[0])).AuthorityOrganisationId!.Value;
        Assert.False(await Portal.AsAsync(null, s => s.GetRequiredService<IComments>().WasAskedAsync(story.SubjectId, organisation, CancellationToken.None)));
    }

    [Fact]
    public async Task More_time_moves_the_date_the_task_and_the_expiry()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        var before = await story.RequestAsync(story.Councils[0]);
        await Portal.AsAsync(AStory.Officer(story.Councils[0]), async s =>
            Assert.True((await s.GetRequiredService<CommentHandler>().ExtendAsync(before.Id, 5, "The committee meets then", CancellationToken.None)).IsDone));
        var after = await story.RequestAsync(story.Councils[0]);
        Assert.True(after.DueAt > before.DueAt);
        var task = await Portal.AsAsync(AStory.Officer(story.Councils[0]), s => s.GetRequiredService<IUserTasks>().FindAsync(Requests.TaskOf(before.Id), CancellationToken.None));
        Assert.Equal(after.DueAt, task!.DueAt);
        await story.MoveToAsync(before.DueAt!.Value.AddHours(2));
        Assert.False((await story.ClearanceAsync()).IsClear);
        await story.MoveToAsync(after.DueAt!.Value.AddMinutes(2));
        Assert.True((await story.ClearanceAsync()).IsClear);
    }

    [Fact]
    public async Task A_person_who_may_only_write_does_not_send()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await story.PlayAsync(new
        {
            step = "organisation",
            kind = "Authority",
            gss = story.Councils[0],
            people = new[] { new { email = AStory.Officer(story.Councils[0]), displayName = "Officer", duties = new[] { "Manage", "Write", "Approve" } },
                new { email = "clerk@" + story.Councils[0].ToLowerInvariant() + ".example.org", displayName = "Clerk", duties = new[] { "Write" } } },
        });
        await story.ProposeAsync(startsWorkflow: false);
        await Portal.AsAsync(null, s => s.GetRequiredService<SendRequestsHandler>().SendAsync(story.SubjectId, null, CancellationToken.None));
        var request = await story.RequestAsync(story.Councils[0]);
        await Portal.AsAsync("clerk@" + story.Councils[0].ToLowerInvariant() + ".example.org", async s =>
        {
            var handler = s.GetRequiredService<CommentHandler>();
            Assert.True((await handler.SaveDraftAsync(request.Id, CommentOutcome.Support, "Good", true, CancellationToken.None)).IsDone);
            Assert.IsType<NotAllowed>((await handler.SubmitAsync(request.Id, CancellationToken.None)).Refusal);
        });
        Assert.Empty((await story.RequestAsync(story.Councils[0])).Comments);
    }

    private Task SayAsync(AStory story, string council, CommentOutcome outcome, string text) => Portal.AsAsync(AStory.Officer(council), async services =>
    {
        var handler = services.GetRequiredService<CommentHandler>();
        var request = await story.RequestAsync(council);
        Assert.True((await handler.SaveDraftAsync(request.Id, outcome, text, true, CancellationToken.None)).IsDone);
        Assert.True((await handler.SubmitAsync(request.Id, CancellationToken.None)).IsDone);
    });
}
