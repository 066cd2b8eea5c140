using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.AuditTrail.Tests.BrowseTrail;

/// <summary>The pages, over HTTP, in a whole portal.</summary>
public sealed class AuditPages(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task An_administrator_finds_what_was_done_reads_it_and_checks_that_it_was_not_altered()
    {
        var (kettle, seal, reference) = (Guid.CreateVersion7(), Guid.CreateVersion7(), "KET-" + Guid.CreateVersion7().ToString("N")[^8..]);
        await _portal.AsAsync(null, async s =>
        {
            var audit = s.GetRequiredService<IAudit>();
            audit.Note("KettleDropped", new Subject("Kettle", kettle, reference), new { Floor = "<b>stone</b>", Pieces = 7 });
            audit.Note("CanaryHidden", new Subject("Kettle", kettle, reference), new { Secret = "canary" }, seal);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await _portal.DrainAsync();
        var browser = await AdministratorAsync();

        var list = await browser.GetAsync("/admin/audit?Reference=" + reference);
        Assert.Equal("Audit trail", list.Heading);
        var row = Assert.Single(list.Page.QuerySelectorAll("main tbody tr"));
        Assert.Contains("Kettle dropped", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("anary", list.Body, StringComparison.Ordinal);

        var record = await browser.GetAsync(row.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal("Kettle dropped", record.Heading);
        Assert.Contains("<b>stone</b>", record.Text, StringComparison.Ordinal);

        var subject = await browser.GetAsync($"/admin/audit/Kettle/{kettle}");
        Assert.Equal($"History of {reference}", subject.Heading);
        Assert.Single(subject.Page.QuerySelectorAll(".cl-journal li"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/admin/audit/Kettle/{Guid.CreateVersion7()}")).Status);

        Assert.Contains("Nothing here", (await browser.GetAsync($"/admin/audit?Reference={reference}&Until.Day=1&Until.Month=1&Until.Year=2020")).Text, StringComparison.Ordinal);
        Assert.NotEmpty((await browser.GetAsync("/admin/audit?From.Day=31&From.Month=2&From.Year=2026")).Errors);

        var check = await browser.SendAsync(await browser.GetAsync("/admin/audit/verify"), form: "form[action='/admin/audit/verify']");
        Assert.Contains("The audit trail has not been altered.", check.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("/admin/audit"), InlineData("/admin/audit/verify"), InlineData("/admin/audit/Kettle/01a20082-055c-7dff-bb06-fdac271ea0f1")]
    public async Task Nobody_else_reads_it(string url)
    {
        Assert.Equal(HttpStatusCode.Redirect, (await _portal.Visitor().GetAsync(url)).Status);
        var email = $"somebody.{Guid.CreateVersion7():N}@audit.example.org";
        await _portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().CreateConfirmedAsync(email, "Somebody", Passwords.Demonstration, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _portal.SignInAsync(email)).GetAsync(url)).Status);
    }

    private async Task<Browser> AdministratorAsync()
    {
        var email = $"administrator.{Guid.CreateVersion7():N}@audit.example.org";
        await _portal.PlayAsync($$"""[{"step":"accounts","accounts":[{"email":"{{email}}","name":"Administrator (demo account)","roles":["Administrator"]}]}]""");
        return await _portal.SignInAsync(email);
    }
}
