using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Places.Contracts;
using Procurement.Testing;

namespace Procurement.Journeys.Tests;

/// <summary>
/// An administrator changes the built-in involvement of authorities in the editor alone: other days, one more reminder, and a step for
/// the police and crime commissioner that holds the decision. The next award goes that way.
/// </summary>
public sealed class CommissionerStepTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Admin = "administrator@commissioner.example.org";
    private const string Office = "policy@durham-pcc.example.org";
    private const string OfficePassword = "five wooden boats sail home";
    private const string Draft = "/admin/workflows/edit/local-authority-involvement";
    private const string Stockton = "E06000004";
    private const string Darlington = "E06000005";

    [Fact]
    public async Task An_administrator_inserts_a_step_for_the_commissioner_and_the_award_goes_through_it()
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Listens = true });
        Dictionary<string, Guid> ids = [];
        await portal.PlayAsync(JsonSerializer.Serialize(UpToTheRanking()), ids);
        HashSet<string> looked = [];
        await using var admin = await Walker.StartAsync(chromium.Browser, portal, looked);
        await admin.SignInAsync(Admin, Users.Contracts.Passwords.Demonstration);

        await admin.GoAsync("/admin/organisations/add-authority");
        await admin.SelectAsync("Input.Gss", "E23000008");
        await admin.FillAsync("Input.Email", Office);
        await admin.PressAsync("Add and invite");
        await admin.SeesAsync("Police and Crime Commissioner for Durham");
        await portal.DrainAsync();
        await using var commissioner = await Walker.StartAsync(chromium.Browser, portal, looked);
        await commissioner.OpenMailAsync(Office, "You are invited to join", "/invitations/");
        await commissioner.FillAsync("Input.DisplayName", "Policy officer");
        await commissioner.FillAsync("Input.Password", OfficePassword);
        await commissioner.PressAsync("Make the account and accept");

        await ChangeTheTypeAsync(admin);

        var days = await portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<IWorkingDays>()));
        await using var manager = await Walker.StartAsync(chromium.Browser, portal, looked);
        await SignInAsync(manager, "manager@lp.example.org");
        await manager.GoAsync("/lead/opportunities");
        await manager.FollowAsync("Veterans mentoring");
        var reference = Regex.Match(await manager.TextAsync(), @"OPP-\d{4}-\d{4}").Value;
        await manager.GoAsync($"/lead/opportunities/{reference}/awards");
        await manager.ChooseAsync("Input.Lots", "1");
        await manager.PressAsync("Propose the award");
        await portal.DrainAsync();
        var due = days.EndOfPeriod(portal.Clock.GetUtcNow(), 20);
        await using var stockton = await Walker.StartAsync(chromium.Browser, portal, looked);
        await SignInAsync(stockton, $"officer@{Stockton.ToLowerInvariant()}.example.org");
        await stockton.GoAsync("/requests");
        var request = (await stockton.LinksAsync("/requests/"))[0];
        await stockton.GoAsync(request);
        await MainJourney.SayAsync(stockton, request, "Support", "A good choice for the veterans of Stockton.");
        await portal.DrainAsync();
        await using var approver = await Walker.StartAsync(chromium.Browser, portal, looked);
        await SignInAsync(approver, "approver@lp.example.org");
        await approver.GoAsync("/lead/awards");
        var award = (await approver.LinksAsync("/lead/awards/"))[0];
        await approver.GoAsync(award);
        await approver.SeesAsync("The commissioner has not been heard");

        // Darlington says nothing: it is reminded on the days that the administrator has named, and then its time is over.
        foreach (var (before, reminders) in new[] { (11, 0), (10, 1), (6, 1), (5, 2), (2, 3) })
        {
            portal.Clock.MoveTo(days.Before(due, before));
            await portal.DrainAsync();
            Assert.Equal(reminders, portal.Mails().Count(m => m.To == "officer@e06000005.example.org" && m.Subject.StartsWith("Reminder: please comment", StringComparison.Ordinal)));
        }

        Assert.DoesNotContain(portal.Mails(), m => m.To == Office && m.Subject.StartsWith("Please say what you think", StringComparison.Ordinal));
        portal.Clock.MoveTo(due.AddMinutes(2));
        await portal.DrainAsync();
        await SignInAsync(approver, "approver@lp.example.org");
        await approver.GoAsync(award + "/approve");
        await approver.PressAsync("Approve and send the letters");
        await approver.SeesAsync("A workflow holds the decision: The commissioner has not been heard on AWD-");

        // The commissioner's office is asked, reminded, and says what it thinks on the page to which the mail leads.
        await commissioner.MailAsync(Office, "Please say what you think");
        var answerBy = days.EndOfPeriod(portal.Clock.GetUtcNow(), 8);
        foreach (var (before, reminders) in new[] { (5, 0), (4, 1), (1, 2) })
        {
            portal.Clock.MoveTo(days.Before(answerBy, before));
            await portal.DrainAsync();
            Assert.Equal(reminders, portal.Mails().Count(m => m.To == Office && m.Subject.StartsWith("Reminder: please say what you think", StringComparison.Ordinal)));
        }

        await commissioner.SignInAsync(Office, OfficePassword);
        await commissioner.GoAsync("/tasks");
        await commissioner.FollowAsync("Say what you think of the proposed award");
        await commissioner.SeesAsync("Say how it fits with the police and crime plan.");
        await commissioner.ChooseAsync("Input.Decision", "Support");
        await commissioner.FillAsync("Input.Comment", "It fits with the plan.");
        await commissioner.SendAsync(commissioner.Page.Locator("main form button[type=submit]").Last);
        await portal.DrainAsync();
        Assert.Contains("It fits with the plan.", (await commissioner.MailAsync("manager@lp.example.org", "Police and Crime Commissioner for Durham on AWD-")).Text, StringComparison.Ordinal);

        await SignInAsync(approver, "approver@lp.example.org");
        await approver.GoAsync(award);
        await approver.DoesNotSeeAsync("The commissioner has not been heard");
        await approver.GoAsync(award + "/approve");
        await approver.PressAsync("Approve and send the letters");
        await approver.GoAsync(award);
        await approver.SeesAsync("Standstill");

        // Nothing stands in its way any more: the standstill runs, the award is confirmed, and anybody reads who won and what was said.
        portal.Clock.Move(TimeSpan.FromDays(21));
        await portal.DrainAsync();
        await SignInAsync(approver, "approver@lp.example.org");
        await MainJourney.ConfirmAsync(approver, award);
        await portal.DrainAsync();
        await using var visitor = await Walker.StartAsync(chromium.Browser, portal, looked);
        await visitor.GoAsync(award.Replace("/lead", "", StringComparison.Ordinal));
        await visitor.SeesAsync("Wayfarers");
        await visitor.SeesAsync("A good choice for the veterans of Stockton.");

        foreach (var person in new[] { admin, commissioner, manager, stockton, approver, visitor }) Assert.True(person.Violations.Count == 0, string.Join("\n", person.Violations));
        Assert.Empty(portal.Log.Errors);
    }

    /// <summary>What an administrator does in the editor's pages, without a developer.</summary>
    private static async Task ChangeTheTypeAsync(Walker admin)
    {
        await admin.GoAsync("/admin/workflows/types/local-authority-involvement");
        await admin.PressAsync("Change this type");
        foreach (var (step, value) in new[] { ("requests", "20"), ("wait", "10, 5, 2"), ("remind", "10") })
        {
            await admin.GoAsync($"{Draft}/steps/{step}");
            await SetAsync(admin, 0, value);
            await admin.PressAsync("Save the step");
        }

        // A text may name only what the type declares; the page offers what the event brings.
        await admin.GoAsync(Draft + "/about");
        await admin.SendAsync(admin.Page.Locator("main button[name=todo][value=take]"));
        await AddAsync(admin, "requests", "HoldDecision");
        await SetAsync(admin, 0, "The commissioner has not been heard on {{reference}}");
        await admin.SelectAsync("Input.Then[1].Target", "end");
        await admin.PressAsync("Save the step");
        await AddAsync(admin, "answers", "ReleaseHold");
        await admin.PressAsync("Save the step");
        await AddAsync(admin, "answers", "AskCommissioners");
        await admin.FillAsync("Input.Title", "Ask the commissioner");
        await SetAsync(admin, 0, "8");
        await SetAsync(admin, 1, "4, 1");
        await SetAsync(admin, 2, "Say how it fits with the police and crime plan.");
        await admin.SelectAsync("Input.Then[1].Target", "release-the-hold");
        await admin.SelectAsync("Input.Then[2].Target", "release-the-hold");
        await admin.PressAsync("Save the step");

        await admin.GoAsync(Draft + "/publish");
        await admin.FillAsync("Input.Note", "Authorities have twenty working days and one more reminder, and the commissioner is asked before the decision.");
        await admin.SendAsync(admin.Page.Locator("main form button[type=submit]").Last);
        await admin.GoAsync("/admin/workflows/types/local-authority-involvement");
        await admin.SeesAsync("Ask the commissioner");
    }

    private static async Task AddAsync(Walker admin, string after, string activity)
    {
        await admin.GoAsync($"{Draft}/add?after={after}&outcome=Done");
        await admin.ChooseAsync("Input.Activity", activity);
        await admin.PressAsync("Add it");
    }

    private static Task SetAsync(Walker admin, int index, string text) => admin.FillAsync($"Input.Settings[{index}].Text", text);

    private static Task SignInAsync(Walker person, string email) => person.SignInAsync(email, Users.Contracts.Passwords.Demonstration);

    private static object[] UpToTheRanking()
    {
        static object Person(string email, params string[] duties) => new { email, displayName = email.Split('@')[0], duties };
        static object Council(string gss) => new { step = "organisation", kind = "Authority", gss, people = new[] { Person($"officer@{gss.ToLowerInvariant()}.example.org", "Manage", "Write", "Approve") } };
        const string Manager = "manager@lp.example.org", Approver = "approver@lp.example.org", Evaluator = "evaluator@lp.example.org", Bidder = "chief@bidder.example.org";
        return
        [
            new { step = "accounts", accounts = new[] { new { email = Admin, name = "The administrator", roles = new[] { "Administrator" } } } },
            new { step = "organisation", id = "LP", kind = "LeadProvider", name = "Larkmere Justice", type = "JVC", numbers = new[] { new { scheme = "GB-COH", number = "99200001" } },
                people = new[] { Person(Manager, "Manage", "Write"), Person(Approver, "Approve"), Person(Evaluator, "Evaluate") } },
            new { step = "appointment", organisation = "LP", areas = new[] { "CPA03" }, from = -800 },
            new { step = "organisation", id = "V09", kind = "Supplier", name = "Wayfarers", type = "CIO", numbers = new[] { new { scheme = "GB-CHC", number = "9920001" } }, income = 95000, areas = new[] { "CPA03" },
                services = new[] { "VET-SUP" }, cohorts = new[] { "VET" }, description = "A test.", contact = new { email = Bidder, phone = "01632 960018" }, people = new[] { Person(Bidder, "Manage", "Write", "Approve") } },
            Council(Stockton), Council(Darlington),
            new { step = "opportunity", from = "demonstration/O09.json", id = "O", lead = "LP", manager = Manager, approver = Approver, title = "Veterans mentoring",
                closes = new { day = 30, time = "12:00" }, starts = 120, lots = new[] { new { title = "Mentoring", places = new[] { Stockton, Darlington }, value = 36000, people = 60 } } },
            new { step = "drain" },
            new { step = "clock", day = 20, time = "09:00" },
            new { step = "bid", id = "B14", opportunity = "O", bidder = "V09", from = "demonstration/B14.json", writer = Bidder, approver = Bidder },
            new { step = "clock", day = 31, time = "09:00" },
            new { step = "drain" },
            new { step = "open-bids", opportunity = "O", asks = Manager, confirms = Approver },
            new { step = "compliance", bids = new[] { "B14" }, @as = Approver },
            new { step = "drain" },
            new { step = "scores", opportunity = "O", lot = 1, @as = Evaluator, assignedBy = Approver, @lock = true, sign = true,
                bids = new object[] { new { bid = "B14", scores = new[] { "Service quality", "Local partnership", "Equality and reach", "People and safeguarding", "Mobilisation" }.ToDictionary(c => c, _ => new object[] { 4.0, "Clear, with evidence." }) } } },
        ];
    }
}
