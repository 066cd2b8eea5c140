using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Tests.Pages;

/// <summary>What people do with their tasks, and with those of others.</summary>
public abstract class InboxTests(PortalFixture fixture)
{
    private readonly Cast _cast = new(fixture.Portal);

    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task A_person_hands_a_task_to_a_colleague_with_a_reason_who_does_it_for_that_person()
    {
        await _cast.OrganisationAsync("Buyer", "anna:Write", "ben:Write");
        await _cast.OrganisationAsync("Elsewhere", "otto:Write");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = await _cast.IdAsync("anna") });
        var task = await _cast.TaskAsync();
        var anna = await _cast.SignInAsync("anna");
        var ben = await _cast.SignInAsync("ben");
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/tasks/{task.Id}/delegate")).Status);

        var form = await anna.GetAsync($"/tasks/{task.Id}/delegate");
        Assert.Equal(["", (await _cast.IdAsync("ben")).ToString()], form.Page.QuerySelectorAll("select option").Select(o => o.GetAttribute("value")!));
        Assert.Contains("Choose a colleague", (await SendAsync(anna, form, "", "I am busy.")).Errors);
        Assert.Contains("Choose somebody other than yourself", (await SendAsync(anna, form, (await _cast.IdAsync("anna")).ToString(), "I am busy.")).Errors);
        Assert.Contains("Choose a colleague who may do this task", (await SendAsync(anna, form, (await _cast.IdAsync("otto")).ToString(), "I am busy.")).Errors);
        var silent = await SendAsync(anna, form, (await _cast.IdAsync("ben")).ToString(), " ");
        Assert.Contains("Say why, for the audit trail", silent.Errors);
        Assert.Equal((await _cast.IdAsync("ben")).ToString(), silent.Page.QuerySelector("select option[selected]")!.GetAttribute("value"));
        Assert.Null((await _cast.TaskAsync()).DelegateId);

        var other = await anna.GetAsync($"/tasks/{task.Id}/delegate");
        var sent = await SendAsync(anna, form, (await _cast.IdAsync("ben")).ToString(), "You know the lot.");
        Assert.Equal("/tasks", sent.Location);
        // The other tab saw it before: nothing is overwritten.
        Assert.NotEmpty((await SendAsync(anna, other, (await _cast.IdAsync("ben")).ToString(), "Twice.")).Errors);
        await Portal.DrainAsync();
        Assert.Contains(_cast.MailsTo("ben"), m => m.Subject.Contains("The anna asks you to do", StringComparison.Ordinal) && m.Text.Contains("You know the lot.", StringComparison.Ordinal));

        Assert.DoesNotContain(_cast.Name, (await anna.GetAsync("/tasks")).Page.QuerySelector(".cl-results")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Contains("with The ben", (await anna.GetAsync("/tasks?Show=WithOthers")).Text, StringComparison.Ordinal);
        Assert.Contains("handed to you by The anna", (await ben.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        // Who has it from somebody hands it on to nobody: it cannot go round.
        Assert.Contains("It can be handed on again once it has been taken back", (await ben.GetAsync($"/tasks/{task.Id}/delegate")).Text, StringComparison.Ordinal);

        var page = await ben.GetAsync($"/tasks/{task.Id}");
        Assert.Contains("You know the lot.", page.Text, StringComparison.Ordinal);
        Assert.Equal("/tasks", (await ben.SendAsync(page, new Dictionary<string, string> { ["Input.Decision"] = "Agree" }, "main form[action$='" + task.Id + "']")).Location);
        await Portal.DrainAsync();
        var done = await _cast.TaskAsync();
        Assert.Equal((UserTaskState.Done, "The ben", "The anna"), (done.State, done.DoneByName, done.DoneForName));
        Assert.Equal(WorkflowState.Finished, (await _cast.WorkflowAsync()).State);
        Assert.Contains("done for The anna", (await ben.GetAsync("/tasks?Show=Done")).Text, StringComparison.Ordinal);
        Assert.Contains("The ben for The anna", (await ben.GetAsync($"/tasks/{task.Id}")).Text, StringComparison.Ordinal);

        var audit = await _cast.AuditAsync("UserTask", task.Id);
        Assert.Contains(audit, e => e.Action == nameof(UserTaskDelegated) && e.Why == "You know the lot.");
        Assert.Contains(audit, e => e.Action == nameof(UserTaskDone) && e.Data.Contains("The anna", StringComparison.Ordinal));
        await _cast.AccountAsync("admin", "Administrator");
        var journal = (await (await _cast.SignInAsync("admin")).GetAsync(WorkflowAddresses.Workflow((await _cast.WorkflowAsync()).Id))).Text;
        Assert.Contains("was handed to The ben", journal, StringComparison.Ordinal);
        Assert.Contains("By The ben for The anna", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_handed_a_task_on_takes_it_back_and_nobody_else_does()
    {
        await _cast.OrganisationAsync("Buyer", "anna:Write", "ben:Write", "cleo:Write");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = await _cast.IdAsync("anna") });
        var task = await _cast.TaskAsync();
        var (anna, ben) = (await _cast.SignInAsync("anna"), await _cast.SignInAsync("ben"));
        await SendAsync(anna, await anna.GetAsync($"/tasks/{task.Id}/delegate"), (await _cast.IdAsync("ben")).ToString(), "Please.");
        Assert.Equal(HttpStatusCode.NotFound, (await (await _cast.SignInAsync("cleo")).GetAsync($"/tasks/{task.Id}")).Status);
        Assert.Empty((await ben.GetAsync($"/tasks/{task.Id}")).Page.QuerySelectorAll("form[action*=TakeBack]"));

        var page = await anna.GetAsync($"/tasks/{task.Id}");
        Assert.Equal($"/tasks/{task.Id}", (await anna.SendAsync(page, form: "form[action*=TakeBack]")).Location);
        Assert.NotEmpty((await anna.SendAsync(page, form: "form[action*=TakeBack]")).Errors);
        await Portal.DrainAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/tasks/{task.Id}")).Status);
        Assert.DoesNotContain(_cast.Name, (await ben.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains(_cast.Name, (await anna.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains(_cast.MailsTo("ben"), m => m.Subject.Contains("Taken back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_handed_to_somebody_who_has_left_is_its_owners_again_and_the_former_colleague_hears_no_more_of_it()
    {
        await _cast.OrganisationAsync("Buyer", "anna:Write", "ben:Write", "cleo:Write");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = await _cast.IdAsync("anna") });
        var task = await _cast.TaskAsync();
        var (anna, ben, cleo) = (await _cast.SignInAsync("anna"), await _cast.SignInAsync("ben"), await _cast.SignInAsync("cleo"));
        await SendAsync(anna, await anna.GetAsync($"/tasks/{task.Id}/delegate"), (await _cast.IdAsync("ben")).ToString(), "Please.");
        await RemindAsync();
        Assert.Single(_cast.MailsTo("ben"), m => m.Subject.Contains("Reminder", StringComparison.Ordinal));
        Assert.DoesNotContain(_cast.Name, (await anna.GetAsync("/tasks")).Page.QuerySelector(".cl-results")?.TextContent ?? "", StringComparison.Ordinal);

        var left = await _cast.IdAsync("ben");
        Assert.Equal(1, await _cast.ReadAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE organisations_members SET "LeftAt" = "JoinedAt" WHERE "UserId" = {left}""")));
        await RemindAsync();
        Assert.Single(_cast.MailsTo("ben"), m => m.Subject.Contains("Reminder", StringComparison.Ordinal));
        Assert.Equal(2, _cast.MailsTo("anna").Count(m => m.Subject.Contains("Reminder", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/tasks/{task.Id}")).Status);
        var inbox = await anna.GetAsync("/tasks");
        Assert.Contains(_cast.Name, inbox.Page.QuerySelector(".cl-results")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("with The ben", inbox.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("with The ben", (await anna.GetAsync("/tasks?Show=WithOthers")).Text, StringComparison.Ordinal);
        Assert.Equal(1, (await Portal.AsAsync(_cast.Mail("anna"), s => s.GetRequiredService<ITaskCount>().OpenAsync(CancellationToken.None))).Value);
        Assert.Empty((await anna.GetAsync($"/tasks/{task.Id}")).Page.QuerySelectorAll("form[action*=TakeBack]"));

        // Whoever stands in for its owner has it as well, as it would any other.
        var today = Kernel.London.DateOf(Portal.Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.NotFound, (await cleo.GetAsync($"/tasks/{task.Id}")).Status);
        Assert.Equal("/tasks", (await AwayAsync(anna, await anna.GetAsync("/tasks/away"), today, today, "cleo")).Location);
        Assert.Contains("for The anna, who is away", (await cleo.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await cleo.GetAsync($"/tasks/{task.Id}")).Status);

        // Its owner hands it on anew.
        Assert.Equal("/tasks", (await SendAsync(anna, await anna.GetAsync($"/tasks/{task.Id}/delegate"), (await _cast.IdAsync("cleo")).ToString(), "Ben has left.")).Location);
        Assert.Equal("The cleo", (await _cast.TaskAsync()).DelegateName);

        Task RemindAsync() => Portal.AsAsync(null, async s =>
        {
            await s.GetRequiredService<ITaskNotices>().TellAsync(task.Id, "UserTaskReminder", new() { ["Title"] = _cast.Name }, CancellationToken.None);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
            await Portal.DrainAsync();
        });
    }

    [Fact]
    public async Task What_is_told_of_a_task_goes_to_whom_it_was_moved_by_a_link_that_lasts_a_while_and_not_once_it_is_closed()
    {
        var (first, second) = (await _cast.AccountAsync("first"), await _cast.AccountAsync("second"));
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = first });
        var task = await _cast.TaskAsync();
        await TellAsync(t => Assert.True(t.Reassign(new Assignee.Person(second), "The first", "The second", Portal.Clock.GetUtcNow()).IsDone));
        Assert.DoesNotContain(_cast.MailsTo("first"), m => m.Subject.Contains("Reminder", StringComparison.Ordinal));
        var mail = Assert.Single(_cast.MailsTo("second"), m => m.Subject.Contains("Reminder", StringComparison.Ordinal));
        Assert.Equal($"/tasks/{task.Id}", (await (await _cast.SignInAsync("second")).GetAsync(new Uri(mail.Link("/tasks/link/")).PathAndQuery)).Location);
        await TellAsync(t => Assert.True(t.Cancel(Portal.Clock.GetUtcNow()).IsDone));
        Assert.Single(_cast.MailsTo("second"), m => m.Subject.Contains("Reminder", StringComparison.Ordinal));

        Task TellAsync(Action<UserTask> change) => Portal.AsAsync(null, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            change(await db.Set<UserTask>().SingleAsync(t => t.Id == task.Id));
            await s.GetRequiredService<ITaskNotices>().TellAsync(task.Id, "UserTaskReminder", new() { ["Title"] = _cast.Name }, CancellationToken.None);
            await db.SaveChangesAsync();
            await Portal.DrainAsync();
        });
    }

    [Fact]
    public async Task A_task_of_an_organisation_goes_only_to_colleagues_with_the_duty()
    {
        var (id, _) = await _cast.OrganisationAsync("Buyer", "anna:Approve", "ben:Write", "cleo:Approve");
        await _cast.PublishAsync($$"""{ "organisation": "{{id}}", "duty": "Approve" }""");
        await _cast.RaiseAsync(new { who = "" });
        var task = await _cast.TaskAsync();
        var anna = await _cast.SignInAsync("anna");
        var form = await anna.GetAsync($"/tasks/{task.Id}/delegate");
        Assert.Equal(["", (await _cast.IdAsync("cleo")).ToString()], form.Page.QuerySelectorAll("select option").Select(o => o.GetAttribute("value")!));
        Assert.NotEmpty((await SendAsync(anna, form, (await _cast.IdAsync("ben")).ToString(), "Please.")).Errors);
        await SendAsync(anna, form, (await _cast.IdAsync("cleo")).ToString(), "Please.");
        Assert.Equal(HttpStatusCode.NotFound, (await (await _cast.SignInAsync("ben")).GetAsync($"/tasks/{task.Id}")).Status);
        Assert.Contains("handed to you by The anna", (await (await _cast.SignInAsync("cleo")).GetAsync("/tasks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_person_is_away_a_colleague_has_its_tasks_and_is_told_and_nobody_goes_in_a_circle()
    {
        await _cast.OrganisationAsync("Buyer", "anna:Write", "ben:Write", "cleo:Write");
        await _cast.OrganisationAsync("Elsewhere", "otto:Write");
        await _cast.PublishAsync();
        var (anna, ben, cleo) = (await _cast.SignInAsync("anna"), await _cast.SignInAsync("ben"), await _cast.SignInAsync("cleo"));
        Assert.Contains("There is nobody who could stand in", (await (await _cast.SignInAsync("otto")).GetAsync("/tasks/away")).Text, StringComparison.Ordinal);
        var today = Kernel.London.DateOf(Portal.Clock.GetUtcNow());

        var form = await anna.GetAsync("/tasks/away");
        Assert.NotEmpty((await anna.SendAsync(form, form: AwayForm)).Errors);
        Assert.Contains("The last day has to be the first day or later", (await AwayAsync(anna, form, today, today.AddDays(-3), "ben")).Errors);
        Assert.Contains("The last day is past: enter one that is still to come", (await AwayAsync(anna, form, today.AddDays(-9), today.AddDays(-3), "ben")).Errors);
        Assert.Contains("Choose a colleague in at least one organisation", (await AwayAsync(anna, form, today, today.AddDays(5), null)).Errors);
        Assert.Contains("Choose somebody who belongs to this organisation", (await AwayAsync(anna, form, today, today.AddDays(5), "otto")).Errors);
        Assert.Contains("Choose somebody who belongs to this organisation", (await AwayAsync(anna, form, today, today.AddDays(5), "anna")).Errors);
        var tab = await anna.GetAsync("/tasks/away");
        Assert.Equal("/tasks", (await AwayAsync(anna, form, today, today.AddDays(5), "ben")).Location);
        Assert.NotEmpty((await AwayAsync(anna, tab, today, today.AddDays(9), "cleo")).Errors);

        await _cast.RaiseAsync(new { who = await _cast.IdAsync("anna") });
        var task = await _cast.TaskAsync();
        Assert.Contains(_cast.MailsTo("ben"), m => m.Subject.Contains("You stand in for The anna", StringComparison.Ordinal));
        Assert.Contains(_cast.MailsTo("ben"), m => m.Subject.Contains("Look at " + _cast.Name, StringComparison.Ordinal) && m.Text.Contains("addressed to The anna", StringComparison.Ordinal));
        Assert.Contains(_cast.MailsTo("anna"), m => m.Subject.Contains("Look at " + _cast.Name, StringComparison.Ordinal));
        Assert.Contains("for The anna, who is away", (await ben.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cleo.GetAsync($"/tasks/{task.Id}")).Status);
        Assert.Contains("only The anna can hand it to somebody else", (await ben.GetAsync($"/tasks/{task.Id}/delegate")).Text, StringComparison.Ordinal);

        // Ben goes away too: not to Anna, who would have it go back to him; to Cleo, who then has Anna's as well.
        var his = await ben.GetAsync("/tasks/away");
        Assert.Contains("The anna is away too in that time, and has you stand in: choose somebody else", (await AwayAsync(ben, his, today, today.AddDays(2), "anna")).Errors);
        Assert.Equal("/tasks", (await AwayAsync(ben, await ben.GetAsync("/tasks/away"), today, today.AddDays(2), "cleo")).Location);
        Assert.Contains("The ben is away too in that time, and has you stand in: choose somebody else", (await AwayAsync(cleo, await cleo.GetAsync("/tasks/away"), today, today.AddDays(2), "ben")).Errors);
        var page = await cleo.GetAsync($"/tasks/{task.Id}");
        Assert.Contains("recorded as done by you for The anna", page.Text, StringComparison.Ordinal);

        // Anna is back: nobody else has it any more.
        await anna.SendAsync(await anna.GetAsync("/tasks/away"), form: "main form[action*=End]");
        Assert.Equal(HttpStatusCode.NotFound, (await cleo.GetAsync($"/tasks/{task.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/tasks/{task.Id}")).Status);
        var refused = await cleo.SendAsync(page, new Dictionary<string, string> { ["Input.Decision"] = "Agree" });
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Equal(UserTaskState.Open, (await _cast.TaskAsync()).State);
        var audit = await _cast.AuditAsync("Account", await _cast.IdAsync("anna"));
        Assert.Contains(audit, e => e.Action == nameof(AbsenceSet));
        Assert.Contains(audit, e => e.Action == nameof(AbsenceEnded));
    }

    [Fact]
    public async Task What_a_stand_in_does_is_done_for_who_is_away_and_twice_is_once()
    {
        await _cast.OrganisationAsync("Buyer", "anna:Write", "ben:Write");
        await _cast.PublishAsync();
        var (anna, ben) = (await _cast.SignInAsync("anna"), await _cast.SignInAsync("ben"));
        var today = Kernel.London.DateOf(Portal.Clock.GetUtcNow());
        await AwayAsync(anna, await anna.GetAsync("/tasks/away"), today, today, "ben");
        await _cast.RaiseAsync(new { who = await _cast.IdAsync("anna") });
        var task = await _cast.TaskAsync();
        var page = await ben.GetAsync($"/tasks/{task.Id}");
        var other = await anna.GetAsync($"/tasks/{task.Id}");
        var decision = new Dictionary<string, string> { ["Input.Decision"] = "Agree" };
        Assert.Equal("/tasks", (await ben.SendAsync(page, decision)).Location);
        await ben.SendAsync(page, decision);
        Assert.Contains("This task is closed", (await anna.SendAsync(other, new Dictionary<string, string> { ["Input.Decision"] = "Disagree" }, "main form[once], main form[method=post]")).Text, StringComparison.Ordinal);
        await Portal.DrainAsync();
        var done = await _cast.TaskAsync();
        Assert.Equal(("Agree", "The ben", "The anna"), (done.Decision, done.DoneByName, done.DoneForName));
        Assert.Single(await _cast.AuditAsync("UserTask", task.Id), e => e.Action == nameof(UserTaskDone));
    }

    [Fact]
    public async Task A_link_in_a_mail_leads_through_sign_in_to_the_task_and_after_a_while_says_that_it_has_expired()
    {
        var reader = await _cast.AccountAsync("reader");
        await _cast.AccountAsync("other");
        await _cast.PublishAsync();
        await _cast.RaiseAsync(new { who = reader });
        var task = await _cast.TaskAsync();
        var link = new Uri(_cast.MailsTo("reader").Single(m => m.Subject.Contains(_cast.Name, StringComparison.Ordinal)).Link("/tasks/link/")).PathAndQuery;
        Assert.DoesNotContain(task.Id.ToString(), link, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("/sign-in", (await Portal.Visitor().GetAsync(link)).Location!.Replace("http://localhost", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal($"/tasks/{task.Id}", (await (await _cast.SignInAsync("reader")).GetAsync(link)).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _cast.SignInAsync("other")).GetAsync(link)).Status);
        Assert.Equal("This link has expired", (await (await _cast.SignInAsync("other")).GetAsync("/tasks/link/anything")).Heading);
        try
        {
            Portal.Clock.Move(TimeSpan.FromDays(31));
            var late = await (await _cast.SignInAsync("reader")).GetAsync(link);
            Assert.Equal("This link has expired", late.Heading);
            Assert.DoesNotContain(_cast.Name, late.Text, StringComparison.Ordinal);
        }
        finally
        {
            Portal.Clock.Move(TimeSpan.FromDays(-31));
        }

        Assert.Equal(UserTaskState.Open, (await _cast.TaskAsync()).State);
    }

    [Fact]
    public async Task What_is_sealed_stays_with_the_person_and_is_found_by_no_stand_in()
    {
        await _cast.OrganisationAsync("Buyer", "anna:Write", "ben:Write");
        await _cast.PublishAsync();
        var (anna, ben) = (await _cast.SignInAsync("anna"), await _cast.SignInAsync("ben"));
        var today = Kernel.London.DateOf(Portal.Clock.GetUtcNow());
        await AwayAsync(anna, await anna.GetAsync("/tasks/away"), today, today.AddDays(1), "ben");
        var seal = Guid.CreateVersion7();
        var assignee = new Assignee.Person(await _cast.IdAsync("anna"));
        await _cast.RaiseAsync(new { who = assignee.UserId }, sealId: seal);
        await Portal.AsAsync(null, async sp =>
        {
            await sp.GetRequiredService<IUserTasks>().CreateAsync(new NewUserTask($"sealed:{seal:N}", "Look at " + _cast.Name, new Kernel.Subject("Test", seal), assignee, SealId: seal), CancellationToken.None);
            await sp.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        var task = await _cast.ReadAsync(db => db.Set<UserTask>().AsNoTracking().SingleAsync(t => t.SealId == seal));
        Assert.Contains(_cast.Name, (await anna.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains("This task is under seal", (await anna.GetAsync($"/tasks/{task.Id}/delegate")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_cast.Name, (await ben.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync($"/tasks/{task.Id}")).Status);
        Assert.DoesNotContain(_cast.MailsTo("ben"), m => m.Subject.Contains("Look at", StringComparison.Ordinal));

        await _cast.AccountAsync("admin", "Administrator");
        var admin = await _cast.SignInAsync("admin");
        Assert.DoesNotContain(_cast.Name, (await admin.GetAsync("/admin/workflows/instances?Subject=" + _cast.Name)).Page.QuerySelector("table")?.TextContent ?? "", StringComparison.Ordinal);
        var id = await _cast.ReadAsync(db => db.Set<Workflow>().Where(w => w.SealId == seal).Select(w => w.Id).SingleAsync());
        foreach (var url in new[] { "", "/skip", "/resume", $"/tasks/{task.Id}/reassign" })
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(WorkflowAddresses.Workflow(id) + url)).Status);
    }

    private const string AwayForm = "main form[action='/tasks/away']";

    private static Task<Answer> SendAsync(Browser browser, Answer form, string to, string why) =>
        browser.SendAsync(form, new Dictionary<string, string> { ["Input.To"] = to, ["Input.Why"] = why });

    private async Task<Answer> AwayAsync(Browser browser, Answer form, DateOnly from, DateOnly until, string? to) => await browser.SendAsync(form, new Dictionary<string, string>
    {
        ["Input.From.Day"] = $"{from.Day}",
        ["Input.From.Month"] = $"{from.Month}",
        ["Input.From.Year"] = $"{from.Year}",
        ["Input.Until.Day"] = $"{until.Day}",
        ["Input.Until.Month"] = $"{until.Month}",
        ["Input.Until.Year"] = $"{until.Year}",
        ["Input.StandIns[0]"] = to is null ? "" : (await _cast.IdAsync(to)).ToString(),
    }, AwayForm);
}

public sealed class InboxOnSqliteTests(OnSqlite fixture) : InboxTests(fixture), IClassFixture<OnSqlite>;

public sealed class InboxOnPostgreSqlTests(OnPostgreSql fixture) : InboxTests(fixture), IClassFixture<OnPostgreSql>;
