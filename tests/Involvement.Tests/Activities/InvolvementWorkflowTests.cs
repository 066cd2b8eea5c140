using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.RatifyComment;
using Procurement.Involvement.RegardComments;
using Procurement.Involvement.WriteComment;
using Procurement.Places.Contracts;
using Procurement.Testing;
using Procurement.Workflows.Contracts;

namespace Procurement.Involvement.Tests.Activities;

public sealed class InvolvementWorkflowsOnSqlite(OnSqlite fixture) : InvolvementWorkflowTests(fixture), IClassFixture<OnSqlite>;

public sealed class InvolvementWorkflowsOnPostgreSql(OnPostgreSql fixture) : InvolvementWorkflowTests(fixture), IClassFixture<OnPostgreSql>;

/// <summary>What the workflow types of this room do beyond asking: a view that changes, an answer that does not come, a commissioner who is asked.</summary>
public abstract class InvolvementWorkflowTests(PortalFixture fixture)
{
    private const string Admin = "administrator@involvementworkflows.example.org";

    private static CancellationToken None => CancellationToken.None;

    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task A_view_that_changes_after_all_was_clear_is_a_task_again_and_the_workflow_ends_with_the_publication()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        await SayAsync(story, CommentOutcome.Support, "Good");
        Assert.Single(story.MailsTo(story.Approver, "You can decide"));
        Assert.Equal(WorkflowState.Waiting, (await WorkflowAsync(story, "local-authority-involvement")).State);

        var request = await story.RequestAsync(story.Councils[0]);
        await VaryAsync(story, request.Id);
        await Portal.DrainAsync();
        var task = await Portal.AsAsync(null, s => s.GetRequiredService<IUserTasks>().FindAsync(Requests.RegardTaskOf(request.Id, 2), None));
        Assert.Equal(UserTaskState.Open, task!.State);
        Assert.Equal(["CommentMade", "CommentVaried", "CommentNeedsAnswer"], (await EventsAsync(story)).Where(e => e is "CommentMade" or "CommentVaried" or "CommentNeedsAnswer" or "CommentCameLate"));

        await AnswerAsync(story, request.Id, 2);
        Assert.True((await story.ClearanceAsync()).IsClear);
        Assert.Equal(2, story.MailsTo(story.Approver, "You can decide").Count());
        await Portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<IInvolvement>().PublishAsync(story.SubjectId, None)).IsDone));
        await Portal.DrainAsync();
        Assert.Equal(WorkflowState.Finished, (await WorkflowAsync(story, "local-authority-involvement")).State);
    }

    [Fact]
    public async Task A_late_concern_is_said_to_be_late_and_has_to_be_answered_too()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        var request = await story.RequestAsync(story.Councils[0]);
        await story.MoveToAsync(request.DueAt!.Value.AddMinutes(2));
        Assert.True((await story.ClearanceAsync()).IsClear);
        await SayAsync(story, CommentOutcome.Concern, "We meant to say");
        Assert.Contains("CommentCameLate", await EventsAsync(story));
        Assert.DoesNotContain("CommentMade", await EventsAsync(story));
        Assert.Equal(UserTaskState.Open, (await Portal.AsAsync(null, s => s.GetRequiredService<IUserTasks>().FindAsync(Requests.RegardTaskOf(request.Id, 1), None)))!.State);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_told_to_those_who_decide_and_then_to_the_administrators()
    {
        await Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] }]""");
        var story = await AStory.BeginAsync(Portal, 1);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        await SayAsync(story, CommentOutcome.Objection, "Not like this");
        var days = await Portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<IWorkingDays>()));
        var first = days.EndOfPeriod(Portal.Clock.GetUtcNow(), 5);
        await story.MoveToAsync(first);
        Assert.Empty(story.MailsTo(story.Approver, "waits for your organisation"));
        await story.MoveToAsync(first.AddMinutes(2));
        Assert.Contains(story.Reference, Assert.Single(story.MailsTo(story.Approver, "waits for your organisation")).Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(story.MailsTo(Admin, "help is needed"), m => m.Subject.Contains(story.Reference, StringComparison.Ordinal));
        await story.MoveToAsync(days.EndOfPeriod(Portal.Clock.GetUtcNow(), 3).AddMinutes(2));
        Assert.Single(story.MailsTo(Admin, "help is needed"), m => m.Subject.Contains(story.Reference, StringComparison.Ordinal));
        Assert.Single(story.MailsTo(story.Approver, "waits for your organisation"));
        Assert.Equal(WorkflowState.Finished, (await WorkflowAsync(story, "how-regarded-overdue")).State);
    }

    [Fact]
    public async Task An_answer_in_time_is_told_to_nobody_above()
    {
        var story = await AStory.BeginAsync(Portal, 1);
        await story.ProposeAsync(startsWorkflow: true);
        await Portal.DrainAsync();
        await SayAsync(story, CommentOutcome.Objection, "Not like this");
        await AnswerAsync(story, (await story.RequestAsync(story.Councils[0])).Id, 1);
        Assert.Equal(WorkflowState.Finished, (await WorkflowAsync(story, "how-regarded-overdue")).State);
        await story.MoveToAsync(Portal.Clock.GetUtcNow().AddDays(30));
        Assert.Empty(story.MailsTo(story.Approver, "waits for your organisation"));
    }

    [Fact]
    public async Task A_commissioner_who_is_set_up_is_asked_and_reminded_and_the_lead_provider_reads_the_answer()
    {
        var story = await AStory.BeginAsync(Portal, 2);
        await story.ProposeAsync(startsWorkflow: false);
        // Each council of London but the City is in the area of one commissioner; none is set up yet.
        await AskAsync(story);
        Assert.Equal(WorkflowState.Finished, (await WorkflowAsync(story, "ask-for-a-test")).State);

        var officers = new Dictionary<string, string>();
        foreach (var code in new[] { "E23000001", "E23000034" })
        {
            officers[code] = $"office@{code.ToLowerInvariant()}.example.org";
            await story.PlayAsync(new { step = "organisation", kind = "Authority", gss = code, people = new[] { new { email = officers[code], displayName = "Policy officer", duties = new[] { "Manage", "Write" } } } });
        }

        await AskAsync(story);
        var asked = officers.Values.Where(o => story.MailsTo(o, "Please say what you think").Any(m => m.Text.Contains(story.Reference, StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(asked);
        var days = await Portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<IWorkingDays>()));
        var due = days.EndOfPeriod(Portal.Clock.GetUtcNow(), 10);
        await story.MoveToAsync(days.Before(due, 4));
        foreach (var officer in asked)
        {
            Assert.Single(story.MailsTo(officer, "Reminder: please say"), m => m.Text.Contains(story.Reference, StringComparison.Ordinal));
            var browser = await Portal.SignInAsync(officer);
            var task = (await Portal.AsAsync(officer, s => s.GetRequiredService<IUserTasks>().MineAsync(null, None))).Items.Single(t => t.SubjectReference == story.Reference);
            Assert.NotNull((await browser.SendAsync(await browser.GetAsync(task.Url), new Dictionary<string, string> { ["Input.Decision"] = "Concern", ["Input.Comment"] = "Canary-police: who shares what?" })).Location);
        }

        await Portal.DrainAsync();
        await Portal.DrainAsync();
        var told = story.MailsTo(story.Manager, $"on {story.Reference}: Concern").ToList();
        Assert.Equal(asked.Count, told.Count);
        Assert.All(told, m => Assert.Contains("Canary-police", m.Text, StringComparison.Ordinal));
        Assert.All(await Portal.AsAsync(null, s => s.GetRequiredService<IWorkflows>().OfAsync(story.SubjectId.ToString(), None)), w => Assert.Equal(WorkflowState.Finished, w.State));
    }

    private async Task AskAsync(AStory story)
    {
        await Portal.PlayAsync("""
            [{ "step": "workflow-type", "name": "ask-for-a-test", "title": "Ask", "activities": [
                { "id": "start", "activity": "Start", "settings": { "event": "AskedByTest" }, "then": { "Done": "ask" } },
                { "id": "ask", "activity": "AskCommissioners", "settings": { "workingDays": 10, "remind": [4] }, "then": { "Done": "end", "Expired": "end", "Nobody": "end" } } ] }]
            """);
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of("AskedByTest", story.SubjectId), None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
    }

    private async Task SayAsync(AStory story, CommentOutcome outcome, string text)
    {
        var (council, request) = (story.Councils[0], await story.RequestAsync(story.Councils[0]));
        await Portal.AsAsync(AStory.Officer(council), async s =>
            Assert.True((await s.GetRequiredService<CommentHandler>().SaveDraftAsync(request.Id, outcome, text, true, request.DraftMark, None)).IsDone));
        await Portal.AsAsync(AStory.Officer(council), async s =>
            Assert.True((await s.GetRequiredService<CommentHandler>().SubmitAsync(request.Id, CommentRequest.MarkOf(outcome, true, text), None)).IsDone));
        await Portal.DrainAsync();
    }

    private Task VaryAsync(AStory story, Guid request) => Portal.AsAsync(AStory.Officer(story.Councils[0]), async s =>
        Assert.True((await s.GetRequiredService<RatifyHandler>().VaryAsync(request, CommentOutcome.SupportWithConditions, "If the hub stays", None)).IsDone));

    private async Task AnswerAsync(AStory story, Guid request, int number)
    {
        await Portal.AsAsync(story.Manager, async s =>
            Assert.True((await s.GetRequiredService<RegardHandler>().HandleAsync(story.SubjectId, request, number, "Accepted", None)).IsDone));
        await Portal.DrainAsync();
    }

    private async Task<WorkflowCard> WorkflowAsync(AStory story, string type) =>
        Assert.Single(await Portal.AsAsync(null, s => s.GetRequiredService<IWorkflows>().OfAsync(story.SubjectId.ToString(), None)), w => w.TypeName == type);

    private Task<string[]> EventsAsync(AStory story) => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Database.SqlQuery<string>(
        $"""SELECT e."Name" AS "Value" FROM workflows_events e WHERE e."CorrelationId" = {story.SubjectId.ToString()} ORDER BY e."Number" """).ToArrayAsync());
}
