using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Pages.Domain;
using Procurement.Pages.EditMenus;
using Procurement.Pages.EditPages;
using Procurement.Testing;

namespace Procurement.Pages.Tests.EditPages;

public abstract class EditorsTests(PortalFixture fixture)
{
    private static readonly PageText Text = new("Words of ours", "In short", "## First\n\nThe text");

    private readonly string _slug = "test-" + Guid.CreateVersion7().ToString("N")[^12..];

    private Portal Portal => fixture.Portal;

    private Task<Guid> WriteAsync(bool publish = true) => Portal.AsAsync(null, async s => (await s.GetRequiredService<WritePageHandler>().WriteAsync(_slug, Text, publish, default)).Value);

    private Task<int> VersionOfRowAsync(Guid id) => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<ContentPage>().Where(p => p.Id == id).Select(p => p.RowVersion).SingleAsync());

    [Fact]
    public async Task Readers_see_a_page_once_it_is_published()
    {
        var id = await WriteAsync(publish: false);
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Visitor().GetAsync("/pages/" + _slug)).Status);
        await Portal.AsAsync(null, s => s.GetRequiredService<PageChanges>().PublishAsync(id, 0, default));
        var page = await Portal.Visitor().GetAsync("/pages/" + _slug);
        Assert.Equal("Words of ours", page.Heading);
        Assert.Contains("The text", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_address_leads_to_the_new_one()
    {
        var id = await WriteAsync();
        await Portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<RevisePageHandler>().ReviseAsync(id, 0, _slug + "-2", Text, default)).IsDone));
        var moved = await Portal.Visitor().GetAsync("/pages/" + _slug);
        Assert.Equal((HttpStatusCode.MovedPermanently, "/pages/" + _slug + "-2"), (moved.Status, moved.Location));
    }

    [Fact]
    public async Task Two_pages_cannot_have_one_address()
    {
        await WriteAsync();
        var second = await Portal.AsAsync(null, s => s.GetRequiredService<WritePageHandler>().WriteAsync(_slug, Text, true, default));
        Assert.IsType<SlugIsTaken>(second.Refusal);
    }

    [Fact]
    public async Task Two_pages_written_in_the_same_moment_cannot_have_one_address()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Portal.AsAsync(null, s => s.GetRequiredService<WritePageHandler>().WriteAsync(_slug, Text, true, default))));
        Assert.Single(results, r => r.IsDone);
        Assert.All(results.Where(r => !r.IsDone), r => Assert.IsType<SlugIsTaken>(r.Refusal));
    }

    [Fact]
    public async Task Who_edits_what_somebody_else_has_changed_is_told()
    {
        var id = await WriteAsync();
        Assert.True((await ReviseAsync(id, 0)).IsDone);
        Assert.IsType<Procurement.Kernel.ChangedBySomebodyElse>((await ReviseAsync(id, 0)).Refusal);
    }

    [Fact]
    public async Task All_versions_are_kept_and_one_can_be_brought_back()
    {
        var id = await WriteAsync();
        await ReviseAsync(id, 0);
        var row = await VersionOfRowAsync(id);
        await Portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<PageChanges>().RestoreAsync(id, row, 1, default)).IsDone));
        var versions = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<PageVersion>().Where(v => v.PageId == id).OrderBy(v => v.Number).ToListAsync());
        Assert.Equal(["Words of ours", "Other words", "Words of ours"], versions.Select(v => v.TitleEn));
    }

    [Fact]
    public async Task A_recipe_leaves_alone_what_editors_have_changed()
    {
        var id = await WriteAsync();
        await ReviseAsync(id, 0);
        await Portal.PlayAsync($$"""[{ "step": "pages", "pages": [{ "slug": "{{_slug}}", "title": "From the recipe", "file": "pages/terms.md" }] }]""");
        var page = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<ContentPage>().SingleAsync(p => p.Id == id));
        Assert.Equal(("Other words", 2), (page.Title, page.CurrentVersion));
    }

    [Fact]
    public async Task A_visitor_does_not_reach_the_editors_pages()
    {
        foreach (var url in new[] { "/admin/pages", "/admin/pages/new", "/admin/menus" })
        {
            var answer = await Portal.Visitor().GetAsync(url);
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            Assert.Contains("/sign-in", answer.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_without_Welsh_says_so_and_marks_its_English()
    {
        await WriteAsync();
        var browser = Portal.Visitor();
        browser.Client.DefaultRequestHeaders.Add("Cookie", "lang=cy");
        var page = await browser.GetAsync("/pages/" + _slug);
        Assert.Equal("cy", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", page.Page.QuerySelector("article")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_foot_shows_what_editors_have_saved()
    {
        var key = "k" + _slug[^8..];
        await Portal.AsAsync(null, async s =>
        {
            var handler = s.GetRequiredService<SaveMenuHandler>();
            Assert.True((await handler.MakeAsync(key, 0, "Heading " + key, "", [new("Link " + key, "", "/guidance")], default)).IsDone);
        });
        var page = await Portal.Visitor().GetAsync("/guidance?" + key);
        Assert.Contains("Link " + key, page.Page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    private Task<Procurement.Kernel.Result> ReviseAsync(Guid id, int rowVersion) => Portal.AsAsync(null, s =>
        s.GetRequiredService<RevisePageHandler>().ReviseAsync(id, rowVersion, _slug, Text with { TitleEn = "Other words" }, default));
}

public sealed class EditorsOnSqlite(OnSqlite fixture) : EditorsTests(fixture), IClassFixture<OnSqlite>;

public sealed class EditorsOnPostgreSql(OnPostgreSql fixture) : EditorsTests(fixture), IClassFixture<OnPostgreSql>;
