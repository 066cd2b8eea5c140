using System.Text.RegularExpressions;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Journeys.Tests;

public sealed partial class MainJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public Task From_an_empty_site_to_an_award_with_script_and_axe_on_every_page() => WalkAsync(script: true);

    [Fact]
    public async Task From_an_empty_site_to_an_award_without_script_while_the_mail_server_fails_for_a_time()
    {
        await using var server = new MailServer();
        await WalkAsync(script: false, server);
        var received = server.Mails.Select(m => MessageId().Match(m).Value).ToArray();
        Assert.DoesNotContain("", received);
        Assert.Equal(received.Length, received.Distinct().Count());
    }

    private async Task WalkAsync(bool script, MailServer? server = null)
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(Engine.Sqlite) { Listens = true, Background = true, Mail = server, Settings = { ["Setup:Recipe"] = "new-site" } });
        await using var journey = new MainJourney(chromium.Browser, portal, script);

        await journey.VisitorReadsAsync();
        var admin = await journey.FirstAdministratorAsync();
        var kettle = await journey.RegisterAsync(admin, "chief@kettle.example.org", "CIO", "Second Kettle Women’s Centre", "9900102", "WOM-CTR", "WOM");
        var bridges = await journey.RegisterAsync(admin, "chief@bridges.example.org", "CHA_COY", "Nine Bridges Family Links", "9900108", "FAM-SUP", "PAR");
        var mosaic = await journey.RegisterAsync(admin, "chief@mosaic.example.org", "UNI", "Mosaic Lane Community Voice", "", "BAM-SUP", "BAM");
        var kitehill = await journey.RegisterAsync(admin, "chief@kitehill.example.org", "CHA_COY", "Kitehill Young Adults Trust", "9900114", "YAD-SUP", "YA1825");
        await journey.AddColleagueAsync(admin);
        var lewisham = await journey.OfficerAsync(admin, "E09000023", "officer@lewisham.example.org");
        var southwark = await journey.OfficerAsync(admin, "E09000028", "officer@southwark.example.org");
        var (manager, approver) = await journey.LeadProviderAsync(admin);

        await journey.PublishAsync(manager, approver);
        await journey.FindAsync();

        await journey.ConsortiumAsync(kettle,
            (bridges, "chief@bridges.example.org", "Nine Bridges Family Links", 35), (mosaic, "chief@mosaic.example.org", "Mosaic Lane Community Voice", 15));
        var bid = await journey.WriteBidAsync(kettle, "South Thames Women and Families", 228_000, bridges, mosaic);
        // The receipt on the page does not wait for the mail; the mail waits for its server.
        server?.GoDown();
        await journey.AcceptAndSubmitAsync(kettle, bid, inTime: true, bridges, mosaic);
        if (server is not null)
        {
            await portal.DrainAsync();
            Assert.DoesNotContain(portal.Mails(), m => m.Subject.StartsWith("Receipt: bid", StringComparison.Ordinal));
            server.ComeUp();
            portal.Clock.Move(TimeSpan.FromMinutes(10));
        }

        await kettle.MailAsync("chief@kettle.example.org", "Receipt: bid");
        var other = await journey.WriteBidAsync(kitehill, "Kitehill Young Adults Trust", 236_000);
        await journey.AcceptAndSubmitAsync(kitehill, other, inTime: true);
        foreach (var person in new[] { manager, approver, admin, lewisham }) await journey.NobodyElseSeesAsync(person, bid, "South Thames Women and Families");

        // A change of mind, accepted by all, that arrives at the closing instant: refused, and the version before stands.
        journey.MoveToClosing(minutesBefore: 20);
        foreach (var (person, email) in new[] { (kettle, "chief@kettle.example.org"), (bridges, "chief@bridges.example.org"), (mosaic, "chief@mosaic.example.org") })
            await MainJourney.AgainAsync(person, email);
        await journey.ChangeAnswerAsync(kettle, bid);
        await journey.AcceptAndSubmitAsync(kettle, bid, inTime: false, bridges, mosaic);
        await kettle.GoAsync(bid + "/check");
        await kettle.TickAsync("Input.Confirmed");
        journey.MoveToClosing();
        await kettle.PressAsync("Submit this bid");
        await kettle.SeesAsync("too late");
        await kettle.MailAsync("chief@kettle.example.org", "Not accepted: bid");

        foreach (var (person, email) in new[] { (manager, "manager@larkmere.example.org"), (approver, "approver@larkmere.example.org"), (admin, "administrator@example.org"), (lewisham, "officer@lewisham.example.org"), (southwark, "officer@southwark.example.org") })
            await MainJourney.AgainAsync(person, email);
        await journey.OpenAsync(manager, approver);
        await journey.CheckComplianceAsync(manager);
        await journey.EvaluateAsync(approver);

        var award = await journey.ProposeAsync(manager);
        await journey.CommentAsync(lewisham, "officer@lewisham.example.org", "Concern", "It is not said who takes a woman over when she moves.");
        await MainJourney.ApproveIsRefusedAsync(approver, award);
        await southwark.MailAsync("officer@southwark.example.org", "Please comment by");
        await journey.AnswerAsync(manager, award);
        await MainJourney.ApproveIsRefusedAsync(approver, award);

        // Southwark is reminded, and lets it expire.
        for (var days = 0; days < 30; days += 3)
        {
            portal.Clock.Move(TimeSpan.FromDays(3));
            await portal.DrainAsync();
        }

        await southwark.MailAsync("officer@southwark.example.org", "Reminder: please comment");
        await MainJourney.AgainAsync(manager, "manager@larkmere.example.org");
        await MainJourney.AgainAsync(approver, "approver@larkmere.example.org");
        await journey.ApproveAsync(approver, award);
        await kettle.MailAsync("chief@kettle.example.org", "The result of your bid");
        await kitehill.MailAsync("chief@kitehill.example.org", "The result of your bid");
        await MainJourney.AgainAsync(kitehill, "chief@kitehill.example.org");
        await kitehill.OpenMailAsync("chief@kitehill.example.org", "The result of your bid", "/letters/");
        await kitehill.SeesAsync("South Thames Women and Families");
        await MainJourney.ConfirmAsync(approver, award);
        await approver.SeesAsync("There is a problem");
        portal.Clock.Move(TimeSpan.FromDays(21));
        await portal.DrainAsync();
        await MainJourney.AgainAsync(approver, "approver@larkmere.example.org");
        await MainJourney.ConfirmAsync(approver, award);

        await journey.PublicSeesAsync("South Thames Women and Families", "who takes a woman over when she moves", "a key worker for each borough");
        await MainJourney.AgainAsync(admin, "administrator@example.org");
        await journey.AuditAsync(admin);
        Assert.True(!journey.Violations.Any(), string.Join("\n", journey.Violations));
        // That the mail server does not answer is an error to those who run the portal.
        Assert.DoesNotContain(portal.Log.Errors, e => server is null || !e.Contains("SendMailJob", StringComparison.Ordinal));
    }

    [GeneratedRegex("(?im)^Message-ID: *<[^>]+>")]
    private static partial Regex MessageId();
}
