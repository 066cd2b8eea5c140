using Procurement.Testing;

namespace Procurement.Pages.Tests.ShowHome;

public sealed class PagesForVisitors(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/opportunities")]
    [InlineData("/areas")]
    [InlineData("/pages/privacy")]
    public async Task A_public_page_sets_no_cookie_and_is_kept_for_the_next_visitor(string url)
    {
        var first = await fixture.Portal.Visitor().GetAsync(url);
        Assert.False(first.Response.Headers.Contains("Set-Cookie"));
        var second = await fixture.Portal.Visitor().GetAsync(url);
        Assert.NotNull(second.Response.Headers.Age);
    }
}
