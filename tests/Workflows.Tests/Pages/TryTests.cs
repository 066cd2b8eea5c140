using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Workflows.Domain;
using Procurement.Workflows.TryTypes;

namespace Procurement.Workflows.Tests.Pages;

/// <summary>A draft is tried out by its page alone, without script: what it would do is seen, and nothing of it is left.</summary>
public abstract class TryTests(PortalFixture fixture)
{
    private readonly Cast _cast = new(fixture.Portal);

    private Portal Portal => fixture.Portal;

    private string Url => $"/admin/workflows/edit/{_cast.Name}/try";

    [Fact]
    public async Task A_draft_is_played_with_decisions_in_turn_and_nothing_of_it_is_left()
    {
        var admin = await DraftAsync();
        var page = await admin.GetAsync(Url);
        Assert.Equal(["who", "value"], page.Page.QuerySelectorAll("label[for^='Input_Values']").Select(l => l.TextContent.Trim()));
        await Portal.DrainAsync();
        var before = await CountsAsync();
        var mails = Portal.Mails().Count;

        var waits = await SendAsync(admin, page, new() { ["Input.Subject"] = "The north lot", ["Input.Values[0]"] = (await _cast.IdAsync("reader")).ToString(), ["Input.Values[1]"] = "500" });
        Assert.Contains("It waits at “Somebody looks”", waits.Text, StringComparison.Ordinal);
        Assert.Contains("what would The reader decide?", waits.Text, StringComparison.Ordinal);
        Assert.Equal(["Agree", "Disagree", "No answer until it is due"], Buttons(waits, 0));
        Assert.Contains("For you to do: Look at The north lot", waits.Text, StringComparison.Ordinal);
        Assert.Contains("To The reader (1 person)", waits.Text, StringComparison.Ordinal);
        Assert.Single(waits.Page.QuerySelectorAll("svg.cl-diagram g.now"));

        var done = await SendAsync(admin, waits, new() { ["Input.Move"] = Move(waits, "Disagree") });
        Assert.Contains("It comes to its end", done.Text, StringComparison.Ordinal);
        Assert.Contains("The north lot is big", done.Text, StringComparison.Ordinal);
        Assert.Contains("It was looked at by The reader.", done.Text, StringComparison.Ordinal);
        Assert.Empty(done.Page.QuerySelectorAll("#end fieldset button"));

        var back = await SendAsync(admin, done, new() { ["Input.Back"] = "true" });
        Assert.Contains("It waits at “Somebody looks”", back.Text, StringComparison.Ordinal);
        var expired = await SendAsync(admin, back, new() { ["Input.Move"] = Move(back, "No answer until it is due") });
        Assert.Contains("It comes to its end", expired.Text, StringComparison.Ordinal);
        Assert.Contains("Reminder: Look at The north lot", expired.Text, StringComparison.Ordinal);
        Assert.Contains("was not answered in time", expired.Text, StringComparison.Ordinal);

        // A value that the conditions need is not brought: the sentence of the fault says which.
        var fault = await SendAsync(admin, await SendAsync(admin, page, new() { ["Input.Values[1]"] = "" }), new() { ["Input.Move"] = Move(waits, "Disagree") });
        Assert.Contains("It stands still at “Is it big?”", fault.Text, StringComparison.Ordinal);
        Assert.Contains("“value” could not be evaluated", fault.Text, StringComparison.Ordinal);

        var wrong = await SendAsync(admin, page, new() { ["Input.Values[1]"] = "many" });
        Assert.Contains("value: this has to be a number", wrong.Errors);
        Assert.Equal("many", wrong.Page.QuerySelector("input[name='Input.Values[1]']")!.GetAttribute("value"));

        Assert.Equal(mails, Portal.Mails().Count);
        Assert.Equal(before, await CountsAsync());
        await Portal.DrainAsync();
        Assert.Equal(mails, Portal.Mails().Count);
        Assert.Equal(before, await CountsAsync());
        Assert.DoesNotContain("The north lot", (await (await _cast.SignInAsync("reader")).GetAsync("/tasks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_with_mistakes_says_what_comes_first_and_nobody_else_tries_anything()
    {
        var admin = await DraftAsync();
        await _cast.ReadAsync(async db =>
        {
            var draft = await db.Set<WorkflowDraft>().SingleAsync(d => d.Name == _cast.Name);
            db.Entry(draft).Property(d => d.Content).CurrentValue = draft.Content.Replace("\"Agree\":\"good\",", "", StringComparison.Ordinal);
            return await db.SaveChangesAsync();
        });
        var page = await admin.GetAsync(Url);
        Assert.Contains("It can be tried out when these are mended", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
        Assert.Contains((await (await _cast.SignInAsync("reader")).GetAsync(Url)).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/workflows/edit/no-such-type/try")).Status);
    }

    [Fact]
    public async Task A_loop_of_dates_is_broken_off_and_a_workflow_that_began_lends_its_values()
    {
        var admin = await DraftAsync();
        await _cast.RaiseAsync(new { who = await _cast.IdAsync("reader"), value = 321 }, title: "A real one");
        await _cast.ReadAsync(async db =>
        {
            var draft = await db.Set<WorkflowDraft>().SingleAsync(d => d.Name == _cast.Name);
            db.Entry(draft).Property(d => d.Content).CurrentValue = DefinitionText(draft.Content);
            return await db.SaveChangesAsync();

            static string DefinitionText(string json)
            {
                var root = System.Text.Json.Nodes.JsonNode.Parse(json)!;
                var steps = root["activities"]!.AsArray();
                steps.First(s => (string?)s!["id"] == "good")!["then"]!["Done"] = "pause";
                steps.Add(System.Text.Json.Nodes.JsonNode.Parse("""{ "id": "pause", "activity": "Delay", "title": "A pause", "settings": { "days": 1 }, "then": { "Done": "good" } }"""));
                return root.ToJsonString();
            }
        });
        var page = await admin.GetAsync(Url);
        var like = page.Page.QuerySelectorAll("select[name=Like] option").Single(o => o.TextContent.Contains("A real one", StringComparison.Ordinal)).GetAttribute("value")!;
        page = await admin.GetAsync(Url + "?Like=" + like);
        Assert.Equal("321", page.Page.QuerySelector("input[name='Input.Values[1]']")!.GetAttribute("value"));
        Assert.Equal(like, page.Page.QuerySelector("input[type=hidden][name=Like]")!.GetAttribute("value"));
        var waits = await SendAsync(admin, page, []);
        var ends = await SendAsync(admin, waits, new() { ["Input.Move"] = Move(waits, "Agree") });
        Assert.Contains("It was broken off after", ends.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _cast.ReadAsync(db => db.Set<Workflow>().CountAsync(w => w.CorrelationId == _cast.Subject.ToString())));
    }

    [Fact]
    public async Task What_other_systems_and_other_workflows_answer_is_chosen_and_decided()
    {
        await Portal.PlayAsync($$"""
            [{ "step": "workflow-type", "name": "{{_cast.Name}}-run", "title": "The other one", "about": "For a test", "variables": [{ "name": "who", "kind": "Text" }], "activities": [
              { "id": "start", "activity": "StartWhenRun", "then": { "Done": "ask" } },
              { "id": "ask", "activity": "UserTask", "title": "Somebody else looks", "settings": { "title": "Look deeper", "assignee": { "person": "{{"{{who}}"}}" }, "decisions": [ "Fine", "Bad" ] }, "then": { "Fine": "end", "Bad": "end" } } ] }]
            """);
        var admin = await DraftAsync($$"""
            , { "id": "call", "activity": "CallWebhook", "title": "Ask the partner", "settings": { "url": "https://hooks.example.org/ask", "key": "partner" }, "then": { "Done": "run", "Failed": "late" } },
              { "id": "run", "activity": "RunWorkflow", "title": "Run the other one", "settings": { "type": "{{_cast.Name}}-run", "variables": { "who": "{{"{{who}}"}}" } }, "then": { "Done": "end", "Cancelled": "late", "Failed": "late" } }
            """, goodLeadsTo: "call");
        var page = await admin.GetAsync(Url);
        var before = await CountsAsync();
        var called = await SendAsync(admin, await SendAsync(admin, page, new() { ["Input.Values[0]"] = (await _cast.IdAsync("reader")).ToString() }), new() { ["Input.Move"] = "d:0:0" });
        Assert.Contains("It waits at “Ask the partner”", called.Text, StringComparison.Ordinal);
        Assert.Equal(["The other system answers (status 200)", "The other system refuses (status 400)", "The other system does not answer"], Buttons(called, 0));
        var refused = await SendAsync(admin, called, new() { ["Input.Move"] = Move(called, "The other system does not answer") });
        Assert.Contains("It comes to its end", refused.Text, StringComparison.Ordinal);

        var runs = await SendAsync(admin, called, new() { ["Input.Move"] = Move(called, "The other system answers (status 200)") });
        Assert.Contains("It waits at “Run the other one”", runs.Text, StringComparison.Ordinal);
        Assert.Contains("“Look deeper”: what would The reader decide?", runs.Text, StringComparison.Ordinal);
        Assert.Single(runs.Page.QuerySelectorAll("#end fieldset"));
        var ends = await SendAsync(admin, runs, new() { ["Input.Move"] = Move(runs, "Fine") });
        Assert.Contains("It comes to its end", ends.Text, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task One_draft_is_tried_at_a_time_and_not_for_long()
    {
        var admin = await DraftAsync();
        var page = await admin.GetAsync(Url);
        var limit = Portal.Services.GetRequiredService<TryLimit>();
        Assert.True(limit.TryTake());
        try
        {
            var busy = await SendAsync(admin, page, new() { ["Input.Subject"] = "What I typed" });
            Assert.Contains("Somebody else is trying a draft out at this moment. Try again in a few seconds.", busy.Errors);
            Assert.Equal("What I typed", busy.Page.QuerySelector("#Input_Subject")!.GetAttribute("value"));
        }
        finally
        {
            limit.GiveBack();
        }

        var served = await SendAsync(admin, page, []);
        Assert.Contains("It waits at “Somebody looks”", served.Text, StringComparison.Ordinal);
        using var usual = new TryLimit(new ConfigurationBuilder().Build());
        Assert.Equal(TimeSpan.FromSeconds(2), usual.MostTime);
    }

    [Fact]
    public async Task What_takes_too_long_is_broken_off_leaves_nothing_and_gives_its_turn_back()
    {
        var admin = await DraftAsync();
        var page = await admin.GetAsync(Url);
        var before = await CountsAsync();
        var limit = Portal.Services.GetRequiredService<TryLimit>();
        var usual = limit.MostTime;
        limit.MostTime = TimeSpan.Zero;
        try
        {
            var broken = await SendAsync(admin, page, new() { ["Input.Subject"] = "What I typed" });
            Assert.Contains("It took too long and was broken off. Nothing of it is left. Try it with fewer steps.", broken.Errors);
            Assert.Equal("What I typed", broken.Page.QuerySelector("#Input_Subject")!.GetAttribute("value"));
        }
        finally
        {
            limit.MostTime = usual;
        }

        Assert.Equal(before, await CountsAsync());
        Assert.Contains("It waits at “Somebody looks”", (await SendAsync(admin, page, [])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_whose_journal_was_trimmed_lends_nothing()
    {
        var admin = await DraftAsync();
        await _cast.RaiseAsync(new { who = await _cast.IdAsync("reader"), value = 321 }, title: "An old one");
        var id = (await _cast.WorkflowAsync()).Id;
        await _cast.ReadAsync(async db =>
        {
            (await db.Set<Workflow>().SingleAsync(w => w.Id == id)).Trim("{}", Portal.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var page = await admin.GetAsync(Url + "?Like=" + id);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("An old one", page.Text, StringComparison.Ordinal);
    }

    private async Task<Browser> DraftAsync(string more = "", string? goodLeadsTo = null)
    {
        await _cast.AccountAsync("reader");
        await _cast.PublishAsync(more: more, goodLeadsTo: goodLeadsTo ?? "end");
        await _cast.AccountAsync("admin", "Administrator");
        var admin = await _cast.SignInAsync("admin");
        await admin.SendAsync(await admin.GetAsync($"/admin/workflows/types/{_cast.Name}"), form: "main form[action*=Edit]");
        return admin;
    }

    private Task<Answer> SendAsync(Browser admin, Answer page, Dictionary<string, string> fields) => admin.SendAsync(page, fields, $"main form[action='{Url}'][method=post]");

    private static List<string> Buttons(Answer page, int question) => [.. page.Page.QuerySelectorAll("#end fieldset")[question].QuerySelectorAll("button").Select(b => b.TextContent.Trim())];

    private static string Move(Answer page, string text) => page.Page.QuerySelectorAll("#end fieldset button").First(b => b.TextContent.Trim() == text).GetAttribute("value")!;

    /// <summary>How many rows every table holds.</summary>
    private Task<string> CountsAsync() => _cast.ReadAsync(async db =>
    {
        List<string> counts = [];
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal))
#pragma warning disable EF1002 // The names are the model's own.
            counts.Add($"{table}: {await db.Database.SqlQueryRaw<int>($"SELECT CAST(COUNT(*) AS int) AS \"Value\" FROM \"{table}\"").SingleAsync()}");
#pragma warning restore EF1002
        return string.Join("\n", counts);
    });
}

public sealed class TryOnSqliteTests(OnSqlite fixture) : TryTests(fixture), IClassFixture<OnSqlite>;

public sealed class TryOnPostgreSqlTests(OnPostgreSql fixture) : TryTests(fixture), IClassFixture<OnPostgreSql>;
