using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Journeys.Tests;

/// <summary>
/// The main journey on a new site: only pages and mailed links are used, and nothing but the clock is moved. The people are invented.
/// </summary>
internal sealed partial class MainJourney(IBrowser browser, Portal portal, bool script) : IAsyncDisposable
{
    public const string Canary = "quartz-heron-lantern";
    private const string Password = "five wooden boats sail home";
    private readonly List<Walker> _people = [];
    private readonly HashSet<string> _looked = [];
    private string _opportunity = "";
    private DateTimeOffset _closes;

    public IEnumerable<string> Violations => _people.SelectMany(p => p.Violations).Distinct();

    public async Task<Walker> PersonAsync()
    {
        var person = await Walker.StartAsync(browser, portal, _looked, script);
        _people.Add(person);
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people) await person.DisposeAsync();
    }

    public async Task VisitorReadsAsync()
    {
        var visitor = await PersonAsync();
        await visitor.GoAsync("/");
        await visitor.SeesAsync("Find subcontracted work near you");
        Assert.Equal(21, await visitor.Page.Locator(".cl-tiles li").CountAsync());
        Assert.Equal(21, await visitor.Page.Locator("#areas li").CountAsync());
        foreach (var page in await visitor.Page.Locator("footer a").AllAsync().ContinueWith(t => t.Result.Select(a => a.GetAttributeAsync("href").Result!).ToArray(), TaskScheduler.Default))
            await visitor.GoAsync(page);
        foreach (var page in new[] { "/areas", "/areas/london", "/opportunities", "/organisations", "/comments", "/guidance", "/sign-in", "/register" }) await visitor.GoAsync(page);
    }

    public async Task<Walker> FirstAdministratorAsync()
    {
        var admin = await PersonAsync();
        var token = portal.Log.Lines.Select(l => Token().Match(l)).First(m => m.Success).Groups[1].Value;
        await admin.GoAsync("/setup");
        await admin.FillAsync("Input.Token", token);
        await admin.FillAsync("Input.Email", "administrator@example.org");
        await admin.FillAsync("Input.DisplayName", "Portal administrator");
        await admin.FillAsync("Input.Password", Password);
        await admin.PressAsync("Make this administrator");
        await admin.SeesAsync("You are the first administrator");
        return admin;
    }

    public async Task<Walker> RegisterAsync(Walker admin, string email, string type, string name, string number, string service, string cohort)
    {
        var chief = await PersonAsync();
        await chief.GoAsync("/register");
        await chief.FillAsync("Input.Email", email);
        await chief.FillAsync("Input.DisplayName", "Chief officer");
        await chief.FillAsync("Input.Password", Password);
        await chief.PressAsync("Register");
        await chief.OpenMailAsync(email, "Confirm your address", "confirm-email");
        await chief.FillAsync("Input.Password", Password);
        await chief.PressAsync("Confirm and sign in");
        await chief.SeesAsync("Your address is confirmed");

        await chief.GoAsync("/organisations/register");
        await chief.PressAsync("Start");
        for (var pages = 0; pages < 12 && !chief.Page.Url.EndsWith("/check", StringComparison.Ordinal); pages++)
        {
            switch (chief.Page.Url.Split('/')[^1])
            {
                case "type": await chief.ChooseAsync("Input.Type", type); break;
                case "name": await chief.FillAsync("Input.Name", name); break;
                case "numbers": if (number.Length > 0) await chief.FillAsync("Input.Numbers[0].Number", number); break;
                case "about": await chief.FillAsync("Input.Description", "An invented organisation for a test."); break;
                case "contact": await chief.FillAsync("Input.Email", email); break;
                case "services": await chief.ChooseAsync("Input.Services", service); break;
                case "cohorts": await chief.ChooseAsync("Input.Cohorts", cohort); break;
                case "places": await chief.ChooseAsync("Input.Areas", "CPA17"); break;
            }

            await chief.PressAsync("Save and continue");
            Assert.Equal(0, await chief.Page.Locator(".govuk-error-summary").CountAsync());
        }

        await chief.PressAsync("Send");
        await admin.OpenMailAsync("administrator@example.org", name + " waits for approval", "/admin/organisations");
        await admin.PressAsync("Approve");
        await admin.SeesAsync("is approved");
        await chief.MailAsync(email, name + " is approved");
        return chief;
    }

    public async Task<Walker> OfficerAsync(Walker admin, string gss, string email)
    {
        await admin.GoAsync("/admin/organisations/add-authority");
        await admin.SelectAsync("Input.Gss", gss);
        await admin.FillAsync("Input.Email", email);
        await admin.PressAsync("Add and invite");
        return await AcceptInvitationAsync(email, "Head of crime reduction");
    }

    public async Task<(Walker Manager, Walker Approver)> LeadProviderAsync(Walker admin)
    {
        await admin.GoAsync("/admin/organisations/add-lead-provider");
        await admin.FillAsync("Input.Name", "Larkmere Justice LLP");
        await admin.SelectAsync("Input.Type", "LLP");
        await admin.FillAsync("Input.Company", "OC990002");
        await admin.FillAsync("Input.Email", "manager@larkmere.example.org");
        await admin.PressAsync("Add and invite");
        var organisation = new Uri(admin.Page.Url).AbsolutePath;
        await admin.GoAsync(organisation.EndsWith("/appoint", StringComparison.Ordinal) ? organisation : organisation + "/appoint");
        await admin.ChooseAsync("Input.Areas", "CPA17");
        await admin.DateAsync("Input.From", London.DateOf(portal.Clock.GetUtcNow()));
        await admin.PressAsync("Appoint");
        await admin.SeesAsync("is appointed");

        var manager = await AcceptInvitationAsync("manager@larkmere.example.org", "Supply-chain manager");
        await manager.GoAsync("/your-organisation");
        await manager.GoAsync((await manager.LinksAsync("/people"))[0]);
        await manager.GoAsync(new Uri(manager.Page.Url).AbsolutePath + "/invite");
        await manager.FillAsync("Input.Email", "approver@larkmere.example.org");
        await manager.ChooseAsync("Input.Duties", Duties.Approve);
        await manager.ChooseAsync("Input.Duties", Duties.Evaluate);
        await manager.PressAsync("Send the invitation");
        return (manager, await AcceptInvitationAsync("approver@larkmere.example.org", "Head of supply chain"));
    }

    public async Task AddColleagueAsync(Walker admin)
    {
        await admin.GoAsync("/admin/organisations?q=Second+Kettle");
        await admin.FollowAsync("Second Kettle");
        await admin.GoAsync((await admin.LinksAsync("/people"))[0]);
        await admin.GoAsync(new Uri(admin.Page.Url).AbsolutePath + "/invite");
        await admin.FillAsync("Input.Email", "writer@kettle.example.org");
        await admin.ChooseAsync("Input.Duties", Duties.Write);
        await admin.PressAsync("Send the invitation");
        var writer = await AcceptInvitationAsync("writer@kettle.example.org", "Service manager");
        await writer.SeesAsync("Second Kettle");
    }

    public async Task PublishAsync(Walker manager, Walker approver)
    {
        await manager.GoAsync("/lead/opportunities/start");
        await manager.FillAsync("Input.Title", "Women’s centre outreach, south-east London");
        await manager.PressAsync("Start the draft");
        var draft = DraftAddress().Match(manager.Page.Url).Value;
        Assert.NotEmpty(draft);

        await manager.GoAsync(draft + "/work");
        await manager.FillAsync("Input.Summary", "A women’s centre that goes to the women.");
        await manager.FillAsync("Input.Work", "Women-only sessions in places that women already use, with a named key worker.");
        await manager.PressAsync("Save and continue");
        await manager.GoAsync(draft + "/services");
        await manager.ChooseAsync("Input.Services", "WOM-CTR");
        await manager.ChooseAsync("Input.Cohorts", "WOM");
        await manager.ChooseAsync("Input.Tier", "2");
        await manager.PressAsync("Save and continue");
        await manager.GoAsync(draft + "/terms");
        await manager.FillAsync("Input.TermMonths", "36");
        await manager.FillAsync("Input.ExtensionMonths", "12");
        await manager.FillAsync("Input.PaymentByResults", "0");
        await manager.PressAsync("Save and continue");
        await manager.GoAsync(draft + "/lots/new");
        await manager.FillAsync("Input.Title", "Lewisham and Southwark outreach");
        await manager.ChooseAsync("Input.Places", "E09000023");
        await manager.ChooseAsync("Input.Places", "E09000028");
        await manager.FillAsync("Input.ValueAYear", "240,000");
        await manager.FillAsync("Input.PeopleAYear", "190");
        await manager.PressAsync("Save and continue");
        await manager.GoAsync(draft + "/needs");
        await manager.FillAsync("Input.Needs", "A women-only place to meet, yours or a partner’s");
        await manager.PressAsync("Save and continue");
        await manager.GoAsync(draft + "/criteria");
        foreach (var criterion in (await manager.LinksAsync(draft + "/criteria/")).Where(l => !l.EndsWith("/new", StringComparison.Ordinal)))
        {
            await manager.GoAsync(criterion);
            if (await manager.Page.Locator("main [name='Input.IsPrice'][type=checkbox]").First.IsCheckedAsync()) continue;
            await manager.FillAsync("Input.Questions[0].Text", "How will you do this, and with whom?");
            await manager.FillAsync("Input.Questions[0].MaxWords", "300");
            await manager.PressAsync("Save and continue");
        }

        await manager.GoAsync(draft + "/statements");
        await manager.FillAsync("Input.WomensProvision", "The whole service is for women, staffed by women.");
        await manager.PressAsync("Save and continue");
        await manager.GoAsync(draft + "/documents");
        await manager.FillAsync("Input.Title", "Specification");
        await manager.UploadAsync("Input.File", "specification.pdf", Pdf);
        await manager.PressAsync("Upload");
        await manager.SeesAsync("Specification");
        await manager.GoAsync(draft + "/dates");
        await manager.Page.Locator("main [name='Input.Opens']").First.CheckAsync();
        var lastDay = London.DateOf(portal.Clock.GetUtcNow()).AddDays(30);
        _closes = London.At(lastDay, new TimeOnly(12, 0));
        await manager.DateAsync("Input.ClosesOn", lastDay);
        await manager.SelectAsync("Input.ClosesTime", "12:00");
        await manager.PressAsync("Save and continue");
        await manager.GoAsync(draft);
        await manager.GoAsync(draft + "/check");
        await manager.PressAsync("Send for approval");

        await approver.OpenMailAsync("approver@larkmere.example.org", "For you to decide", "/lead/opportunities/");
        await approver.GoAsync(draft + "/approve");
        await approver.PressAsync("Publish");
        var mail = await approver.MailAsync("manager@larkmere.example.org", "Published:");
        _opportunity = Reference().Match(mail.Subject + mail.Text).Value;
        Assert.NotEmpty(_opportunity);
    }

    public async Task FindAsync()
    {
        var visitor = await PersonAsync();
        foreach (var search in new[] { "q=outreach", "area=CPA17", "authority=E09000023", "service=WOM-CTR", "q=womens&area=CPA17&service=WOM-CTR" })
        {
            await visitor.GoAsync("/opportunities?" + search);
            await visitor.SeesAsync("Women’s centre outreach, south-east London");
        }

        await visitor.GoAsync("/opportunities?area=CPA01");
        await visitor.DoesNotSeeAsync("Women’s centre outreach");
        await visitor.GoAsync("/opportunities/" + _opportunity);
        await visitor.SeesAsync("Lewisham");
        await visitor.GoAsync("/");
        await visitor.SeesAsync("Women’s centre outreach");
        await visitor.GoAsync("/areas/london");
        await visitor.SeesAsync("Women’s centre outreach");
    }

    public async Task<string> ConsortiumAsync(Walker lead, params (Walker Chief, string Email, string Name, int Share)[] partners)
    {
        await lead.GoAsync("/consortia/form?opportunity=" + _opportunity);
        await lead.FillAsync("Input.Name", "South Thames Women and Families");
        await lead.PressAsync("Form this consortium");
        var address = ConsortiumAddress().Match(lead.Page.Url).Value;
        Assert.NotEmpty(address);
        foreach (var (chief, email, name, share) in partners)
        {
            await lead.GoAsync(address + "/partners?words=" + Uri.EscapeDataString(name.Split(' ')[0]));
            await lead.FollowAsync("Invite " + name);
            await lead.FillAsync("Input.Share", share.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await lead.PressAsync("Send the invitation");
            await chief.OpenMailAsync(email, "You are invited to join", "/consortia/invitations/");
            await chief.PressAsync("Accept and join");
        }

        await lead.GoAsync(address + "/shares");
        var shares = await lead.Page.Locator("main input[type=text]").AllAsync();
        var wanted = new[] { 100 - partners.Sum(p => p.Share) }.Concat(partners.Select(p => p.Share)).ToArray();
        for (var i = 0; i < shares.Count; i++) await shares[i].FillAsync(wanted[i].ToString(System.Globalization.CultureInfo.InvariantCulture));
        await lead.PressAsync("Save");
        foreach (var member in partners.Select(p => p.Chief).Prepend(lead))
        {
            await member.GoAsync(address);
            if (await member.Page.Locator("main form[action*=Accept] button").CountAsync() > 0) await member.PressAsync("Accept this make-up");
        }

        await lead.MailAsync("chief@kettle.example.org", "is agreed");
        return address;
    }

    public async Task<string> WriteBidAsync(Walker lead, string bidder, int price, params Walker[] members)
    {
        await lead.GoAsync("/bids/start/" + _opportunity);
        if (await lead.Page.Locator("main [name='Input.Bidder'][type=radio]").CountAsync() > 0) await lead.ChooseByWordsAsync(bidder);
        var lots = lead.Page.Locator("main [name='Input.Lots'][type=checkbox]");
        if (await lots.CountAsync() > 0) await lots.First.CheckAsync();
        await lead.PressAsync("Start this bid");
        var bid = BidAddress().Match(lead.Page.Url).Value;
        Assert.NotEmpty(bid);
        await lead.GoAsync(bid);
        await lead.SeesAsync("You have NOT submitted this bid");
        foreach (var answers in await lead.LinksAsync("/answers/"))
        {
            await lead.GoAsync(answers);
            await lead.FillAllAsync($"We have done this for ten years. {Canary}.");
            await lead.PressAsync("Save and continue");
        }

        await lead.GoAsync(bid);
        foreach (var page in new[] { "/delivery", "/womens-provision" })
        {
            if ((await lead.LinksAsync(bid + page)).Count == 0) continue;
            await lead.GoAsync(bid + page);
            await lead.FillAllAsync("Women-only sessions, staffed by women.");
            await lead.PressAsync("Save and continue");
            await lead.GoAsync(bid);
        }

        await lead.GoAsync(bid + "/price");
        await lead.FillAsync("Input.Price[0]", price.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await lead.PressAsync("Save and continue");
        await lead.GoAsync(bid + "/documents");
        await lead.UploadAsync("Input.File", "delivery-plan.pdf", Pdf);
        await lead.Page.Locator("main [name='Input.Class']").First.CheckAsync();
        await lead.PressAsync("Upload");
        await lead.SeesAsync("delivery-plan.pdf");
        foreach (var member in members.Prepend(lead))
        {
            await member.GoAsync(bid + "/declarations");
            await member.ChooseAsync("Input.HasInterest", "no");
            await member.ChooseAsync("Input.HasExclusion", "no");
            await member.PressAsync("Declare");
        }

        return bid;
    }

    public async Task AcceptAndSubmitAsync(Walker lead, string bid, bool inTime, params Walker[] members)
    {
        // Who bids alone has nothing to accept; in a consortium everybody does.
        foreach (var member in members.Length == 0 ? [] : members.Prepend(lead))
        {
            await member.GoAsync(bid + "/check");
            await member.PressAsync("Accept version");
        }

        if (!inTime) return;
        await SubmitAsync(lead, bid);
        await lead.SeesAsync("Bid received");
        Assert.Matches("[0-9a-f]{64}", await lead.TextAsync());
    }

    public async Task SubmitAsync(Walker lead, string bid)
    {
        await lead.GoAsync(bid + "/check");
        await lead.TickAsync("Input.Confirmed");
        await lead.PressAsync("Submit this bid");
    }

    public async Task ChangeAnswerAsync(Walker lead, string bid)
    {
        await lead.GoAsync(bid);
        await lead.GoAsync((await lead.LinksAsync("/answers/"))[0]);
        await lead.FillAllAsync($"A later thought. {Canary}.");
        await lead.PressAsync("Save and continue");
    }

    public async Task NobodyElseSeesAsync(Walker other, string bid, params string[] names)
    {
        foreach (var page in new[] { "/", "/opportunities/" + _opportunity, "/opportunities?q=" + Canary, "/organisations", "/inbox", "/tasks" })
        {
            await other.GoAsync(page);
            await other.DoesNotSeeAsync(bid.Split('/')[^1]);
            if (!page.Contains("q=", StringComparison.Ordinal)) await other.DoesNotSeeAsync(Canary);
            foreach (var name in names) await other.DoesNotSeeAsync(name);
        }

        // The bid answers as one that never was.
        var never = await other.Page.GotoAsync("/bids/ZZZZ-ZZZZ");
        var response = await other.Page.GotoAsync(bid);
        Assert.True(response!.Status is 403 or 404);
        Assert.Equal(never!.Status, response.Status);
    }

    /// <summary>Moves the clock to so many minutes before the closing instant, or to the instant itself.</summary>
    public void MoveToClosing(int minutesBefore = 0) => portal.Clock.MoveTo(_closes.AddMinutes(-minutesBefore));

    public async Task OpenAsync(Walker first, Walker second)
    {
        var page = $"/lead/opportunities/{_opportunity}/opening";
        await first.GoAsync(page);
        await first.PressAsync("Ask to open the bids");
        await second.GoAsync(page);
        // What arrived at the last moment may still be on its way to the disk: nothing is opened within two minutes of closing.
        await second.PressAsync("Confirm and open the bids");
        await second.SeesAsync("There is a problem");
        portal.Clock.Move(TimeSpan.FromMinutes(3));
        await second.GoAsync(page);
        await second.PressAsync("Confirm and open the bids");
        await second.SeesAsync("2 bids");
    }

    public async Task CheckComplianceAsync(Walker manager)
    {
        var page = $"/lead/opportunities/{_opportunity}/opening";
        await manager.GoAsync(page);
        var bids = await manager.LinksAsync($"/lead/opportunities/{_opportunity}/bids/");
        Assert.Equal(2, bids.Count);
        foreach (var bid in bids)
        {
            await manager.GoAsync(bid);
            await manager.DoesNotSeeAsync("228,000");
            await manager.ChooseAsync("Input.Status", "Compliant");
            await manager.PressAsync("Save the decision");
        }
    }

    public async Task EvaluateAsync(Walker evaluator)
    {
        var lot = $"/lead/opportunities/{_opportunity}/lots/1/evaluation";
        await evaluator.GoSoonAsync(lot);
        if (await evaluator.Page.Locator("main form[action*=Join] button").CountAsync() > 0) await evaluator.PressAsync("Join the panel");
        await evaluator.GoAsync(lot + "/interest");
        await evaluator.ChooseAsync("Input.Answer", "none");
        await evaluator.PressAsync("Declare");
        await evaluator.GoAsync(lot + "/scores");
        var bids = await evaluator.LinksAsync(lot + "/scores/");
        Assert.Equal(2, bids.Count);
        var score = 4;
        foreach (var bid in bids)
        {
            await evaluator.GoAsync(bid);
            await evaluator.DoesNotSeeAsync("228,000");
            foreach (var field in await evaluator.Page.Locator("main input[name$='.Value']").AllAsync()) await field.FillAsync(score.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await evaluator.FillAllAsync("Clear, with evidence from work like this.");
            await evaluator.SendAsync(evaluator.Page.Locator("main button[name='Input.Go']").Last);
            score--;
        }

        await evaluator.GoAsync(lot + "/scores");
        await evaluator.PressAsync("Lock my scores");
        await evaluator.GoAsync(lot + "/ranking");
        await evaluator.SeesAsync("228,000");
        await evaluator.PressAsync("Sign");
        await evaluator.SeesAsync("Signed by");
    }

    public async Task<string> ProposeAsync(Walker manager)
    {
        await manager.GoAsync($"/lead/opportunities/{_opportunity}/awards");
        await manager.ChooseAsync("Input.Lots", "1");
        await manager.PressAsync("Propose the award");
        await manager.GoAsync("/lead/awards");
        var award = (await manager.LinksAsync("/lead/awards/"))[0];
        await manager.GoAsync(award);
        return award;
    }

    public async Task<string> CommentAsync(Walker officer, string email, string outcome, string text)
    {
        await officer.OpenMailAsync(email, "comment", "/");
        var page = RequestAddress().Match(officer.Page.Url).Value;
        if (page.Length == 0)
        {
            await officer.GoAsync("/requests");
            page = (await officer.LinksAsync("/requests/"))[0];
            await officer.GoAsync(page);
        }

        await officer.DoesNotSeeAsync("228,000");
        await officer.DoesNotSeeAsync("4.0");
        await SayAsync(officer, page, outcome, text);
        return page;
    }

    /// <summary>Comments on the page of a request.</summary>
    public static async Task SayAsync(Walker officer, string page, string outcome, string text)
    {
        await officer.PressAsync("Tell them that it has arrived");
        await officer.GoAsync(page);
        await officer.ChooseAsync("Input.Outcome", outcome);
        await officer.FillAsync("Input.Text", text);
        await officer.Page.Locator("main [name='Input.Standing']").First.CheckAsync();
        await officer.PressAsync("Check and send");
        await officer.PressAsync("Send the comment");
    }

    public static async Task ApproveIsRefusedAsync(Walker approver, string award)
    {
        await approver.GoAsync(award + "/approve");
        await approver.PressAsync("Approve and send the letters");
        await approver.SeesAsync("There is a problem");
    }

    public async Task AnswerAsync(Walker manager, string award)
    {
        await manager.GoAsync("/lead/comments");
        await manager.GoAsync((await manager.LinksAsync("/lead/comments/"))[0]);
        await manager.GoAsync((await manager.LinksAsync(new Uri(manager.Page.Url).AbsolutePath + "/"))[0]);
        await manager.FillAsync("Input.Text", "Accepted: the agreement names a key worker for each borough.");
        await manager.PressAsync("Save the answer");
    }

    public async Task ApproveAsync(Walker approver, string award)
    {
        await approver.GoAsync(award + "/approve");
        await approver.PressAsync("Approve and send the letters");
        await approver.GoAsync(award);
        await approver.SeesAsync("Standstill");
    }

    public static async Task ConfirmAsync(Walker approver, string award)
    {
        await approver.GoAsync(award + "/confirm");
        await approver.PressAsync("Confirm");
    }

    public async Task PublicSeesAsync(string winner, string comment, string answer)
    {
        var visitor = await PersonAsync();
        await visitor.GoAsync("/opportunities/" + _opportunity);
        await visitor.SeesAsync(winner);
        await visitor.GoAsync((await visitor.LinksAsync("/awards/"))[0]);
        await visitor.SeesAsync(winner);
        await visitor.SeesAsync(comment);
        await visitor.SeesAsync(answer);
        await visitor.GoAsync("/comments");
        await visitor.SeesAsync(comment);
    }

    public async Task AuditAsync(Walker admin)
    {
        await admin.GoAsync("/admin/audit?Reference=" + _opportunity);
        var rows = await admin.Page.Locator("main tbody").InnerTextAsync();
        foreach (var said in new[] { "Opportunity published", "Head of supply chain", "Opened the bids", "Opportunity closed" }) Assert.Contains(said, rows, StringComparison.Ordinal);
        // What was done, who did it, and why where somebody had to say so.
        foreach (var (action, person) in new[] { ("BidSubmitted", "Chief officer"), ("CommentSubmitted", "Head of crime reduction"), ("AwardProposed", "Supply-chain manager"), ("AwardApproved", "Head of supply chain"), ("AwardConfirmed", "Head of supply chain") })
        {
            await admin.GoAsync("/admin/audit?Action=" + action);
            Assert.Contains(person, await admin.Page.Locator("main tbody").InnerTextAsync(), StringComparison.Ordinal);
        }

        await admin.GoAsync("/admin/audit/verify");
        await admin.PressAsync("Check now");
        await admin.SeesAsync("Not altered");
    }

    public static byte[] Pdf { get; } = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n"u8.ToArray();

    /// <summary>Signs in again: days have passed.</summary>
    public static Task AgainAsync(Walker person, string email) => person.SignInAsync(email, Password);

    private async Task<Walker> AcceptInvitationAsync(string email, string name)
    {
        var person = await PersonAsync();
        await person.OpenMailAsync(email, "You are invited to join", "/invitations/");
        await person.FillAsync("Input.DisplayName", name);
        await person.FillAsync("Input.Password", Password);
        await person.PressAsync("Make the account and accept");
        await person.SignInAsync(email, Password);
        await person.GoAsync("/your-organisation");
        return person;
    }

    [GeneratedRegex("token: ([0-9a-f]{20,})")]
    private static partial Regex Token();

    [GeneratedRegex("/lead/opportunities/[0-9a-f-]{36}")]
    private static partial Regex DraftAddress();

    [GeneratedRegex("/consortia/[0-9a-f-]{36}")]
    private static partial Regex ConsortiumAddress();

    [GeneratedRegex("/bids/[A-Za-z0-9]{4}-[A-Za-z0-9]{4}")]
    private static partial Regex BidAddress();

    [GeneratedRegex("/requests/[0-9a-f-]{36}")]
    private static partial Regex RequestAddress();

    [GeneratedRegex("OPP-[0-9]{4}-[0-9]{4}")]
    private static partial Regex Reference();
}
