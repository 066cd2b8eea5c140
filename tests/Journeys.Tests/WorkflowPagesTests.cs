using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Testing;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Journeys.Tests;

/// <summary>What people see of workflows, in a browser: the list and its ways out of trouble, the inbox, handing on, being away, and trying a draft out.</summary>
public sealed class WorkflowPagesTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Admin = "admin.of.workflows@example.org";
    private const string Anna = "anna@buyer.example.org";
    private const string Ben = "ben@buyer.example.org";
    private const string Type = "look-at-it";

    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 320)]
    public async Task Tasks_are_handed_on_and_workflows_are_helped_on_with_and_without_script(bool script, int width)
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Listens = true });
        await StoryAsync(portal);
        var shot = $"{(script ? "script" : "plain")}-{width}";
        await using var anna = await Walker.StartAsync(chromium.Browser, portal, [], script, width);
        await anna.SignInAsync(Anna, Passwords.Demonstration);
        await anna.GoAsync("/tasks");
        await Shots.TakeAsync(anna.Page, "inbox-" + shot);
        await anna.SeesAsync("Overdue");
        await anna.FollowAsync("Look at The north lot");
        await Shots.TakeAsync(anna.Page, "task-" + shot);
        await anna.FollowAsync("Hand it to a colleague");
        await anna.PressAsync("Hand it on");
        await anna.SeesAsync("Choose a colleague");
        await Shots.TakeAsync(anna.Page, "delegate-" + shot);
        await anna.SelectAsync("Input.To", (await IdAsync(portal, Ben)).ToString());
        await anna.FillAsync("Input.Why", "You know this lot better than I do.");
        await anna.PressAsync("Hand it on");
        await anna.SeesAsync("is with Ben now");
        await anna.FollowAsync("With colleagues");
        await Shots.TakeAsync(anna.Page, "with-others-" + shot);
        await anna.FollowAsync("Look at The north lot");
        await Shots.TakeAsync(anna.Page, "task-with-" + shot);
        await anna.GoAsync("/tasks?Show=Done");
        await anna.SeesAsync("The faulted lot");

        await anna.GoAsync("/tasks/away");
        var today = Kernel.London.DateOf(portal.Clock.GetUtcNow());
        await anna.DateAsync("Input.From", today);
        await anna.DateAsync("Input.Until", today.AddDays(5));
        await anna.PressAsync("Save");
        await anna.SeesAsync("Choose a colleague in at least one organisation");
        await Shots.TakeAsync(anna.Page, "away-" + shot);
        await anna.SelectAsync("Input.StandIns[0]", (await IdAsync(portal, Ben)).ToString());
        await anna.PressAsync("Save");
        await anna.SeesAsync("Your colleagues are told");
        await anna.GoAsync("/tasks/away");
        await Shots.TakeAsync(anna.Page, "away-now-" + shot);
        await anna.GoAsync("/tasks/link/old");
        await anna.SeesAsync("This link has expired");

        await using var ben = await Walker.StartAsync(chromium.Browser, portal, [], script, width);
        await ben.SignInAsync(Ben, Passwords.Demonstration);
        await ben.GoAsync("/tasks");
        await ben.SeesAsync("handed to you by Anna");
        await ben.SeesAsync("for Anna, who is away");
        await Shots.TakeAsync(ben.Page, "inbox-of-two-" + shot);
        await ben.FollowAsync("Look at The north lot");
        await ben.ChooseAsync("Input.Decision", "Agree");
        await ben.PressAsync("Record my decision");
        await ben.SeesAsync("Recorded");
        await ben.GoAsync("/tasks?Show=Done");
        await ben.SeesAsync("done for Anna");
        await portal.DrainAsync();

        await using var admin = await Walker.StartAsync(chromium.Browser, portal, [], script, width);
        await admin.SignInAsync(Admin, Passwords.Demonstration);
        await admin.GoAsync("/admin/workflows/instances?Overdue=true&Subject=The");
        await admin.SeesAsync("The south lot");
        await Shots.TakeAsync(admin.Page, "instances-" + shot);
        await admin.GoAsync("/admin/workflows/instances?State=Faulted&Subject=Nothing");
        await admin.SeesAsync("None fits what you asked for");
        await admin.GoAsync("/admin/workflows/instances?State=Faulted");
        await admin.FollowAsync("The faulted lot");
        await admin.SeesAsync("could not be evaluated");
        await Shots.TakeAsync(admin.Page, "faulted-" + shot);
        await admin.FollowAsync("Pass this step");
        await admin.PressAsync("Pass the step");
        await admin.SeesAsync("Choose how it goes on");
        await Shots.TakeAsync(admin.Page, "skip-" + shot);
        await admin.ChooseAsync("Input.Outcome", "No");
        await admin.FillAsync("Input.Why", "The value was never entered.");
        await admin.PressAsync("Pass the step");
        await admin.SeesAsync("The value was never entered.");
        await admin.GoAsync("/admin/workflows/instances?Subject=The+south+lot");
        await admin.FollowAsync("The south lot");
        await Shots.TakeAsync(admin.Page, "instance-" + shot);
        await admin.FollowAsync("Give it to somebody else");
        await admin.PressAsync("Give it to them");
        await admin.SeesAsync("Choose who is to do it");
        await Shots.TakeAsync(admin.Page, "reassign-" + shot);
        await admin.ChooseAsync("Input.To", "Person");
        await admin.FillAsync("Input.Email", Ben);
        await admin.FillAsync("Input.Why", "Anna has left.");
        await admin.PressAsync("Give it to them");
        await admin.SeesAsync("instead of Anna");
        await admin.GoAsync("/admin/workflows/instances?Subject=The+woken+lot");
        await admin.FollowAsync("The woken lot");
        await admin.FollowAsync("Go on waiting, without what it could not take");
        await Shots.TakeAsync(admin.Page, "resume-" + shot);
        await admin.PressAsync("Go on waiting");
        await admin.SeesAsync("Say why");
        await admin.FillAsync("Input.Why", "It is done on paper.");
        await admin.PressAsync("Go on waiting");
        await admin.SeesAsync("goes on waiting");

        await admin.GoAsync("/admin/workflows/types/" + Type);
        await admin.PressAsync("Change this type");
        await admin.PressAsync("Try it out");
        await Shots.TakeAsync(admin.Page, "try-" + shot);
        await admin.FillAsync("Input.Values[0]", (await IdAsync(portal, Anna)).ToString());
        await admin.FillAsync("Input.Values[1]", "250");
        await admin.PressAsync("Try it out");
        await admin.SeesAsync("what would Anna decide?");
        await Shots.TakeAsync(admin.Page, "try-waits-" + shot);
        await admin.PressAsync("Disagree");
        await admin.SeesAsync("It comes to its end");
        await admin.SeesAsync("None of these was sent");
        await Shots.TakeAsync(admin.Page, "try-end-" + shot);
        await admin.PressAsync("Take the last decision back");
        await admin.PressAsync("No answer until it is due");
        await admin.SeesAsync("was not answered in time");

        foreach (var walker in new[] { anna, ben, admin })
        {
            if (script) Assert.True(walker.Violations.Count == 0, string.Join("\n", walker.Violations));
            Assert.Equal(0, await walker.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
        }

        Assert.Empty(portal.Log.Errors);
    }

    private static async Task StoryAsync(Portal portal)
    {
        await portal.PlayAsync($$"""
            [{ "step": "accounts", "accounts": [{ "email": "{{Admin}}", "name": "The administrator", "roles": ["Administrator"] }] },
             { "step": "organisation", "kind": "LeadProvider", "name": "Northern Buyer (demo)", "type": "JVC", "numbers": [{ "scheme": "GB-COH", "number": "98765432" }],
               "people": [{ "email": "{{Anna}}", "displayName": "Anna", "duties": ["Write"] }, { "email": "{{Ben}}", "displayName": "Ben", "duties": ["Write"] }] },
             { "step": "workflow-type", "name": "{{Type}}", "title": "Look at it", "about": "Somebody looks at a lot and says whether it can go on.", "variables": [{ "name": "who", "kind": "Text" }, { "name": "value", "kind": "Number" }], "activities": [
               { "id": "start", "activity": "Start", "title": "A lot is ready", "settings": { "event": "LotReady" }, "then": { "Done": "look" } },
               { "id": "look", "activity": "UserTask", "title": "Somebody looks", "settings": { "title": "Look at {{"{{subject}}"}}", "assignee": { "person": "{{"{{who}}"}}" }, "instructions": "Read the lot and its documents, then say whether it can go on.", "decisions": [ "Agree", "Disagree" ], "dueInWorkingDays": 10, "remindWorkingDaysBefore": [2] },
                 "then": { "Agree": "good", "Disagree": "big", "Expired": "late" } },
               { "id": "good", "activity": "Log", "title": "It is good", "settings": { "text": "Good" }, "then": { "Done": "end" } },
               { "id": "big", "activity": "IfElse", "title": "Is it big?", "settings": { "conditions": { "match": "All", "rows": [ { "variable": "value", "is": "AtLeast", "value": 100 } ] } }, "then": { "Yes": "tell", "No": "end" } },
               { "id": "tell", "activity": "Notify", "title": "Tell them", "settings": { "to": { "person": "{{"{{who}}"}}" }, "subject": "{{"{{subject}}"}} is big", "body": "Somebody has looked at it and did not agree." }, "then": { "Done": "end" } },
               { "id": "late", "activity": "Log", "title": "Nobody looked", "settings": { "text": "Late" }, "then": { "Done": "end" } } ] }]
            """);
        var anna = await IdAsync(portal, Anna);
        foreach (var (title, who) in new[] { ("The north lot", anna), ("The south lot", anna), ("The faulted lot", anna), ("The woken lot", anna) })
        {
            await portal.AsAsync(null, async s =>
            {
                await s.GetRequiredService<IWorkflows>().RaiseAsync(WorkflowEvent.Of("LotReady", Guid.CreateVersion7(), new { who }, title), CancellationToken.None);
                await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
            });
        }

        await portal.DrainAsync();
        await ActAsync("The faulted lot", (tasks, key) => tasks.CompleteAsync(key, "Disagree", null, CancellationToken.None));
        await ActAsync("The woken lot", (tasks, key) => tasks.CancelAsync(key, CancellationToken.None));
        await ActAsync("The south lot", (tasks, key) => tasks.MoveDueAsync(key, portal.Clock.GetUtcNow().AddDays(-2), CancellationToken.None));
        await portal.DrainAsync();

        Task ActAsync(string title, Func<IUserTasks, string, Task> act) => portal.AsAsync(Anna, async s =>
        {
            var tasks = s.GetRequiredService<IUserTasks>();
            var mine = await tasks.MineAsync(null, CancellationToken.None);
            await act(tasks, mine.Items.Single(t => t.Title == "Look at " + title).Key);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
    }

    private static async Task<Guid> IdAsync(Portal portal, string email) =>
        (await portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().FindByEmailAsync(email, CancellationToken.None)))!.Id;
}
