using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Opportunities.Domain;
using Procurement.Testing;

namespace Procurement.Opportunities.Tests.ReadOpportunity;

public sealed class PublicPageTests(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private Portal Portal => fixture.Portal;

    private Task<string?> ReferenceAsync(Guid id) => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.Id == id).Select(o => o.Reference).SingleAsync());

    [Fact]
    public async Task What_is_scheduled_is_seen_by_its_own_people_alone_until_it_opens()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Scheduled " + stage.Name, more: """ "opens":{"day":5,"time":"09:00"} """);
        var url = "/opportunities/" + await ReferenceAsync(id);
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Visitor().GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await Portal.SignInAsync(stage.Evaluator)).GetAsync(url)).Status);
        var start = Portal.Clock.Offset;
        try
        {
            Portal.Clock.Move(TimeSpan.FromDays(6));
            Assert.Equal(HttpStatusCode.OK, (await Portal.Visitor().GetAsync(url)).Status);
        }
        finally
        {
            Portal.Clock.Move(start - Portal.Clock.Offset);
        }
    }

    [Fact]
    public async Task A_planned_notice_says_when_it_opens()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Planned " + stage.Name, more: """ "opens":{"day":5,"time":"09:00","notice":true} """);
        var page = await Portal.Visitor().GetAsync("/opportunities/" + await ReferenceAsync(id));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Opens soon", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/opportunities")]
    [InlineData("/opportunities?stage=past&q=%22%27)%20OR&area=nowhere&tier=9&value=x&after=abc-def")]
    [InlineData("/opportunities?stage=planned&service=MEN-ONE&cohort=WOM&authority=E09000023")]
    [InlineData("/areas/london")]
    public async Task Public_pages_have_one_heading_unique_ids_and_no_errors(string url)
    {
        var page = await Portal.Visitor().GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Single(page.Page.QuerySelectorAll("h1"));
        var ids = page.Page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }

    [Fact]
    public async Task The_home_page_counts_each_area_the_same_in_its_map_and_its_list()
    {
        var stage = await Stage.SetAsync(Portal, "CPA12");
        await stage.PlayAsync("Counted " + stage.Name, more: """ "lots":[{"title":"L","places":["CPA12"],"value":40000}] """);
        var page = await Portal.Visitor().GetAsync("/");
        var tiles = page.Page.QuerySelectorAll(".cl-tiles a").ToDictionary(a => a.GetAttribute("href")!, a => a.QuerySelector(".n")!.TextContent.Trim());
        var list = page.Page.QuerySelectorAll(".cl-areas li").ToDictionary(li => li.QuerySelector("a")!.GetAttribute("href")!, li => li.QuerySelector("span")!.TextContent.Trim());
        Assert.Equal(21, tiles.Count);
        Assert.Equal(tiles.Keys.Order(), list.Keys.Order());
        Assert.All(tiles, t => Assert.Equal(t.Value == "0" ? "none open" : t.Value + " open", list[t.Key]));
        Assert.Contains(tiles, t => t.Value != "0");
    }

    [Fact]
    public async Task Nobody_reads_a_reference_that_is_not_there() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Visitor().GetAsync("/opportunities/OPP-1999-0001")).Status);
}
