using Procurement.Pages.Domain;

namespace Procurement.Pages.Tests.Domain;

public sealed class FooterMenuTests
{
    [Fact]
    public void An_empty_row_is_left_out()
    {
        var menu = FooterMenu.Make("help", 1, "Help", "", [new("Terms", "", "/pages/terms"), new("", " ", "")]).Value;
        Assert.Equal(["Terms"], menu.Links.Select(l => l.TextEn));
    }

    [Fact]
    public void The_row_that_lacks_something_is_named()
    {
        Assert.Equal(2, Assert.IsType<MenuLinkNeedsText>(FooterMenu.Make("help", 1, "Help", "", [new("a", "", "/a"), new("", "", "/b")]).Refusal).Row);
        Assert.Equal("Input.Links[0].Url", FooterMenu.Make("help", 1, "Help", "", [new("a", "", "")]).Refusal!.Field);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.example")]
    [InlineData("http://example.org")]
    [InlineData("/\\evil")]
    [InlineData("pages/terms")]
    [InlineData("/a b")]
    public void An_address_that_leads_astray_is_refused(string url) => Assert.False(FooterMenu.IsAddress(url));

    [Theory]
    [InlineData("/pages/terms")]
    [InlineData("https://www.gov.uk/")]
    [InlineData("mailto:help@portal.example.org")]
    public void An_honest_address_is_taken(string url) => Assert.True(FooterMenu.IsAddress(url));
}
