using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Tests.Pages;

public abstract class PagesTests(PortalFixture fixture)
{
    private readonly string _name = "t" + Guid.CreateVersion7().ToString("N")[^12..];
    private readonly Guid _subject = Guid.CreateVersion7();

    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task A_task_is_found_in_the_inbox_opened_by_its_page_and_decided_only_by_its_form()
    {
        var (email, user) = await AccountAsync("reader");
        await StartAsync(user);
        var browser = await Portal.SignInAsync(email);
        var inbox = await browser.GetAsync("/tasks");
        Assert.Contains($"Look at {_name}", inbox.Text, StringComparison.Ordinal);
        var link = inbox.Page.QuerySelectorAll("main .cl-result a").Single(a => a.TextContent.Contains(_name, StringComparison.Ordinal)).GetAttribute("href")!;

        var page = await browser.GetAsync(link);
        Assert.Equal($"Look at {_name}", page.Heading);
        Assert.Equal(UserTaskState.Open, (await TaskAsync()).State);

        var nothing = await browser.SendAsync(page);
        Assert.Contains("Choose your decision", nothing.Errors);
        var sent = await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Decision"] = "Agree", ["Input.Comment"] = "It reads well." });
        Assert.Equal("/tasks", sent.Location);
        await Portal.DrainAsync();

        var task = await TaskAsync();
        Assert.Equal((UserTaskState.Done, "Agree", "It reads well."), (task.State, task.Decision, task.Comment));
        Assert.DoesNotContain(_name, (await browser.GetAsync("/tasks")).Page.QuerySelector(".cl-results")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Contains("This is done", (await browser.GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.Equal(WorkflowState.Finished, (await WorkflowAsync()).State);
    }

    [Fact]
    public async Task Nobody_else_finds_the_task_nor_do_visitors()
    {
        var (_, user) = await AccountAsync("reader");
        var (other, _) = await AccountAsync("other");
        await StartAsync(user);
        var link = "/tasks/" + (await TaskAsync()).Id;
        Assert.Equal(HttpStatusCode.NotFound, (await (await Portal.SignInAsync(other)).GetAsync(link)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await Portal.Visitor().GetAsync(link)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await Portal.Visitor().GetAsync("/tasks")).Status);
    }

    [Fact]
    public async Task An_administrator_sees_the_type_and_the_workflow_drawn_and_in_words_and_stops_it_with_a_reason()
    {
        var (email, user) = await AccountAsync("admin", "Administrator");
        await StartAsync(user);
        var workflow = await WorkflowAsync();
        var browser = await Portal.SignInAsync(email);
        Assert.Contains(_name, (await browser.GetAsync("/admin/workflows")).Text, StringComparison.Ordinal);
        var type = await browser.GetAsync($"/admin/workflows/types/{_name}");
        Assert.Equal(4, type.Page.QuerySelectorAll("svg.cl-diagram g").Length);
        Assert.Contains("Agree", type.Text, StringComparison.Ordinal);

        var list = await browser.GetAsync($"/admin/workflows/instances?Type={_name}&State=alive");
        Assert.Equal(WorkflowAddresses.Workflow(workflow.Id), list.Page.QuerySelector("main table a")!.GetAttribute("href"));
        var page = await browser.GetAsync(WorkflowAddresses.Workflow(workflow.Id));
        Assert.Equal(_name, page.Heading);
        Assert.Single(page.Page.QuerySelectorAll("svg.cl-diagram g.now"));
        Assert.Single(page.Page.QuerySelectorAll("svg.cl-diagram g.done"));
        Assert.Contains("was given", page.Text, StringComparison.Ordinal);

        var refused = await browser.SendAsync(page, form: "main form[action*=Cancel]");
        Assert.NotEmpty(refused.Errors);
        Assert.Equal(WorkflowState.Waiting, (await WorkflowAsync()).State);
        await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Why"] = "It was a try." }, "main form[action*=Cancel]");
        Assert.Equal(WorkflowState.Cancelled, (await WorkflowAsync()).State);
        Assert.Equal(UserTaskState.Cancelled, (await TaskAsync()).State);
        var audit = await Portal.AsAsync(null, s => s.GetRequiredService<IAuditReader>().OfAsync("Workflow", workflow.Id, null, CancellationToken.None));
        Assert.Contains(audit.Items, e => e.Action == nameof(WorkflowCancelled) && e.Why == "It was a try.");
    }

    [Fact]
    public async Task Whoever_may_not_manage_workflows_sees_none_of_it()
    {
        var (email, user) = await AccountAsync("reader");
        await StartAsync(user);
        var browser = await Portal.SignInAsync(email);
        foreach (var url in new[] { "/admin/workflows", $"/admin/workflows/types/{_name}", "/admin/workflows/instances", WorkflowAddresses.Workflow((await WorkflowAsync()).Id) })
            Assert.Contains((await browser.GetAsync(url)).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task A_type_is_switched_off_and_on_by_its_page()
    {
        var (email, user) = await AccountAsync("admin", "Administrator");
        await StartAsync(user);
        var browser = await Portal.SignInAsync(email);
        var page = await browser.GetAsync($"/admin/workflows/types/{_name}");
        await browser.SendAsync(page, form: "section[aria-labelledby=switch-h] form");
        Assert.False(await OnAsync());
        var stale = await browser.SendAsync(page, form: "section[aria-labelledby=switch-h] form");
        Assert.NotEmpty(stale.Errors);
        await browser.SendAsync(await browser.GetAsync($"/admin/workflows/types/{_name}"), form: "section[aria-labelledby=switch-h] form");
        Assert.True(await OnAsync());
    }

    private Task<bool> OnAsync() => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<WorkflowType>().Where(t => t.Name == _name).Select(t => t.IsEnabled).SingleAsync());

    private Task<UserTask> TaskAsync() => Portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        return (await db.Set<UserTask>().AsNoTracking().Where(t => t.SubjectId == _subject).ToListAsync()).Single();
    });

    private Task<Workflow> WorkflowAsync() => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Workflow>().AsNoTracking().SingleAsync(w => w.CorrelationId == _subject.ToString()));

    private async Task<(string Email, Guid Id)> AccountAsync(string role, string? siteRole = null)
    {
        var email = $"{role}.{_name}@example.org";
        await Portal.PlayAsync($$"""[{ "step": "accounts", "accounts": [{ "email": "{{email}}", "name": "The {{role}}", "roles": [{{(siteRole is null ? "" : $"\"{siteRole}\"")}}] }] }]""");
        return (email, (await Portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().FindByEmailAsync(email, CancellationToken.None)))!.Id);
    }

    private async Task StartAsync(Guid who)
    {
        await Portal.PlayAsync($$"""
            [{ "step": "workflow-type", "name": "{{_name}}", "title": "{{_name}}", "about": "For a test", "variables": [{ "name": "who", "kind": "Text" }], "activities": [
              { "id": "start", "activity": "Start", "settings": { "event": "{{_name}}" }, "then": { "Done": "look" } },
              { "id": "look", "activity": "UserTask", "title": "Somebody looks", "settings": { "title": "Look at {{"{{subject}}"}}", "assignee": { "person": "{{"{{who}}"}}" }, "decisions": [ "Agree", "Disagree" ], "dueInWorkingDays": 10 },
                "then": { "Agree": "good", "Disagree": "end", "Expired": "late" } },
              { "id": "good", "activity": "Log", "settings": { "text": "Good" }, "then": { "Done": "end" } },
              { "id": "late", "activity": "Log", "settings": { "text": "Late" }, "then": { "Done": "end" } } ] }]
            """);
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of(_name, _subject, new { who }, _name), CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
    }
}

public sealed class PagesOnSqliteTests(OnSqlite fixture) : PagesTests(fixture), IClassFixture<OnSqlite>;

public sealed class PagesOnPostgreSqlTests(OnPostgreSql fixture) : PagesTests(fixture), IClassFixture<OnPostgreSql>;
