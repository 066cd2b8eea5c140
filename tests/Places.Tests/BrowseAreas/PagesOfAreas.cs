using System.Net;
using Procurement.Testing;

namespace Procurement.Places.Tests.BrowseAreas;

public sealed class PagesOfAreas(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private const string Facts = """[{"step":"areas"},{"step":"authorities"},{"step":"commissioners"}]""";
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task Everybody_sees_all_areas_as_a_map_and_as_a_list()
    {
        await _portal.PlayAsync(Facts);
        var page = await _portal.Visitor().GetAsync("/areas");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(21, page.Page.QuerySelectorAll(".cl-tiles li").Length);
        Assert.Equal(21, page.Page.QuerySelectorAll(".cl-areas li").Length);
    }

    [Fact]
    public async Task A_council_of_the_past_is_found_with_those_that_came_after_it()
    {
        await _portal.PlayAsync(Facts);
        var page = await _portal.Visitor().GetAsync("/areas?q=cumbria");
        Assert.Contains("Cumbria County Council", page.Text, StringComparison.Ordinal);
        Assert.Contains("Cumberland Council", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_shows_its_councils_of_now_and_before_and_who_governs_its_police()
    {
        await _portal.PlayAsync(Facts);
        var page = await _portal.Visitor().GetAsync("/areas/humberside-lincolnshire-and-north-yorkshire");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("North Yorkshire Council", page.Text, StringComparison.Ordinal);
        Assert.Contains("North Yorkshire County Council", page.Text, StringComparison.Ordinal);
        Assert.Contains("Mayor of York and North Yorkshire", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_that_does_not_exist_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _portal.Visitor().GetAsync("/areas/atlantis")).Status);

    [Fact]
    public async Task A_visitor_does_not_see_the_administration_of_bank_holidays() =>
        Assert.NotEqual(HttpStatusCode.OK, (await _portal.Visitor().GetAsync("/admin/bank-holidays")).Status);
}
