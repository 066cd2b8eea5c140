using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Testing;

namespace Procurement.Organisations.Tests.RegisterOrganisation;

public sealed class ThePagesOfARegistration(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task One_question_after_the_other_to_the_end_and_everything_is_kept()
    {
        await _portal.PlayAsync("""[{"step":"areas"},{"step":"authorities"},{"step":"services"},{"step":"cohorts"}]""");
        var email = await Story.PersonAsync(_portal);
        var browser = await _portal.SignInAsync(email);
        var number = Story.Number();

        var page = await browser.GetAsync("/organisations/register");
        var sent = await browser.SendAsync(page);
        Assert.EndsWith("/type", sent.Location, StringComparison.Ordinal);
        sent = await AnswerAsync(browser, sent, ("Input.Type", "CIO"));
        Assert.EndsWith("/name", sent.Location, StringComparison.Ordinal);
        sent = await AnswerAsync(browser, sent, ("Input.Name", "Journey House " + number));
        Assert.EndsWith("/numbers", sent.Location, StringComparison.Ordinal);

        var wrong = await AnswerAsync(browser, sent, ("Input.Numbers[0].Number", "12345"));
        Assert.Equal(HttpStatusCode.OK, wrong.Status);
        Assert.Contains("12345", Assert.Single(wrong.Errors), StringComparison.Ordinal);
        Assert.Equal("12345", wrong.Page.QuerySelector("[name='Input.Numbers[0].Number']")!.GetAttribute("value"));

        sent = await browser.SendAsync(wrong, [new("Input.Numbers[0].Number", number)]);
        Assert.EndsWith("/contact", sent.Location, StringComparison.Ordinal);
        sent = await AnswerAsync(browser, sent, ("Input.Email", "hello@test.example.org"), ("Input.Address", "1 Secret Street"), ("Input.IsAddressSecret", "true"));
        Assert.EndsWith("/about", sent.Location, StringComparison.Ordinal);
        sent = await AnswerAsync(browser, sent, ("Input.Description", "We help."), ("Input.Income", "£95,000"));
        Assert.EndsWith("/services", sent.Location, StringComparison.Ordinal);
        sent = await AnswerAsync(browser, sent, ("Input.Services", "ACC-ADV"), ("Input.Services", "FBD-ADV"));
        Assert.EndsWith("/cohorts", sent.Location, StringComparison.Ordinal);
        sent = await AnswerAsync(browser, sent, ("Input.Cohorts", "WOM"));
        Assert.EndsWith("/places", sent.Location, StringComparison.Ordinal);
        sent = await AnswerAsync(browser, sent, ("Input.Areas", "CPA03"));
        Assert.EndsWith("/check", sent.Location, StringComparison.Ordinal);

        var check = await browser.GetAsync(sent.Location!);
        Assert.Contains("Durham Tees Valley", check.Text, StringComparison.Ordinal);
        Assert.Contains("95,000", check.Text, StringComparison.Ordinal);
        sent = await browser.SendAsync(check);
        Assert.EndsWith("/done", sent.Location, StringComparison.Ordinal);
        var done = await browser.GetAsync(sent.Location!);
        Assert.Contains("ORG-", done.Text, StringComparison.Ordinal);

        var organisation = await _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Organisation>().SingleAsync(o => o.Name == "Journey House " + number));
        Assert.Equal(OrganisationStatus.AwaitingApproval, organisation.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _portal.Visitor().GetAsync("/organisations/" + organisation.Slug)).Status);
        await _portal.AsAsync(null, async s =>
            Assert.True((await s.GetRequiredService<DecideRegistration.DecideRegistrationHandler>().ApproveAsync(organisation.Reference, CancellationToken.None)).IsDone));

        var seen = await _portal.Visitor().GetAsync("/organisations/" + organisation.Slug);
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("not checked", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret Street", seen.Body, StringComparison.Ordinal);
        await _portal.DrainAsync();
        Assert.Contains(_portal.Mails(), m => m.To == email && m.Subject.Contains("approved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in() =>
        Assert.Equal(HttpStatusCode.Redirect, (await _portal.Visitor().GetAsync("/organisations/register")).Status);

    [Fact]
    public async Task Pages_of_anothers_organisation_are_not_found()
    {
        var (_, draft) = await Story.ApprovedAsync(_portal);
        var reference = draft.Reference.ToLowerInvariant();
        var stranger = await _portal.SignInAsync(await Story.PersonAsync(_portal));
        foreach (var url in new[] { $"/your-organisation/{reference}", $"/your-organisation/{reference}/people", $"/your-organisation/{reference}/profile", $"/your-organisation/{reference}/people/invite", $"/organisations/register/{reference}/type" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync("/admin/organisations")).Status);
    }

    [Fact]
    public async Task Every_page_of_a_member_answers()
    {
        await _portal.PlayAsync("""[{"step":"areas"},{"step":"authorities"},{"step":"services"},{"step":"cohorts"}]""");
        var (_, draft) = await Story.ApprovedAsync(_portal);
        var reference = draft.Reference.ToLowerInvariant();
        var browser = await _portal.SignInAsync(draft.Email);
        foreach (var url in new[] { $"/your-organisation/{reference}", $"/your-organisation/{reference}/people", $"/your-organisation/{reference}/profile", $"/your-organisation/{reference}/people/invite", "/organisations", "/organisations?kind=Supplier&area=CPA03&service=ACC-ADV&q=charity" })
        {
            var page = await browser.GetAsync(url);
            Assert.True(page.Status == HttpStatusCode.OK, $"{url}: {page.Status} {string.Join(Environment.NewLine, _portal.Log.Errors)}");
            Assert.Single(page.Page.QuerySelectorAll("h1"));
        }

        var profile = await browser.GetAsync($"/your-organisation/{reference}/profile");
        var saved = await browser.SendAsync(profile, [new("Input.Description", "We help people."), new("Input.Services", "FBD-ADV")]);
        Assert.Equal($"/your-organisation/{reference}", saved.Location);
        var stale = await browser.SendAsync(profile, [new("Input.Description", "An older thought.")]);
        Assert.NotEmpty(stale.Errors);
    }

    private static async Task<Answer> AnswerAsync(Browser browser, Answer sent, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetAsync(sent.Location!);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return await browser.SendAsync(page, fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
    }
}
