using System.Net;
using Procurement.Testing;

namespace Procurement.Pages.Tests.ShowError;

public sealed class ErrorPageTests(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    [Fact]
    public async Task What_is_not_there_is_said_in_plain_words_with_the_way_home()
    {
        var page = await fixture.Portal.Visitor().GetAsync("/no/such/page");
        Assert.Equal((HttpStatusCode.NotFound, "Page not found"), (page.Status, page.Heading));
        Assert.NotNull(page.Page.QuerySelector("main a[href='/']"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Every_refusal_has_a_page_that_keeps_its_status(int code)
    {
        var page = await fixture.Portal.Visitor().GetAsync("/error/" + code);
        Assert.Equal(code, (int)page.Status);
        Assert.DoesNotContain("[", page.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_has_one_heading_and_a_foot()
    {
        var page = await fixture.Portal.Visitor().GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Single(page.Page.QuerySelectorAll("h1"));
        Assert.NotNull(page.Page.QuerySelector("footer"));
    }

    [Fact]
    public async Task Every_page_can_be_skipped_to_and_names_its_language()
    {
        var page = await fixture.Portal.Visitor().GetAsync("/guidance");
        Assert.Equal("#main", page.Page.QuerySelector(".govuk-skip-link")!.GetAttribute("href"));
        Assert.NotNull(page.Page.GetElementById("main"));
        Assert.Equal("en", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.EndsWith(" – Common Lot", page.Page.Title, StringComparison.Ordinal);
    }
}
