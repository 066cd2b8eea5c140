using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Procurement.Kernel;
using Procurement.Site.Domain;
using Procurement.Site.Settings;
using Procurement.Site.SwitchFeature;
using Procurement.Testing;

namespace Procurement.Site.Tests.SwitchFeature;

public sealed class FeaturesOnSqlite(OnSqlite fixture) : FeatureTests(fixture), IClassFixture<OnSqlite>;

public sealed class FeaturesOnPostgreSql(OnPostgreSql fixture) : FeatureTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class FeatureTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task A_feature_that_is_switched_off_stops_at_once_with_all_that_need_it_and_comes_back()
    {
        var board = _portal.Services.GetRequiredService<FeatureBoard>();
        var feature = board.All.First(f => !f.Always && f.Id == f.Module && board.IsOn(f.Id));
        var others = board.StopWith(feature.Id);
        var browser = await _portal.AdministratorAsync();
        var off = await browser.SendAsync(await browser.GetAsync("/admin/features/" + feature.Id));
        Assert.Equal("/admin/features", off.Location);
        try
        {
            Assert.False(board.IsOn(feature.Id));
            Assert.All(others, o => Assert.False(board.IsOn(o.Id)));
            Assert.Contains(feature.Name, (await browser.GetAsync("/admin/features")).Text, StringComparison.Ordinal);
        }
        finally
        {
            Assert.Equal("/admin/features", (await browser.SendAsync(await browser.GetAsync("/admin/features/" + feature.Id))).Location);
        }

        Assert.True(board.IsOn(feature.Id));
        Assert.All(others, o => Assert.True(board.IsOn(o.Id)));
    }

    [Fact]
    public async Task Each_feature_that_is_off_answers_at_none_of_its_routes_and_stands_in_no_menu()
    {
        var board = _portal.Services.GetRequiredService<FeatureBoard>();
        var routes = _portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.Parameters.Count == 0 && e.RoutePattern.RawText is not null && e.Metadata.GetMetadata<FeatureMetadata>() is not null)
            .ToLookup(e => e.Metadata.GetMetadata<FeatureMetadata>()!.Feature, e => "/" + e.RoutePattern.RawText!.TrimStart('/'));
        var items = _portal.Services.GetServices<MenuItem>().ToLookup(m => m.Feature);
        var browser = await _portal.AdministratorAsync();
        var switched = board.All.Where(f => !f.Always && board.IsOn(f.Id)).ToList();
        Assert.NotEmpty(switched);
        foreach (var feature in switched)
        {
            await SwitchAsync(feature.Id, on: false);
            try
            {
                foreach (var route in routes[feature.Id].Distinct())
                    Assert.True((await browser.GetAsync(route)).Status == HttpStatusCode.NotFound, $"{route} answers though {feature.Id} is off");
                var links = (await browser.GetAsync("/admin")).Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToList();
                Assert.DoesNotContain(items[feature.Id].Select(i => i.Url), u => u != "/" && links.Contains(u));
            }
            finally
            {
                await SwitchAsync(feature.Id, on: true);
            }
        }
    }

    private Task SwitchAsync(string feature, bool on) =>
        _portal.AsAsync(null, async s => Assert.True((await s.GetRequiredService<SwitchFeatureHandler>().SwitchAsync(feature, on, CancellationToken.None)).IsDone));

    [Fact]
    public async Task What_the_portal_cannot_run_without_cannot_be_switched_off()
    {
        var result = await _portal.AsAsync(null, s => s.GetRequiredService<SwitchFeatureHandler>().SwitchAsync("Site", on: false, CancellationToken.None));
        Assert.IsType<FeatureIsNeeded>(result.Refusal);
        var browser = await _portal.AdministratorAsync();
        var page = await browser.GetAsync("/admin/features/Site");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_feature_that_there_is_not_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await _portal.AdministratorAsync()).GetAsync("/admin/features/NoSuchFeature")).Status);

    [Fact]
    public async Task Only_administrators_enter() =>
        Assert.Equal(HttpStatusCode.Redirect, (await _portal.Visitor().GetAsync("/admin/features")).Status);

    [Fact]
    public void A_feature_stops_with_its_module_and_with_what_it_needs_however_far_and_stays_on_when_it_is_always_on()
    {
        var modules = new ModuleList(
        [
            new Module("Ground", 1, typeof(FeatureTests).Assembly, [new Feature("Ground", "Ground", "", false, [], "Ground")]),
            new Module("Upper", 2, typeof(FeatureTests).Assembly,
            [
                new Feature("Upper", "Upper", "", false, ["Ground"], "Upper"),
                new Feature("Upper.Extra", "Extra", "", false, [], "Upper"),
            ]),
            new Module("Roof", 3, typeof(FeatureTests).Assembly, [new Feature("Roof", "Roof", "", false, ["Upper.Extra"], "Roof"), new Feature("Roof.Rail", "Rail", "", true, ["Ground"], "Roof")]),
        ]);
        var cache = new SettingsCache(_portal.Services.GetRequiredService<IServiceScopeFactory>(), NullLogger<SettingsCache>.Instance);
        var board = new FeatureBoard(modules, cache);
        cache.Hold(new FeatureSwitches(), int.MaxValue - 1);
        Assert.Equal(["Roof", "Upper", "Upper.Extra"], board.StopWith("Ground").Select(f => f.Id).Order());
        Assert.Equal(["Roof", "Upper.Extra"], board.StopWith("Upper").Select(f => f.Id).Order());
        cache.Hold(new FeatureSwitches { Off = ["Ground", "Roof.Rail", "gone since"] }, int.MaxValue);
        Assert.Equal(["Roof.Rail"], board.All.Where(f => board.IsOn(f.Id)).Select(f => f.Id));
        Assert.Equal(["Ground"], board.Needs(board.Find("Upper")!).Select(f => f.Id));
    }
}
