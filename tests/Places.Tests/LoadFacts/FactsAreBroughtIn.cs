using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Places.Contracts;
using Procurement.Places.Domain;
using Procurement.Testing;

namespace Procurement.Places.Tests.LoadFacts;

public sealed class FactsAreBroughtInOnSqlite(OnSqlite fixture) : FactsAreBroughtIn(fixture), IClassFixture<OnSqlite>;

public sealed class FactsAreBroughtInOnPostgreSql(OnPostgreSql fixture) : FactsAreBroughtIn(fixture), IClassFixture<OnPostgreSql>;

public abstract class FactsAreBroughtIn(PortalFixture fixture)
{
    private const string Everything =
        """[{"step":"areas"},{"step":"authorities"},{"step":"commissioners"},{"step":"services"},{"step":"cohorts"},{"step":"bank-holidays"}]""";

    private readonly Portal _portal = fixture.Portal;

    private IPlaces Places => _portal.Services.GetRequiredService<IPlaces>();

    private IServiceCatalogue Catalogue => _portal.Services.GetRequiredService<IServiceCatalogue>();

    [Fact]
    public async Task Twice_is_the_same_as_once()
    {
        await _portal.PlayAsync(Everything);
        var before = await CountsAsync();
        await _portal.PlayAsync(Everything);
        Assert.Equal(before, await CountsAsync());
        Assert.Equal((21, 183, 43, 40, 23), (before.Areas, before.Authorities, before.Commissioners, before.Services, before.Cohorts));
    }

    [Fact]
    public async Task What_an_administrator_proclaimed_stays_when_the_list_is_brought_in_again()
    {
        await _portal.PlayAsync(Everything);
        var day = new DateOnly(2029, 6, 11);
        await _portal.AsAsync(null, async s =>
        {
            var result = await s.GetRequiredService<ManageBankHolidays.ProclaimBankHolidayHandler>().HandleAsync(day, "A celebration", "", CancellationToken.None);
            Assert.True(result.IsDone || result.Refusal is BankHolidayIsKnown);
        });
        await _portal.PlayAsync(Everything);
        Assert.False(_portal.Services.GetRequiredService<IWorkingDays>().IsWorkingDay(day));
    }

    [Fact]
    public async Task London_has_thirty_three_authorities_and_each_is_found_by_its_area()
    {
        await _portal.PlayAsync(Everything);
        Assert.Equal(33, Places.AuthoritiesIn("CPA17").Count);
        Assert.Contains(Places.AuthoritiesIn("CPA17"), a => a.Gss == "E09000023");
        Assert.Equal("london", Places.Area("CPA17")!.Slug);
    }

    [Fact]
    public async Task An_authority_that_was_replaced_is_found_and_stands_for_those_that_came_after_it()
    {
        await _portal.PlayAsync(Everything);
        var former = Places.Authority("E10000023");
        Assert.Equal(new DateOnly(2023, 3, 31), former!.ValidTo);
        Assert.Equal(["E06000065"], Places.Resolve(["E10000023"]).Select(a => a.Gss));
        Assert.Equal(["E06000063", "E06000064"], Places.Resolve(["E10000006"]).Select(a => a.Gss).Order());
        Assert.DoesNotContain(Places.AuthoritiesIn("CPA04"), a => a.Gss == "E10000023");
    }

    [Fact]
    public async Task A_council_is_found_by_a_code_that_it_had_before()
    {
        await _portal.PlayAsync(Everything);
        Assert.Equal("E08000038", Places.Authority("E08000016")!.Gss);
    }

    [Fact]
    public async Task Areas_and_single_authorities_resolve_together_each_once()
    {
        await _portal.PlayAsync(Everything);
        Assert.Equal(33, Places.Resolve(["CPA17", "E09000023", "NOBODY"]).Count);
    }

    [Fact]
    public async Task Services_know_their_codes_and_tiles_their_place()
    {
        await _portal.PlayAsync(Everything);
        Assert.Equal("85312100-0", Catalogue.Service("WOM-CTR")!.Cpv[0].Code);
        Assert.False(Catalogue.Service("APP-PRE")!.IsSubcontractable);
        Assert.True(Catalogue.Cohort("WOM")!.StatementRequired);
        Assert.Equal(21, Places.Areas().Select(a => (a.TileColumn, a.TileRow)).Distinct().Count());
        Assert.All(Places.Areas(), a => Assert.NotEmpty(a.TileLabel));
        Assert.All(Places.Areas(), a => Assert.NotEmpty(Places.CommissionersIn(a.Code)));
    }

    private async Task<(int Areas, int Authorities, int Commissioners, int Services, int Cohorts, int Holidays)> CountsAsync() => await _portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        return (await db.Set<Area>().CountAsync(), await db.Set<Authority>().CountAsync(), await db.Set<Commissioner>().CountAsync(),
            await db.Set<Service>().CountAsync(), await db.Set<Cohort>().CountAsync(), await db.Set<BankHoliday>().CountAsync());
    });
}
