using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.ApproveAward;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Testing;

namespace Procurement.Awards.Tests.ProposeAward;

public sealed class TheWorkflowIsChangedOnSqlite(OnSqlite fixture) : TheWorkflowIsChanged(fixture), IClassFixture<OnSqlite>;

public sealed class TheWorkflowIsChangedOnPostgreSql(OnPostgreSql fixture) : TheWorkflowIsChanged(fixture), IClassFixture<OnPostgreSql>;

/// <summary>Nothing but the recipe of the workflow is changed, and the journey goes another way.</summary>
public abstract class TheWorkflowIsChanged(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task A_reminder_more_in_the_recipe_is_a_reminder_more_in_the_post()
    {
        await PlayAsync(_ => { });
        var before = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await PlayAsync(type =>
        {
            Step(type, "wait")["settings"]!["remind"] = new JsonArray(10, 5, 2);
            Step(type, "remind")["settings"]!["withinWorkingDays"] = 10;
        });
        // Who runs already keeps the version that it started with.
        Assert.Equal([5, 2], await RemindedAsync(before));

        var after = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        Assert.Equal([10, 5, 2], await RemindedAsync(after));
    }

    [Fact]
    public async Task Two_steps_that_change_places_are_taken_in_the_other_order_and_no_guard_falls()
    {
        // In the first order those who decide hear of it when all is answered; in the other an administrator's log is written first.
        await PlayAsync(type =>
        {
            var steps = type["activities"]!.AsArray();
            steps.Add(Json("""{ "id": "note", "activity": "Log", "title": "Noted", "settings": { "text": "All have said what they had to say." }, "then": { "Done": "clear" } }"""));
            Step(type, "answers")["then"]!["Done"] = "note";
        });
        var first = await WalkAsync();
        Assert.Equal(["proposed", "requests", "wait", "answers", "note", "clear"], first);

        await PlayAsync(type =>
        {
            var steps = type["activities"]!.AsArray();
            steps.Add(Json("""{ "id": "note", "activity": "Log", "title": "Noted", "settings": { "text": "All have said what they had to say." }, "then": { "Done": "answers" } }"""));
            Step(type, "wait")["then"]!["Done"] = "note";
        });
        var second = await WalkAsync();
        Assert.Equal(["proposed", "requests", "wait", "note", "answers", "clear"], second);
    }

    [Fact]
    public async Task A_workflow_that_clears_before_the_answers_are_there_stops_and_the_award_is_refused_all_the_same()
    {
        await PlayAsync(type =>
        {
            Step(type, "wait")["then"]!["Done"] = "clear";
            Step(type, "clear")["then"]!["Done"] = "answers";
            Step(type, "answers")["then"]!["Done"] = "decision";
        });
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.SayAsync(AnAward.Stockton, "Support", "Good.");
        await story.SayAsync(AnAward.Darlington, "Objection", "It is not said how our town is served.");
        await Portal.DrainAsync();
        Assert.IsType<AuthoritiesAreNotHeard>((await Portal.AsAsync(story.Approver, s => s.GetRequiredService<ApproveAwardHandler>().HandleAsync(story.Reference, CancellationToken.None))).Refusal);
    }

    /// <summary>Both councils answer, one with a concern that is answered: the steps that the workflow took, in their order.</summary>
    private async Task<string[]> WalkAsync()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.SayAsync(AnAward.Stockton, "Support", "Good.");
        await story.SayAsync(AnAward.Darlington, "Concern", "It is not said how our town is served.");
        await Portal.DrainAsync();
        Assert.IsType<AuthoritiesAreNotHeard>((await Portal.AsAsync(story.Approver, s => s.GetRequiredService<ApproveAwardHandler>().HandleAsync(story.Reference, CancellationToken.None))).Refusal);
        var manager = await Portal.SignInAsync(story.Manager);
        await manager.SendAsync(await manager.GetAsync($"/lead/comments/{story.AwardId}/{await story.RequestOfAsync(AnAward.Darlington)}"),
            new Dictionary<string, string> { ["Input.Text"] = "An open hour in Darlington every week." });
        await Portal.DrainAsync();
        Assert.Equal(AwardState.Cleared, (await story.LoadAsync()).State);
        return await StepsAsync(story);
    }

    /// <summary>How many working days before its time ended a council that says nothing was reminded.</summary>
    private async Task<List<int>> RemindedAsync(AnAward story)
    {
        List<int> reminded = [];
        var seen = Portal.Mails().Count;
        // A reminder goes out in the morning: looked for at noon, it is told of its own day.
        Portal.Clock.MoveTo(London.At(London.DateOf(Portal.Clock.GetUtcNow()), new TimeOnly(12, 0)));
        for (var day = 0; day < 30; day++)
        {
            Portal.Clock.Move(TimeSpan.FromDays(1));
            await Portal.DrainAsync();
            var mails = Portal.Mails();
            foreach (var mail in mails.Skip(seen).Where(m => m.To == AnAward.Officer(AnAward.Stockton) && m.Subject.StartsWith("Reminder", StringComparison.Ordinal)))
            {
                Assert.Contains(story.Reference, mail.Text, StringComparison.Ordinal);
                reminded.Add(await WorkingDaysLeftAsync(story));
            }

            seen = mails.Count;
        }

        return reminded;
    }

    private Task<int> WorkingDaysLeftAsync(AnAward story) => Portal.AsAsync(null, async services =>
    {
        var requests = await services.GetRequiredService<IComments>().OfSubjectAsync(story.AwardId, CancellationToken.None);
        var due = requests.First(r => r.AuthorityCode == AnAward.Stockton).DueAt!.Value;
        return services.GetRequiredService<IWorkingDays>().Between(London.DateOf(Portal.Clock.GetUtcNow()), London.DateOf(due));
    });

    private Task<string[]> StepsAsync(AnAward story) => Portal.AsAsync(null, services => services.GetRequiredService<PortalDbContext>().Database.SqlQuery<string>(
        $"""
        SELECT r."StepId" AS "Value" FROM workflows_records r JOIN workflows_workflows w ON w."Id" = r."WorkflowId" JOIN workflows_types t ON t."Id" = w."TypeId"
        WHERE t."Name" = 'local-authority-involvement' AND w."CorrelationId" = {story.AwardId.ToString()} AND r."Kind" = 'Took' AND r."StepId" <> 'remind' ORDER BY r."Number"
        """).ToArrayAsync());

    /// <summary>Plays the step of the recipe that makes the type, after a change to it.</summary>
    private Task PlayAsync(Action<JsonNode> change)
    {
        using var recipe = typeof(Procurement.Involvement.Startup).Assembly.GetManifestResourceStream("Recipes/new-site.json")!;
        var type = JsonNode.Parse(recipe)!["steps"]!.AsArray().Single(s => (string?)s!["name"] == "local-authority-involvement")!;
        change(type);
        return Portal.PlayAsync("[" + type.ToJsonString() + "]");
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static JsonNode Step(JsonNode type, string id) => type["activities"]!.AsArray().Single(a => (string?)a!["id"] == id)!;
}
