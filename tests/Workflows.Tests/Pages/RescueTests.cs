using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.WatchWorkflows;

namespace Procurement.Workflows.Tests.Pages;

/// <summary>What an administrator does with a workflow that stands still or waits in vain, and how workflows are found.</summary>
public abstract class RescueTests(PortalFixture fixture)
{
    private readonly Cast _cast = new(fixture.Portal);

    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task A_step_that_waits_is_passed_by_an_outcome_with_a_reason_and_what_it_waited_for_is_closed()
    {
        var reader = await _cast.AccountAsync("reader");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = reader, value = 500 });
        var admin = await AdminAsync();
        var workflow = await _cast.WorkflowAsync();
        var address = WorkflowAddresses.Workflow(workflow.Id);
        var page = await admin.GetAsync(address);
        var form = await admin.GetAsync(page.Page.QuerySelector("#skip-h")!.ParentElement!.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal("Pass “Somebody looks”", form.Heading);
        Assert.Contains("Choose how it goes on", (await admin.SendAsync(form, Why("It will not come."))).Errors);
        var why = await admin.SendAsync(form, new Dictionary<string, string> { ["Input.Outcome"] = "Disagree" });
        Assert.Contains("Say why, for the audit trail", why.Errors);
        Assert.True(why.Page.QuerySelector("input[value=Disagree]")!.HasAttribute("checked"));
        Assert.NotEmpty((await admin.SendAsync(form, new Dictionary<string, string> { ["Input.Outcome"] = "Nothing", ["Input.Why"] = "It will not come." })).Errors);
        Assert.Equal(WorkflowState.Waiting, (await _cast.WorkflowAsync()).State);

        // The output that the next steps name is not there: passing says so, and it stands there with a fault.
        var sent = new Dictionary<string, string> { ["Input.Outcome"] = "Disagree", ["Input.Why"] = "It will not come." };
        var tab = await admin.GetAsync(address + "/skip");
        Assert.Equal(address, (await admin.SendAsync(form, sent)).Location);
        // A double click does it once; another tab is too late.
        Assert.Empty((await admin.SendAsync(form, sent)).Errors);
        var second = await admin.SendAsync(tab, sent);
        Assert.NotEmpty(second.Errors);
        Assert.Contains("changed", second.Errors[0], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(UserTaskState.Cancelled, (await _cast.TaskAsync()).State);
        Assert.Equal(0, await _cast.ReadAsync(db => db.Set<WorkflowTimer>().CountAsync(t => t.WorkflowId == workflow.Id)));
        Assert.Equal(0, await _cast.ReadAsync(db => db.Set<WorkflowBookmark>().CountAsync(t => t.WorkflowId == workflow.Id)));
        await Portal.DrainAsync();
        var faulted = await _cast.WorkflowAsync();
        Assert.Equal((WorkflowState.Faulted, "tell"), (faulted.State, faulted.FaultStepId));

        // The step that failed is passed too.
        page = await admin.GetAsync(address);
        Assert.Contains("Somebody looks was passed: Disagree", page.Text, StringComparison.Ordinal);
        Assert.Contains("It will not come.", page.Text, StringComparison.Ordinal);
        Assert.Contains("By The admin", page.Text, StringComparison.Ordinal);
        form = await admin.GetAsync(page.Page.QuerySelector(".cl-panel--key .cl-actions a[href*=skip]")!.GetAttribute("href")!);
        Assert.Equal(address, (await admin.SendAsync(form, Why("Told by telephone."))).Location);
        Assert.Equal(WorkflowState.Finished, (await _cast.WorkflowAsync()).State);
        Assert.Contains("No step can be passed here now", (await admin.GetAsync(address + "/skip")).Text, StringComparison.Ordinal);
        var audit = await _cast.AuditAsync("Workflow", workflow.Id);
        Assert.Contains(audit, e => e.Action == nameof(WorkflowStepSkipped) && e.Why == "It will not come.");
        Assert.Contains(audit, e => e.Action == nameof(WorkflowStepSkipped) && e.Why == "Told by telephone.");
    }

    [Fact]
    public async Task A_step_that_failed_when_something_woke_it_goes_on_waiting_without_it()
    {
        var reader = await _cast.AccountAsync("reader");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = reader });
        var key = (await _cast.TaskAsync()).Key;
        await Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<IUserTasks>().CancelAsync(key, CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await Portal.DrainAsync();
        var workflow = await _cast.WorkflowAsync();
        Assert.Equal(WorkflowState.Faulted, workflow.State);
        var admin = await AdminAsync();
        var address = WorkflowAddresses.Workflow(workflow.Id);
        var page = await admin.GetAsync(address);
        var form = await admin.GetAsync(page.Page.QuerySelector(".cl-actions a[href$=resume]")!.GetAttribute("href")!);
        Assert.Contains("Say why, for the audit trail", (await admin.SendAsync(form)).Errors);

        // The first tab has it try again, and it fails again; the second is too late.
        await admin.SendAsync(page, form: "main form[action*=Retry]");
        await Portal.DrainAsync();
        Assert.NotEmpty((await admin.SendAsync(form, Why("Stale."))).Errors);
        Assert.Equal(WorkflowState.Faulted, (await _cast.WorkflowAsync()).State);

        Assert.Equal(address, (await admin.SendAsync(await admin.GetAsync(address + "/resume"), Why("The task is done elsewhere."))).Location);
        await Portal.DrainAsync();
        Assert.Equal(WorkflowState.Waiting, (await _cast.WorkflowAsync()).State);
        Assert.True(await _cast.ReadAsync(db => db.Set<WorkflowTimer>().AnyAsync(t => t.WorkflowId == workflow.Id && t.ActiveAt != null)));
        Assert.Contains("goes on waiting", (await admin.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Contains(await _cast.AuditAsync("Workflow", workflow.Id), e => e.Action == nameof(WorkflowResumed) && e.Why == "The task is done elsewhere.");
        Assert.Single(await _cast.AuditAsync("Workflow", workflow.Id), e => e.Action == nameof(WorkflowRetried) && e.WhoName == "The admin");
        Assert.Contains("There is nothing to go on waiting for", (await admin.GetAsync(address + "/resume")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_given_to_somebody_else_who_is_told_and_who_had_it_no_longer_sees_it()
    {
        var (_, reference) = await _cast.OrganisationAsync("Buyer", "anna:Write", "ben:Approve");
        await _cast.AccountAsync("reader");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = await _cast.IdAsync("reader") });
        var task = await _cast.TaskAsync();
        var admin = await AdminAsync();
        var address = WorkflowAddresses.Workflow((await _cast.WorkflowAsync()).Id);
        var form = await admin.GetAsync((await admin.GetAsync(address)).Page.QuerySelector("a[href$=reassign]")!.GetAttribute("href")!);

        Assert.Contains("Choose who is to do it", (await GiveAsync(admin, form, new() { ["Input.Why"] = "On leave." })).Errors);
        Assert.Contains("Enter the address of somebody who has an account here", (await GiveAsync(admin, form, new() { ["Input.To"] = "Person", ["Input.Email"] = "nobody@example.org", ["Input.Why"] = "On leave." })).Errors);
        Assert.Contains("Enter the reference of an organisation that has been let in, such as ORG-2026-0001", (await GiveAsync(admin, form, new() { ["Input.To"] = "Organisation", ["Input.Organisation"] = "ORG-1999-9999", ["Input.Why"] = "On leave." })).Errors);
        Assert.Contains((await GiveAsync(admin, form, new() { ["Input.To"] = "Organisation", ["Input.Organisation"] = reference, ["Input.Duty"] = "Evaluate", ["Input.Why"] = "On leave." })).Errors, e => e.Contains("has that duty", StringComparison.Ordinal));
        Assert.Contains("Choose a permission", (await GiveAsync(admin, form, new() { ["Input.To"] = "Permission", ["Input.Why"] = "On leave." })).Errors);
        Assert.Contains("The reader has this task already", (await GiveAsync(admin, form, new() { ["Input.To"] = "Person", ["Input.Email"] = _cast.Mail("reader"), ["Input.Why"] = "On leave." })).Errors);
        Assert.Contains("Say why, for the audit trail", (await GiveAsync(admin, form, new() { ["Input.To"] = "Person", ["Input.Email"] = _cast.Mail("anna") })).Errors);

        var reader = await _cast.SignInAsync("reader");
        var before = await reader.GetAsync($"/tasks/{task.Id}");
        var tab = await admin.GetAsync($"{address}/tasks/{task.Id}/reassign");
        Assert.Equal(address, (await GiveAsync(admin, form, new() { ["Input.To"] = "Organisation", ["Input.Organisation"] = reference.ToLowerInvariant(), ["Input.Duty"] = "Approve", ["Input.Why"] = "On leave." })).Location);
        Assert.NotEmpty((await GiveAsync(admin, tab, new() { ["Input.To"] = "Person", ["Input.Email"] = _cast.Mail("anna"), ["Input.Why"] = "The other tab." })).Errors);
        await Portal.DrainAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/tasks/{task.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.SendAsync(before, new Dictionary<string, string> { ["Input.Decision"] = "Agree" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _cast.SignInAsync("anna")).GetAsync($"/tasks/{task.Id}")).Status);
        Assert.Contains(_cast.Name, (await (await _cast.SignInAsync("ben")).GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains(_cast.MailsTo("ben"), m => m.Subject.Contains("Look at " + _cast.Name, StringComparison.Ordinal));
        Assert.Contains("instead of The reader", (await admin.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Contains(await _cast.AuditAsync("UserTask", task.Id), e => e.Action == nameof(UserTaskReassigned) && e.Why == "On leave.");
    }

    [Fact]
    public async Task Nobody_without_the_permission_does_any_of_it()
    {
        var reader = await _cast.AccountAsync("reader");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = reader });
        var address = WorkflowAddresses.Workflow((await _cast.WorkflowAsync()).Id);
        var task = (await _cast.TaskAsync()).Id;
        var browser = await _cast.SignInAsync("reader");
        foreach (var url in new[] { "/skip", "/resume", $"/tasks/{task}/reassign" })
        {
            Assert.Contains((await browser.GetAsync(address + url)).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
            Assert.NotEqual(HttpStatusCode.OK, (await Portal.Visitor().GetAsync(address + url)).Status);
        }
    }

    [Fact]
    public async Task The_list_is_filtered_by_type_state_subject_and_what_is_overdue_and_read_in_both_directions()
    {
        var reader = await _cast.AccountAsync("reader");
        await _cast.PublishAsync();
        var subjects = Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).ToArray();
        for (var i = 0; i < subjects.Length; i++) await _cast.RaiseAsync(new { who = reader }, subjects[i], $"{_cast.Name} Lot {i:00}", drain: i == subjects.Length - 1);
        await _cast.RaiseAsync(new { who = reader }, Guid.CreateVersion7(), $"{_cast.Name} Sealed", Guid.CreateVersion7());
        var admin = await AdminAsync();
        var list = $"/admin/workflows/instances?Type={_cast.Name}";

        var first = await admin.GetAsync(list + "&State=alive");
        Assert.Equal(25, Rows(first).Count);
        Assert.Empty(first.Page.QuerySelectorAll(".cl-pager [rel=prev]"));
        var second = await admin.GetAsync("/admin/workflows/instances" + Link(first, "next"));
        var third = await admin.GetAsync("/admin/workflows/instances" + Link(second, "next"));
        Assert.Equal(10, Rows(third).Count);
        Assert.Equal(60, Rows(first).Concat(Rows(second)).Concat(Rows(third)).Distinct().Count());
        Assert.Empty(third.Page.QuerySelectorAll(".cl-pager [rel=next]"));
        var back = await admin.GetAsync("/admin/workflows/instances" + Link(third, "prev"));
        Assert.Equal(Rows(second), Rows(back));
        Assert.Equal(Rows(first), Rows(await admin.GetAsync("/admin/workflows/instances" + Link(back, "prev"))));
        Assert.DoesNotContain("Sealed", first.Page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);

        Assert.Equal([$"{_cast.Name} Lot 07"], Titles(await admin.GetAsync($"/admin/workflows/instances?Subject={_cast.Name}%20LOT%20%2007")));
        var prefix = await admin.GetAsync($"/admin/workflows/instances?Subject={_cast.Name}+lot");
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{_cast.Name} Lot {i:00}"), Titles(prefix));
        var on = await admin.GetAsync("/admin/workflows/instances" + Link(prefix, "next"));
        Assert.Equal(Enumerable.Range(25, 25).Select(i => $"{_cast.Name} Lot {i:00}"), Titles(on));
        Assert.Equal(Titles(prefix), Titles(await admin.GetAsync("/admin/workflows/instances" + Link(on, "prev"))));
        Assert.Equal([$"{_cast.Name} Lot 33"], Titles(await admin.GetAsync($"/admin/workflows/instances?Subject={subjects[33]}")));
        var id = await _cast.ReadAsync(db => db.Set<Workflow>().Where(w => w.CorrelationId == subjects[5].ToString()).Select(w => w.Id).SingleAsync());
        Assert.Equal([$"{_cast.Name} Lot 05"], Titles(await admin.GetAsync($"/admin/workflows/instances?Subject={id}&State=Waiting")));
        var none = await admin.GetAsync($"/admin/workflows/instances?Subject={id}&State=Finished&Type={_cast.Name}");
        Assert.Contains("None fits what you asked for", none.Text, StringComparison.Ordinal);
        Assert.Equal(id.ToString(), none.Page.QuerySelector("input[name=Subject]")!.GetAttribute("value"));
        Assert.Contains("None fits", (await admin.GetAsync("/admin/workflows/instances?Type=no-such-type")).Text, StringComparison.Ordinal);
        Assert.Contains("None fits", (await admin.GetAsync($"{list}&Overdue=true")).Text, StringComparison.Ordinal);

        // Three are made late: the longest first. A held timer that is past is late too.
        await _cast.ReadAsync(async db =>
        {
            var ago = Portal.Clock.GetUtcNow();
            for (var i = 0; i < 3; i++)
            {
                var workflow = (await db.Set<Workflow>().SingleAsync(w => w.CorrelationId == subjects[i].ToString())).Id;
                if (i == 1) await db.Set<WorkflowTimer>().Where(t => t.WorkflowId == workflow).ExecuteUpdateAsync(s => s.SetProperty(t => t.DueAt, ago.AddDays(-2)).SetProperty(t => t.ActiveAt, (DateTimeOffset?)null));
                else (await db.Set<UserTask>().SingleAsync(t => t.WorkflowId == workflow)).MoveDue(ago.AddDays(-1 - i));
            }

            return await db.SaveChangesAsync();
        });
        var late = await admin.GetAsync($"{list}&Overdue=true");
        Assert.Equal([2, 1, 0], Titles(late).Select(t => int.Parse(t[^2..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("Overdue", late.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.True(late.Page.QuerySelector("input[name=Overdue]")!.HasAttribute("checked"));
        Assert.Equal([$"{_cast.Name} Lot 00"], Titles(await admin.GetAsync($"{list}&Overdue=true&Subject={_cast.Name}+lot+00")));
        Assert.Empty(Titles(await admin.GetAsync($"{list}&Overdue=true&State=Faulted")));
    }

    [Fact]
    public async Task Administrators_and_machines_see_how_many_stand_still_and_are_overdue()
    {
        var reader = await _cast.AccountAsync("reader");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = reader });
        var (faulted, overdue) = await CountAsync();
        await _cast.ReadAsync(async db =>
        {
            var id = (await _cast.WorkflowAsync()).Id;
            (await db.Set<UserTask>().SingleAsync(t => t.WorkflowId == id)).MoveDue(Portal.Clock.GetUtcNow().AddDays(-1));
            return await db.SaveChangesAsync();
        });
        Assert.Equal((faulted, overdue + 1), await CountAsync());
        await _cast.AccountAsync("admin", "Administrator");
        var admin = await _cast.SignInAsync("admin");
        Assert.Contains("Workflows with something overdue", (await admin.GetAsync("/admin")).Text, StringComparison.Ordinal);
        // Without a value to compare it stands still.
        await _cast.ReadAsync(async db =>
        {
            var task = await db.Set<UserTask>().SingleAsync(t => t.Title == "Look at " + _cast.Name);
            return await Portal.AsAsync(_cast.Mail("reader"), async s =>
            {
                await s.GetRequiredService<IUserTasks>().CompleteAsync(task.Key, "Disagree", null, CancellationToken.None);
                return await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
            });
        });
        await Portal.DrainAsync();
        Assert.Equal((faulted + 1, overdue), await CountAsync());
        var report = await Portal.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Degraded, report.Entries["workflows"].Status);
        Assert.Equal($"{faulted + 1} faulted, {overdue} overdue", report.Entries["workflows"].Description);

        Assert.Contains("Workflows that stand still with a fault", (await admin.GetAsync("/admin")).Text, StringComparison.Ordinal);
        var ready = await admin.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Contains("\"note\":\"" + (faulted + 1) + " faulted", ready.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_cast.Name, ready.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("faulted", (await Portal.Visitor().GetAsync("/health/ready")).Body, StringComparison.Ordinal);
    }

    private Task<(int Faulted, int Overdue)> CountAsync() => Portal.AsAsync(null, async s =>
        (await s.GetRequiredService<FaultedCount>().CountAsync(CancellationToken.None), await s.GetRequiredService<OverdueCount>().CountAsync(CancellationToken.None)));

    private async Task<Browser> AdminAsync()
    {
        await _cast.AccountAsync("admin", "Administrator");
        return await _cast.SignInAsync("admin");
    }

    private static Dictionary<string, string> Why(string why) => new() { ["Input.Why"] = why };

    private static Task<Answer> GiveAsync(Browser admin, Answer form, Dictionary<string, string> fields) => admin.SendAsync(form, fields);

    private static List<string> Rows(Answer page) => [.. page.Page.QuerySelectorAll("main tbody th a").Select(a => a.GetAttribute("href")!)];

    private static List<string> Titles(Answer page) => [.. page.Page.QuerySelectorAll("main tbody th a").Select(a => a.ChildNodes[0].TextContent.Trim())];

    private static string Link(Answer page, string rel) => page.Page.QuerySelector($".cl-pager [rel={rel}]")!.GetAttribute("href")!;
}

public sealed class RescueOnSqliteTests(OnSqlite fixture) : RescueTests(fixture), IClassFixture<OnSqlite>;

public sealed class RescueOnPostgreSqlTests(OnPostgreSql fixture) : RescueTests(fixture), IClassFixture<OnPostgreSql>;
