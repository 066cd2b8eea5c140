using AngleSharp.Html.Parser;
using Procurement.Pages.Domain;

namespace Procurement.Pages.Tests.Domain;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java\tscript:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x](//evil.example)")]
    [InlineData("![x](javascript:alert(1))")]
    public void A_link_that_is_dangerous_never_reaches_the_page(string markdown)
    {
        var page = new HtmlParser().ParseDocument(Markdown.ToHtml(markdown));
        Assert.Empty(page.QuerySelectorAll("a[href], img, script"));
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))", "javascript:alert(1)")]
    [InlineData("[x](/pages/terms) [y](data:x)", "data:x")]
    public void The_editor_is_told_which_link_it_is(string markdown, string link) => Assert.Equal(link, Markdown.ForbiddenLink(markdown));

    [Theory]
    [InlineData("/pages/terms")]
    [InlineData("#part")]
    [InlineData("https://www.gov.uk/a?b=c:d")]
    [InlineData("mailto:help@portal.example.org")]
    [InlineData("tel:+441234567890")]
    public void Honest_links_stay(string link)
    {
        Assert.Null(Markdown.ForbiddenLink($"[x]({link})"));
        Assert.Equal(link, new HtmlParser().ParseDocument(Markdown.ToHtml($"[x]({link})")).QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<p onclick='x'>text</p>")]
    [InlineData("<iframe src='https://example.org'></iframe>")]
    public void HTML_of_the_editors_own_is_shown_as_text(string markdown)
    {
        var page = new HtmlParser().ParseDocument(Markdown.ToHtml(markdown));
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, [onclick], [onerror]"));
        Assert.Contains("<", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_begin_below_the_title_and_can_be_linked_to()
    {
        var page = new HtmlParser().ParseDocument(Markdown.ToHtml("# Top\n\n## After closing\n\n## After closing\n\n##### Deep"));
        Assert.Empty(page.QuerySelectorAll("h1, h5"));
        Assert.Equal("After closing", page.GetElementById("after-closing")!.TextContent);
        Assert.Single(page.QuerySelectorAll("#after-closing"));
    }

    [Fact]
    public void Tables_lists_and_emphasis_come_through()
    {
        var page = new HtmlParser().ParseDocument(Markdown.ToHtml("| A | B |\n| --- | --- |\n| 1 | **2** |\n\n1. one\n2. two\n\n> note"));
        Assert.Equal("col", page.QuerySelector("th")!.GetAttribute("scope"));
        Assert.Equal("2", page.QuerySelector("td strong")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll("ol li").Length);
        Assert.NotNull(page.QuerySelector("blockquote"));
    }
}
