using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.EscalateRequests;
using Procurement.Involvement.ExpireRequests;
using Procurement.Involvement.RatifyComment;
using Procurement.Involvement.RegardComments;
using Procurement.Involvement.SendRequests;
using Procurement.Involvement.WriteComment;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;
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
        // It stays until the decision is public, for a view that comes late or changes.
        Assert.Equal(WorkflowState.Waiting, workflow.State);
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
        await Portal.AsAsync(null, s => s.GetRequiredService<SendRequestsHandler>().SendAsync(story.SubjectId, null, null, CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/requests/" + request.Id)).Status);

        var stranger = await Portal.SignInAsync(AStory.Officer(other.Councils[0]));
        foreach (var page in new[] { "", "/check", "/more-time", "/recuse", "/ratify", "/vary", "/redact" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/requests/{request.Id}{page}")).Status);
        var rival = await Portal.SignInAsync(other.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync("/lead/comments/" + story.SubjectId)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.GetAsync($"/lead/comments/{story.SubjectId}/{request.Id}")).Status);
        await Portal.AsAsync(AStory.Officer(other.Councils[0]), async s =>
            Assert.IsType<NotFound>((await s.GetRequiredService<CommentHandler>().SaveDraftAsync(request.Id, CommentOutcome.Support, "x", true, request.DraftMark, CancellationToken.None)).Refusal));
    }

    [Fact]
    public async Task An_authority_on_the_other_side_is_recused_at_once()
    {
        var story = await AStory.BeginAsync(Portal, 2);
        await story.ProposeAsync(startsWorkflow: false, new Dictionary<string, string> { [story.Councils[0]] = "The authority is a member of a bidder." });
        Assert.Equal(RequestState.Recused, (await story.RequestAsync(story.Councils[0])).State);
        Assert.Equal(new Clearance(false, 2, 1, 0), await story.ClearanceAsync());
        await Portal.AsAsync(null, s => s.GetRequiredService<SendRequestsHandler>().SendAsync(story.SubjectId, null, null, CancellationToken.None));
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
        await Portal.AsAsync(null, s => s.GetRequiredService<SendRequestsHandler>().SendAsync(story.SubjectId, null, null, CancellationToken.None));
        var request = await story.RequestAsync(story.Councils[0]);
        await Portal.AsAsync("clerk@" + story.Councils[0].ToLowerInvariant() + ".example.org", async s =>
        {
            var handler = s.GetRequiredService<CommentHandler>();
            Assert.True((await handler.SaveDraftAsync(request.Id, CommentOutcome.Support, "Good", true, request.DraftMark, CancellationToken.None)).IsDone);
            Assert.IsType<NotAllowed>((await handler.SubmitAsync(request.Id, CommentRequest.MarkOf(CommentOutcome.Support, true, "Good"), CancellationToken.None)).Refusal);
        });
        Assert.Empty((await story.RequestAsync(story.Councils[0])).Comments);
    }

    [Fact]
    public async Task Two_colleagues_do_not_overwrite_each_others_draft_and_nobody_sends_one_unseen()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await SentAsync(story);
        var request = await story.RequestAsync(story.Councils[0]);
        var url = "/requests/" + request.Id;
        var officer = await Portal.SignInAsync(AStory.Officer(story.Councils[0]));
        var mine = await officer.GetAsync(url);
        var theirs = await officer.GetAsync(url);
        static Dictionary<string, string> Draft(string text, string go) =>
            new() { ["Input.Outcome"] = "Support", ["Input.Text"] = text, ["Input.Standing"] = "final", ["Input.Go"] = go };

        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(mine, Draft("Canary-first", "check"), "form[aria-labelledby=form-h]")).Status);
        var check = await officer.GetAsync(url + "/check");
        var late = await officer.SendAsync(theirs, Draft("Canary-second", "save"), "form[aria-labelledby=form-h]");
        Assert.Single(late.Errors);
        Assert.Contains("Canary-first", late.Text, StringComparison.Ordinal);
        Assert.Contains("Canary-second", late.Body, StringComparison.Ordinal);
        Assert.Equal("Canary-first", (await story.RequestAsync(story.Councils[0])).DraftText);

        // Having seen it, the colleague may put the other draft in its place; whoever was about to send then reads it first.
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(late, Draft("Canary-second", "save"), "form[aria-labelledby=form-h]")).Status);
        var unseen = await officer.SendAsync(check);
        Assert.Single(unseen.Errors);
        Assert.Contains("Canary-second", unseen.Text, StringComparison.Ordinal);
        Assert.Empty((await story.RequestAsync(story.Councils[0])).Comments);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SendAsync(unseen)).Status);
        Assert.Equal("Canary-second", Assert.Single((await story.RequestAsync(story.Councils[0])).Comments).Text);
    }

    [Fact]
    public async Task An_answer_written_while_the_authority_changes_its_view_is_not_kept_for_the_new_one()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await SentAsync(story);
        var council = story.Councils[0];
        await SayAsync(story, council, CommentOutcome.Concern, "Canary-concern");
        var request = await story.RequestAsync(council);
        var lead = await Portal.SignInAsync(story.Manager);
        var answer = await lead.GetAsync($"/lead/comments/{story.SubjectId}/{request.Id}");
        await VaryAsync(council, request.Id, CommentOutcome.Objection, "Canary-objection");
        var late = await lead.SendAsync(answer, new Dictionary<string, string> { ["Input.Text"] = "Accepted" });
        Assert.Contains("changed its view", Assert.Single(late.Errors), StringComparison.Ordinal);
        Assert.Contains("Canary-objection", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await story.ClearanceAsync()).Unanswered);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SendAsync(late, new Dictionary<string, string> { ["Input.Text"] = "Not accepted" })).Status);
        Assert.Equal(0, (await story.ClearanceAsync()).Unanswered);
    }

    [Fact]
    public async Task A_name_in_an_earlier_comment_is_left_out_of_what_is_published_and_an_old_answer_is_not_shown_for_a_new_view()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await SentAsync(story);
        var council = story.Councils[0];
        await SayAsync(story, council, CommentOutcome.Concern, "Canary-name lives here");
        var request = await story.RequestAsync(council);
        await AnswerAsync(story, request, 1, "Canary-old-answer");
        await VaryAsync(council, request.Id, CommentOutcome.Objection, "Nobody is named here");

        var officer = await Portal.SignInAsync(AStory.Officer(council));
        Assert.Contains($"/requests/{request.Id}/redact?comment=1", (await officer.GetAsync("/requests/" + request.Id)).Body, StringComparison.Ordinal);
        var copy = await officer.GetAsync($"/requests/{request.Id}/redact?comment=1");
        Assert.Contains("Canary-name", copy.Body, StringComparison.Ordinal);
        var stale = await officer.GetAsync($"/requests/{request.Id}/redact?comment=1");
        await officer.SendAsync(copy, new Dictionary<string, string> { ["Input.Text"] = "[left out] lives here", ["Input.Reason"] = "It named somebody" });
        Assert.Single((await officer.SendAsync(stale, new Dictionary<string, string> { ["Input.Text"] = "Canary-name again", ["Input.Reason"] = "x" })).Errors);

        await Portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<IInvolvement>().PublishAsync(story.SubjectId, CancellationToken.None)).IsDone));
        var published = Assert.Single(await Portal.AsAsync(null, s => s.GetRequiredService<IComments>().PublishedAsync(story.SubjectId, CancellationToken.None)));
        Assert.Equal(("Nobody is named here", null, true), (published.Text, published.Answer, published.NeedsAnswer));
        var page = await Portal.Visitor().GetAsync("/comments");
        Assert.Contains("[left out] lives here", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary-name", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_sent_by_hand_are_reminded_of_and_an_authority_is_asked_when_its_first_officer_joins()
    {
        var story = await AStory.BeginAsync(Portal, 2, withPeople: 0);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        Assert.All(story.Councils, c => Assert.Equal(RequestState.Expected, story.RequestAsync(c).Result.State));
        await story.MoveToAsync(Portal.Clock.GetUtcNow().AddDays(20));
        await story.SetUpAsync(story.Councils[0]);
        await Portal.DrainAsync();
        var request = await story.RequestAsync(story.Councils[0]);
        Assert.Equal(RequestState.Sent, request.State);
        Assert.Equal(RequestState.Expected, (await story.RequestAsync(story.Councils[1])).State);
        Assert.Single(story.MailsTo(AStory.Officer(story.Councils[0]), "Please comment by"));

        // The workflow was waiting without a date: it knows the new one.
        var days = Portal.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<IWorkingDays>();
        await story.MoveToAsync(days.Before(request.DueAt!.Value, 5));
        Assert.Single(story.MailsTo(AStory.Officer(story.Councils[0]), "Reminder"));
    }

    [Fact]
    public async Task An_administrator_does_not_end_a_request_that_somebody_could_receive_by_now()
    {
        await AdministratorAsync();
        var story = await AStory.BeginAsync(Portal, 1, withPeople: 0);
        await SentAsync(story);
        var request = await story.RequestAsync(story.Councils[0]);
        await story.MoveToAsync(Portal.Clock.GetUtcNow().AddDays(60));
        await Portal.AsAsync(Admin, async s => Assert.Equal(1, await s.GetServices<IAdminCount>().OfType<RequestsWithNobody>().Single().CountAsync(CancellationToken.None)));
        await story.SetUpAsync(story.Councils[0]);
        await Portal.AsAsync(Admin, async s =>
            Assert.IsType<SomebodyCanReceiveIt>((await s.GetRequiredService<LapseHandler>().HandleAsync(request.Id, "Telephoned twice", CancellationToken.None)).Refusal));
        await Portal.DrainAsync();
        Assert.Equal(RequestState.Sent, (await story.RequestAsync(story.Councils[0])).State);
    }

    [Fact]
    public async Task Why_a_request_that_nobody_could_receive_ended_is_published()
    {
        await AdministratorAsync();
        var story = await AStory.BeginAsync(Portal, 1, withPeople: 0);
        await SentAsync(story);
        await story.MoveToAsync(Portal.Clock.GetUtcNow().AddDays(60));
        var request = await story.RequestAsync(story.Councils[0]);
        await Portal.AsAsync(Admin, async s => Assert.True((await s.GetRequiredService<LapseHandler>().HandleAsync(request.Id, "Canary: telephoned twice", CancellationToken.None)).IsDone));
        await Portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<IInvolvement>().PublishAsync(story.SubjectId, CancellationToken.None)).IsDone));
        var published = Assert.Single(await Portal.AsAsync(null, s => s.GetRequiredService<IComments>().PublishedAsync(story.SubjectId, CancellationToken.None)));
        Assert.Equal((true, "Canary: telephoned twice"), (published.ReachedNobody, published.EndedWhy));
    }

    [Fact]
    public async Task Who_was_asked_is_told_when_the_proposal_is_given_up_and_nothing_of_it_is_counted_any_more()
    {
        await AdministratorAsync();
        var story = await AStory.BeginAsync(Portal, 2, withPeople: 1);
        await SentAsync(story);
        var admin = await Portal.SignInAsync(Admin);
        Assert.Contains(story.Reference, (await admin.GetAsync("/admin/comment-requests")).Text, StringComparison.Ordinal);
        Task<int> CountAsync() => Portal.AsAsync(Admin, s => s.GetServices<IAdminCount>().OfType<RequestsWithNobody>().Single().CountAsync(CancellationToken.None));
        var before = await CountAsync();
        await Portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<IInvolvement>().CloseAsync(story.SubjectId, "Canary: the need has changed", CancellationToken.None)).IsDone));
        await Portal.DrainAsync();
        Assert.Contains("Canary: the need has changed", Assert.Single(story.MailsTo(AStory.Officer(story.Councils[0]), "given up")).Text, StringComparison.Ordinal);
        Assert.Equal(before - 1, await CountAsync());
        Assert.DoesNotContain(story.Reference, (await admin.GetAsync("/admin/comment-requests")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_last_two_authorities_finish_at_the_same_moment_the_subject_is_cleared()
    {
        var story = await AStory.BeginAsync(Portal, 2);
        await SentAsync(story);
        var (first, second) = (await story.RequestAsync(story.Councils[0]), await story.RequestAsync(story.Councils[1]));
        foreach (var (council, request) in story.Councils.Zip([first, second])) await DraftAsync(council, request);
        var mark = CommentRequest.MarkOf(CommentOutcome.Support, true, "Good");
        Task other = Task.CompletedTask;
        await Portal.AsAsync(AStory.Officer(story.Councils[0]), async s =>
        {
            var done = await s.GetRequiredService<PortalDbContext>().InTransactionAsync(async () =>
            {
                var sent = await s.GetRequiredService<CommentHandler>().SubmitAsync(first.Id, mark, CancellationToken.None);
                // The other is on its way before this one is committed.
                other = Task.Run(() => Portal.AsAsync(AStory.Officer(story.Councils[1]), async o =>
                    Assert.True((await o.GetRequiredService<CommentHandler>().SubmitAsync(second.Id, mark, CancellationToken.None)).IsDone)));
                await Task.WhenAny(other, Task.Delay(TimeSpan.FromSeconds(3)));
                return sent;
            });
            Assert.True(done.IsDone);
        });
        await other;
        Assert.True((await story.ClearanceAsync()).IsClear);
        Assert.NotNull((await story.SubjectAsync()).ClearedAt);
    }

    private const string Admin = "administrator@portal.example.org";

    private Task AdministratorAsync() => Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] }]""");

    private async Task SentAsync(AStory story)
    {
        await story.ProposeAsync(startsWorkflow: false);
        await Portal.AsAsync(null, s => s.GetRequiredService<SendRequestsHandler>().SendAsync(story.SubjectId, null, null, CancellationToken.None));
    }

    private Task DraftAsync(string council, CommentRequest request) => Portal.AsAsync(AStory.Officer(council), async s =>
        Assert.True((await s.GetRequiredService<CommentHandler>().SaveDraftAsync(request.Id, CommentOutcome.Support, "Good", true, request.DraftMark, CancellationToken.None)).IsDone));

    private Task VaryAsync(string council, Guid request, CommentOutcome outcome, string text) => Portal.AsAsync(AStory.Officer(council), async s =>
        Assert.True((await s.GetRequiredService<RatifyHandler>().VaryAsync(request, outcome, text, CancellationToken.None)).IsDone));

    private Task AnswerAsync(AStory story, CommentRequest request, int number, string text) => Portal.AsAsync(story.Manager, async s =>
        Assert.True((await s.GetRequiredService<RegardHandler>().HandleAsync(story.SubjectId, request.Id, number, text, CancellationToken.None)).IsDone));

    private Task SayAsync(AStory story, string council, CommentOutcome outcome, string text) => Portal.AsAsync(AStory.Officer(council), async services =>
    {
        var handler = services.GetRequiredService<CommentHandler>();
        var request = await story.RequestAsync(council);
        Assert.True((await handler.SaveDraftAsync(request.Id, outcome, text, true, request.DraftMark, CancellationToken.None)).IsDone);
        Assert.True((await handler.SubmitAsync(request.Id, CommentRequest.MarkOf(outcome, true, text), CancellationToken.None)).IsDone);
    });
}
