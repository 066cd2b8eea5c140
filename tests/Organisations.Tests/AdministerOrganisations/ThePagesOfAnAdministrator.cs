using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.SetUpAuthority;
using Procurement.Testing;

namespace Procurement.Organisations.Tests.AdministerOrganisations;

public sealed class ThePagesOfAnAdministrator(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private const string Facts = """[{"step":"areas"},{"step":"authorities"},{"step":"services"},{"step":"cohorts"},{"step":"bank-holidays"}]""";
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task A_registration_is_rejected_with_a_reason_put_right_and_approved()
    {
        var browser = await AdministratorAsync();
        var draft = await Story.DraftAsync(_portal, Story.Number());
        await _portal.AsAsync(draft.Email, async s =>
            Assert.True((await s.GetRequiredService<Organisations.RegisterOrganisation.SendRegistrationHandler>().HandleAsync(draft.Reference, CancellationToken.None)).IsDone));
        var url = "/admin/organisations/" + draft.Reference.ToLowerInvariant();

        var page = await browser.GetAsync(url);
        var refused = await browser.SendAsync(page, [new("Input.Reason", " ")], "form[action*='handler=Reject']");
        Assert.NotEmpty(refused.Errors);
        var rejected = await browser.SendAsync(page, [new("Input.Reason", "Please give the number of the new charity.")], "form[action*='handler=Reject']");
        Assert.Equal(url, rejected.Location);

        var registrant = await _portal.SignInAsync(draft.Email);
        var check = await registrant.GetAsync($"/organisations/register/{draft.Reference.ToLowerInvariant()}/check");
        Assert.Contains("number of the new charity", check.Text, StringComparison.Ordinal);
        Assert.EndsWith("/done", (await registrant.SendAsync(check)).Location, StringComparison.Ordinal);

        page = await browser.GetAsync(url);
        Assert.Equal(url, (await browser.SendAsync(page, form: "form[action*='handler=Approve']")).Location);
        await _portal.DrainAsync();
        Assert.Contains(_portal.Mails(), m => m.To == draft.Email && m.Text.Contains("number of the new charity", StringComparison.Ordinal));
        Assert.Contains(_portal.Mails(), m => m.To == draft.Email && m.Subject.Contains("is approved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_authority_is_set_up_once_and_its_first_officer_is_invited()
    {
        var browser = await AdministratorAsync();
        var officer = $"officer{Story.Number()}@test.example.org";
        var page = await browser.GetAsync("/admin/organisations/add-authority");
        var sent = await browser.SendAsync(page, [new("Input.Gss", "E08000025"), new("Input.Email", officer)]);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        await _portal.DrainAsync();
        Assert.Contains(_portal.Mails(), m => m.To == officer && m.Link("/invitations/").Length > 0);

        page = await browser.GetAsync("/admin/organisations/add-authority");
        var again = await browser.SendAsync(page, [new("Input.Gss", "E08000025"), new("Input.Email", "another@test.example.org")]);
        Assert.NotEmpty(again.Errors);
        var card = await _portal.AsAsync(null, s => s.GetRequiredService<IOrganisations>().AuthoritiesAsync(["E08000025"], CancellationToken.None));
        Assert.Equal(OrganisationKind.Authority, card["E08000025"].Kind);
        Assert.Equal("GB-LAE-BIR", Assert.Single(card["E08000025"].Identifiers).OrgId);
    }

    [Fact]
    public async Task Two_administrators_who_set_the_same_authority_up_at_once_make_one()
    {
        await _portal.PlayAsync(Facts);
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => _portal.AsAsync(null, s =>
            s.GetRequiredService<SetUpAuthorityHandler>().HandleAsync("E08000026", null, $"first{i}@test.example.org", [Duties.Manage], CancellationToken.None))));
        Assert.Single(results, r => r.IsDone);
        Assert.IsType<AuthorityHasAnOrganisation>(Assert.Single(results, r => !r.IsDone).Refusal);
        Assert.Equal(1, await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Organisation>().CountAsync(o => o.GssCode == "E08000026")));
    }

    [Fact]
    public async Task A_lead_provider_is_set_up_appointed_and_its_appointment_ended_early()
    {
        var browser = await AdministratorAsync();
        var name = "Lead " + Story.Number();
        var page = await browser.GetAsync("/admin/organisations/add-lead-provider");
        var sent = await browser.SendAsync(page,
        [
            new("Input.Name", name), new("Input.Type", "LLP"), new("Input.Company", "OC" + Story.Number()[1..]), new("Input.Email", $"manager{Story.Number()}@test.example.org"),
        ]);
        Assert.EndsWith("/appoint", sent.Location, StringComparison.Ordinal);
        var today = London.DateOf(_portal.Clock.GetUtcNow());
        page = await browser.GetAsync(sent.Location!);
        sent = await browser.SendAsync(page, [new("Input.Areas", "CPA17"), new("Input.Areas", "CPA03"), .. Day("From", today)]);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);

        var id = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Organisation>().Where(o => o.Name == name).Select(o => o.Id).SingleAsync());
        Assert.Equal(["CPA03", "CPA17"], (await AreasAsync(id, today)).Order());
        page = await browser.GetAsync(sent.Location!);
        var end = page.Page.QuerySelector("a[href$='/end']")!.GetAttribute("href")!;
        page = await browser.GetAsync(end);
        Assert.NotEmpty((await browser.SendAsync(page, Day("To", today))).Errors);
        page = await browser.GetAsync(end);
        sent = await browser.SendAsync(page, [.. Day("To", today), new("Input.Reason", "The contract ended.")]);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Equal(2, (await AreasAsync(id, today)).Count);
        Assert.Empty(await AreasAsync(id, today.AddDays(1)));
    }

    [Fact]
    public async Task A_suspended_organisation_is_no_longer_public_and_cannot_act()
    {
        var (id, draft) = await Story.ApprovedAsync(_portal);
        var browser = await AdministratorAsync();
        var url = "/admin/organisations/" + draft.Reference.ToLowerInvariant();
        Assert.Equal(HttpStatusCode.OK, (await _portal.Visitor().VisitAsync("/organisations/" + draft.Reference)).Status);
        await browser.SendAsync(await browser.GetAsync(url), [new("Input.Reason", "An investigation.")], "form[action*='handler=Suspend']");
        Assert.Equal(HttpStatusCode.NotFound, (await _portal.Visitor().VisitAsync("/organisations/" + draft.Reference)).Status);
        Assert.False((await _portal.AsAsync(null, s => s.GetRequiredService<IOrganisations>().FindAsync(id, CancellationToken.None)))!.IsApproved);
        await browser.SendAsync(await browser.GetAsync(url), form: "form[action*='handler=Reinstate']");
        Assert.Equal(HttpStatusCode.OK, (await _portal.Visitor().VisitAsync("/organisations/" + draft.Reference)).Status);
    }

    [Fact]
    public async Task A_number_that_was_looked_up_says_so_in_public()
    {
        var (_, draft) = await Story.ApprovedAsync(_portal);
        var browser = await AdministratorAsync();
        var url = "/admin/organisations/" + draft.Reference.ToLowerInvariant();
        var page = await browser.GetAsync(url);
        var number = page.Page.QuerySelector("input[name='Registers.Checked']")!.GetAttribute("value")!;
        await browser.SendAsync(page, [new("Registers.Checked", number), new("Registers.IsAccountsOverdue", "true")], "form[action*='handler=Registers']");
        var seen = await _portal.Visitor().VisitAsync("/organisations/" + draft.Reference);
        Assert.DoesNotContain("not checked", seen.Text, StringComparison.Ordinal);
        Assert.Contains("accounts are overdue", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bank_holidays_are_listed_and_added()
    {
        var browser = await AdministratorAsync();
        var page = await browser.GetAsync("/admin/bank-holidays/add");
        var sent = await browser.SendAsync(page, [.. Day("Date", new DateOnly(2029, 7, 9)), new("Input.Name", "A celebration"), new("Input.Note", "Gazette")]);
        Assert.Equal("/admin/bank-holidays?year=2029", sent.Location);
        Assert.Contains("A celebration", (await browser.GetAsync(sent.Location!)).Text, StringComparison.Ordinal);
        page = await browser.GetAsync("/admin/bank-holidays/add");
        Assert.NotEmpty((await browser.SendAsync(page, [.. Day("Date", new DateOnly(2029, 7, 9)), new("Input.Name", "Again")])).Errors);
    }

    private static KeyValuePair<string, string>[] Day(string field, DateOnly day) =>
    [
        new($"Input.{field}.Day", $"{day.Day}"), new($"Input.{field}.Month", $"{day.Month}"), new($"Input.{field}.Year", $"{day.Year}"),
    ];

    private Task<IReadOnlySet<string>> AreasAsync(Guid id, DateOnly day) =>
        _portal.AsAsync(null, s => s.GetRequiredService<IOrganisations>().AppointedAreasAsync(id, day, CancellationToken.None));

    private async Task<Browser> AdministratorAsync()
    {
        await _portal.PlayAsync(Facts);
        var email = $"admin{Story.Number()}@test.example.org";
        await _portal.PlayAsync($$"""[{"step":"roles","roles":[{"name":"Administrator"}]},{"step":"accounts","accounts":[{"email":"{{email}}","name":"Administrator (demo account)","roles":["Administrator"]}]}]""");
        return await _portal.SignInAsync(email);
    }
}
