using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.Playing;
using Procurement.Site.Contracts;
using Procurement.Testing;

namespace Procurement.Opportunities.Tests.DraftOpportunity;

public sealed class JourneyTests(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private Portal Portal => fixture.Portal;

    private static Dictionary<string, string> Form(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);

    [Fact]
    public async Task An_opportunity_is_drafted_sent_published_and_found_with_pages_alone()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var manager = await Portal.SignInAsync(stage.Manager);
        var started = await manager.SendAsync(await manager.GetAsync("/lead/opportunities/start"), Form(("Input.Title", "Numbat outreach")));
        Assert.Equal(HttpStatusCode.Redirect, started.Status);
        var draft = started.Location!;

        async Task Step(string path, Dictionary<string, string> fields)
        {
            var page = await manager.GetAsync($"{draft}/{path}");
            Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Status}");
            var sent = await manager.SendAsync(page, fields);
            Assert.True(sent.Status == HttpStatusCode.Redirect, $"{path}: {sent.Status} {string.Join("; ", sent.Errors)}");
        }

        // What is unfinished may be saved.
        await Step("work", Form(("Input.Title", "Numbat outreach"), ("Input.Summary", "Somebody looks for somebody.")));
        await Step("work", Form(("Input.Work", "First.\n\nSecond.")));
        await Step("services", Form(("Input.Services", "WOM-CTR"), ("Input.Cohorts", "WOM"), ("Input.Tier", "2")));
        await Step("terms", Form(("Input.TermMonths", "36"), ("Input.ExtensionMonths", "12"), ("Input.PaymentByResults", "0%")));
        await Step("lots/new", Form(("Input.Title", "Lewisham"), ("Input.Places", "E09000023"), ("Input.ValueAYear", "£130,000"), ("Input.PeopleAYear", "100")));
        await Step("needs", Form(("Input.Needs", "A women-only place to meet")));
        var criteria = await manager.GetAsync(draft + "/criteria");
        foreach (var link in criteria.Page.QuerySelectorAll("main td a").Select(a => a.GetAttribute("href")!).Take(5))
            await Step(link[(draft.Length + 1)..], Form(("Input.Questions[0].Text", "How will you do it?"), ("Input.Questions[0].MaxWords", "300")));
        await Step("statements", Form(("Input.WomensProvision", "All of it is for women.")));
        var closes = London.DateOf(Portal.Clock.GetUtcNow()).AddDays(30);
        await Step("dates", Form(("Input.Opens", "now"), ("Input.ClosesOn.Day", $"{closes.Day}"), ("Input.ClosesOn.Month", $"{closes.Month}"), ("Input.ClosesOn.Year", $"{closes.Year}"), ("Input.ClosesTime", "12:00")));
        var uploaded = await manager.SendAsync(await manager.GetAsync(draft + "/documents"), Form(("Input.Title", "Specification")), "main form[enctype]", ("Input.File", "specification.pdf", SmallPdf.Of("Specification", ["1. What we want."])));
        Assert.True(uploaded.Status == HttpStatusCode.Redirect, string.Join("; ", uploaded.Errors));

        var check = await manager.GetAsync(draft + "/check");
        Assert.Equal("Check your answers", check.Heading);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SendAsync(check)).Status);
        Assert.Contains("Awaiting approval", (await manager.GetAsync(draft)).Text, StringComparison.Ordinal);

        var visitor = Portal.Visitor();
        Assert.DoesNotContain("Numbat", (await visitor.GetAsync("/opportunities?q=numbat+outreach")).Page.QuerySelector(".cl-results")?.TextContent ?? "", StringComparison.Ordinal);

        var approver = await Portal.SignInAsync(stage.Approver);
        var decide = await approver.GetAsync(draft + "/approve");
        Assert.Contains("How will you do it?", decide.Text, StringComparison.Ordinal);
        var published = await approver.SendAsync(decide, form: "main form[action*=Publish]");
        Assert.True(published.Status == HttpStatusCode.Redirect, string.Join("; ", published.Errors));

        var found = await visitor.GetAsync("/opportunities?q=numbat+lewisham&area=CPA17");
        var link2 = Assert.Single(found.Page.QuerySelectorAll(".cl-result a"));
        var page = await visitor.GetAsync(link2.GetAttribute("href")!);
        Assert.Equal("Numbat outreach", page.Heading);
        Assert.Contains("£130,000", page.Text, StringComparison.Ordinal);
        Assert.Contains("12 noon", page.Text, StringComparison.Ordinal);
        var file = await visitor.GetAsync(page.Page.QuerySelector(".cl-docs a")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("application/pdf", file.Response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Two_editors_are_shown_what_differs_and_keep_what_they_typed()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Conflict " + stage.Name, "draft");
        var first = await Portal.SignInAsync(stage.Manager);
        var second = await Portal.SignInAsync(stage.Manager);
        var pageOfFirst = await first.GetAsync($"/lead/opportunities/{id}/statements");
        var pageOfSecond = await second.GetAsync($"/lead/opportunities/{id}/statements");
        Assert.Equal(HttpStatusCode.Redirect, (await first.SendAsync(pageOfFirst, Form(("Input.WomensProvision", "What the first wrote.")))).Status);
        var shown = await second.SendAsync(pageOfSecond, Form(("Input.WomensProvision", "What the second wrote.")));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Single(shown.Errors);
        Assert.Contains("What the first wrote.", shown.Page.QuerySelector("#conflict-h")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("What the second wrote.", shown.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        // Having seen it, the second may save.
        Assert.Equal(HttpStatusCode.Redirect, (await second.SendAsync(shown, Form(("Input.WomensProvision", "Both together.")))).Status);
        Assert.Equal("Both together.", await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.Id == id).Select(o => o.WomensProvision).SingleAsync()));
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_its_errors()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Errors " + stage.Name, "draft");
        var manager = await Portal.SignInAsync(stage.Manager);
        var sent = await manager.SendAsync(await manager.GetAsync($"/lead/opportunities/{id}/terms"), Form(("Input.TermMonths", "three years"), ("Input.PaymentByResults", "5")));
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        Assert.Equal("three years", sent.Page.QuerySelector("#Input_TermMonths")!.GetAttribute("value"));
        Assert.Equal("5", sent.Page.QuerySelector("#Input_PaymentByResults")!.GetAttribute("value"));
        Assert.Single(sent.Errors);
    }

    [Fact]
    public async Task Every_page_of_a_draft_is_nothing_to_everybody_else()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var other = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Hidden " + stage.Name, "draft");
        var stranger = await Portal.SignInAsync(other.Manager);
        var approver = await Portal.SignInAsync(other.Approver);
        var own = await Portal.SignInAsync(stage.Manager);
        string[] pages = ["", "/work", "/services", "/terms", "/lots", "/lots/new", "/needs", "/criteria", "/criteria/new", "/statements", "/documents", "/dates", "/check", "/preview"];
        foreach (var page in pages)
        {
            Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"/lead/opportunities/{id}{page}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/lead/opportunities/{id}{page}")).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await Portal.Visitor().GetAsync($"/lead/opportunities/{id}{page}")).Status);
        }

        foreach (var page in new[] { "/approve", "/withdraw", "/cancel" }) Assert.Equal(HttpStatusCode.NotFound, (await approver.GetAsync($"/lead/opportunities/{id}{page}")).Status);
        Assert.DoesNotContain("Hidden", (await stranger.GetAsync("/lead/opportunities")).Text, StringComparison.Ordinal);
    }
}
