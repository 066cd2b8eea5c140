using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.EndOpportunity;
using Procurement.Opportunities.Search;
using Procurement.Testing;

namespace Procurement.Opportunities.Tests.Search;

public sealed class SearchOnSqliteTests(OnSqlite fixture) : SearchTests(fixture), IClassFixture<OnSqlite>;

public sealed class SearchOnPostgreSqlTests(OnPostgreSql fixture) : SearchTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class SearchTests(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    private Task<IReadOnlyList<string>> FindAsync(SearchRequest request) => Portal.AsAsync(null, async s =>
        (IReadOnlyList<string>)[.. (await s.GetRequiredService<OpportunitySearch>().FindAsync(request, CancellationToken.None)).Items.Select(l => l.Title)]);

    private static SearchRequest Open(string words) => SearchRequest.Of(SearchStage.Open, words);

    [Fact]
    public async Task It_is_found_by_its_words_and_by_what_its_codes_mean()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        await stage.PlayAsync("Quokka mentoring for Tŷ Brith");
        foreach (var words in new[] { "quokka", "QUOKKA Lewisham", "quokka southwark borough", "quokka London", "quokka mento", "quokkas", "quokka ty", "quokka tŷ brith", "quokka 'lead number'" })
            Assert.Equal(["Quokka mentoring for Tŷ Brith"], await FindAsync(Open(words)));
        foreach (var words in new[] { "quokka cardiff", "quokk lewisham", "quokka wombat" }) Assert.Empty(await FindAsync(Open(words)));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("numbat\" OR 1=1 --")]
    [InlineData("numbat* NEAR(")]
    [InlineData("AND OR NOT")]
    [InlineData("numbat:*&|!()<->")]
    [InlineData("'; DROP TABLE opportunities_listings; --")]
    [InlineData("{words} : ^numbat")]
    [InlineData("\\ % _ \0 \u0000 ꟁ ꟁꟁ")]
    [InlineData("١٢٣ 中文 ǅ ß")]
    public async Task What_people_type_is_never_an_error(string words)
    {
        foreach (var at in Enum.GetValues<SearchStage>())
        {
            await FindAsync(SearchRequest.Of(at, words));
            await Portal.AsAsync(null, s => s.GetRequiredService<OpportunitySearch>().CountAsync(SearchRequest.Of(at, words, area: words, after: words), CancellationToken.None));
        }
    }

    [Fact]
    public async Task Filters_narrow_and_each_is_a_fact_of_the_opportunity()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        await stage.PlayAsync("Bilby in two boroughs");
        await stage.PlayAsync("Bilby in one", more: """ "lots":[{"title":"L","places":["E09000023"],"value":40000}],"services":["WOM-CTR"],"cohorts":["WOM"],"tier":3 """);
        Assert.Equal(2, (await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", area: "CPA17"))).Count);
        Assert.Equal(2, (await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", authority: "E09000023"))).Count);
        Assert.Equal(["Bilby in two boroughs"], await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", authority: "E09000028", area: "CPA17")));
        Assert.Equal(["Bilby in one"], await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", service: "WOM-CTR", cohort: "WOM")));
        Assert.Equal(["Bilby in one"], await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", tier: 3)));
        Assert.Equal(["Bilby in one"], await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", value: 1)));
        Assert.Equal(["Bilby in two boroughs"], await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", value: 3)));
        Assert.Empty(await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", area: "CPA10")));
        Assert.Empty(await FindAsync(SearchRequest.Of(SearchStage.Open, "bilby", service: "WOM-CTR", tier: 2)));
    }

    [Fact]
    public async Task What_closes_soonest_comes_first_and_pages_go_on_where_the_last_one_ended()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        foreach (var day in new[] { 33, 31, 32, 31, 34 }) await stage.PlayAsync($"Potoroo {day} {Guid.CreateVersion7():N}", more: $$""" "closes":{"day":{{day}},"time":"12:00"} """);
        List<int> days = [];
        string? after = null;
        do
        {
            var page = await Portal.AsAsync(null, s => s.GetRequiredService<OpportunitySearch>().FindAsync(SearchRequest.Of(SearchStage.Open, "potoroo", after: after, size: 2), CancellationToken.None));
            days.AddRange(page.Items.Select(l => int.Parse(l.Title.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal([31, 31, 32, 33, 34], days);
    }

    [Fact]
    public async Task Drafts_and_scheduled_ones_are_not_found_and_planned_ones_are_no_open_ones()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        await stage.PlayAsync("Wallaroo draft", "draft");
        await stage.PlayAsync("Wallaroo awaiting", "awaiting");
        await stage.PlayAsync("Wallaroo scheduled", more: """ "opens":{"day":5,"time":"09:00"} """);
        await stage.PlayAsync("Wallaroo planned", more: """ "opens":{"day":5,"time":"09:00","notice":true} """);
        Assert.Empty(await FindAsync(Open("wallaroo")));
        Assert.Equal(["Wallaroo planned"], await FindAsync(SearchRequest.Of(SearchStage.Planned, "wallaroo")));
        Assert.Empty(await FindAsync(SearchRequest.Of(SearchStage.Past, "wallaroo")));
    }

    [Fact]
    public async Task Time_alone_moves_it_from_planned_to_open_to_past_and_the_job_only_tidies_up()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Pademelon", more: """ "opens":{"day":5,"time":"09:00","notice":true} """);
        var start = Portal.Clock.Offset;
        try
        {
            Portal.Clock.Move(TimeSpan.FromDays(6));
            Assert.Equal(["Pademelon"], await FindAsync(Open("pademelon")));
            Portal.Clock.Move(TimeSpan.FromDays(30));
            Assert.Empty(await FindAsync(Open("pademelon")));
            Assert.Equal(["Pademelon"], await FindAsync(SearchRequest.Of(SearchStage.Past, "pademelon")));
            var terms = await Portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindAsync(id, CancellationToken.None));
            Assert.Equal(OpportunityStage.Closed, terms!.Stage);

            await Portal.DrainAsync();
            Assert.Equal(["Pademelon"], await FindAsync(SearchRequest.Of(SearchStage.Past, "pademelon")));
            Assert.True(await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Listing>().Where(l => l.OpportunityId == id).Select(l => l.IsShelved && l.Stage == OpportunityStage.Closed).SingleAsync()));
        }
        finally
        {
            Portal.Clock.Move(start - Portal.Clock.Offset);
        }
    }

    [Fact]
    public async Task What_is_withdrawn_is_past_at_once_and_keeps_its_words()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Kowari");
        Assert.True((await stage.AsAsync(stage.Approver, s => s.GetRequiredService<EndHandler>().WithdrawAsync(id, "The money was cut.", CancellationToken.None))).IsDone);
        Assert.Empty(await FindAsync(Open("kowari")));
        Assert.Equal(["Kowari"], await FindAsync(SearchRequest.Of(SearchStage.Past, "kowari", area: "CPA17")));
    }

    [Fact]
    public async Task What_is_withdrawn_before_anybody_could_read_it_is_in_no_list()
    {
        var stage = await Stage.SetAsync(Portal, "CPA17");
        var id = await stage.PlayAsync("Mulgara", more: """ "opens":{"day":5,"time":"09:00"} """);
        Assert.True((await stage.AsAsync(stage.Approver, s => s.GetRequiredService<EndHandler>().WithdrawAsync(id, "A mistake.", CancellationToken.None))).IsDone);
        foreach (var at in Enum.GetValues<SearchStage>()) Assert.Empty(await FindAsync(SearchRequest.Of(at, "mulgara")));
    }

    [Fact]
    public async Task The_counts_of_areas_are_those_of_their_lists()
    {
        var stage = await Stage.SetAsync(Portal, "CPA16");
        await stage.PlayAsync("Dibbler one", more: """ "lots":[{"title":"L","places":["CPA16"],"value":40000}] """);
        await stage.PlayAsync("Dibbler two", more: """ "lots":[{"title":"L","places":["CPA16"],"value":40000}] """);
        var counts = await Portal.AsAsync(null, s => s.GetRequiredService<OpportunitySearch>().OpenByFacetAsync([Facet.Area("CPA16"), Facet.Area("CPA01")], CancellationToken.None));
        Assert.Equal(2, counts[Facet.Area("CPA16")]);
        Assert.False(counts.ContainsKey(Facet.Area("CPA01")));
        Assert.Equal(new BoundedCount(2, false), await Portal.AsAsync(null, s => s.GetRequiredService<OpportunitySearch>().CountAsync(SearchRequest.Of(SearchStage.Open, area: "CPA16"), CancellationToken.None)));
    }
}
