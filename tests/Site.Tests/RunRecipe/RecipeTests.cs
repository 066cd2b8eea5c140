using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using Procurement.Site.Domain;
using Procurement.Site.RunRecipe;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Site.Tests.RunRecipe;

public sealed class RecipesOnSqlite(OnSqlite fixture) : RecipeTests(fixture), IClassFixture<OnSqlite>;

public sealed class RecipesOnPostgreSql(OnPostgreSql fixture) : RecipeTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class RecipeTests(PortalFixture fixture)
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task A_recipe_run_again_adds_nothing_twice_and_leaves_what_people_have_changed()
    {
        using var runner = _portal.Runner();
        await runner.RunAsync("test-site", CancellationToken.None);
        var first = await RecordAsync("test-site");
        var keeper = await FindAsync("keeper@test.example.org");
        Assert.NotNull(keeper);
        await _portal.AsAsync(null, async s =>
        {
            var settings = s.GetRequiredService<ISettings>();
            var now = await settings.ReadAsync<SiteSettings>(CancellationToken.None);
            Assert.True((await settings.SaveAsync(now.Value with { Tagline = "What an administrator wrote" }, CancellationToken.None)).IsDone);
        });

        _portal.Clock.Move(TimeSpan.FromDays(2));
        await runner.RunAsync("test-site", CancellationToken.None);
        var second = await RecordAsync("test-site");
        Assert.Equal(first!.DayZero, second!.DayZero);
        Assert.Equal(first.Runs + 1, second.Runs);
        Assert.Equal(keeper!.Id, (await FindAsync("keeper@test.example.org"))!.Id);
        var tagline = await _portal.AsAsync(null, async s => (await s.GetRequiredService<ISettings>().GetAsync<SiteSettings>(CancellationToken.None)).Tagline);
        Assert.Equal("What an administrator wrote", tagline);
    }

    [Fact]
    public async Task A_step_that_is_meant_for_elsewhere_is_passed_over()
    {
        using var runner = _portal.Runner();
        await runner.RunAsync("test-site", CancellationToken.None);
        Assert.Null(await FindAsync("elsewhere@test.example.org"));
    }

    [Fact]
    public async Task A_story_moves_the_clock_while_it_is_played_sets_it_back_and_is_played_once()
    {
        using var runner = _portal.Runner();
        var before = _portal.Clock.Offset;
        await runner.RunAsync("test-story", CancellationToken.None);
        Assert.InRange((_portal.Clock.Offset - before).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        var runs = (await RecordAsync("test-story"))!.Runs;
        await runner.RunAsync("test-story", CancellationToken.None);
        await runner.RunOnceAsync("test-story", CancellationToken.None);
        Assert.Equal(runs, (await RecordAsync("test-story"))!.Runs);
        Assert.NotNull(await FindAsync("storyteller@test.example.org"));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Nothing_moves_the_clock_and_no_step_is_played_outside_development(string environment)
    {
        using var runner = _portal.Runner(environment);
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync("test-story", CancellationToken.None));
        using var steps = System.Text.Json.JsonDocument.Parse("[]");
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.PlayAsync(steps.RootElement, CancellationToken.None));
    }

    [Fact]
    public async Task A_recipe_that_stops_says_where_keeps_what_it_made_and_can_be_run_on()
    {
        using var runner = _portal.Runner();
        var stopped = await Assert.ThrowsAsync<RecipeFailedException>(() => runner.RunAsync("test-broken", CancellationToken.None));
        Assert.Equal("2, no-such-step", stopped.Step);
        Assert.Contains("No module knows this step", stopped.Message, StringComparison.Ordinal);
        var record = await RecordAsync("test-broken");
        Assert.Null(record!.FinishedAt);
        Assert.Equal("2, no-such-step", record.FailedAt);
        await Assert.ThrowsAsync<RecipeFailedException>(() => runner.RunOnceAsync("test-broken", CancellationToken.None));
    }

    [Fact]
    public async Task A_recipe_that_there_is_not_is_named_with_those_that_there_are()
    {
        using var runner = _portal.Runner();
        var unknown = await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync("no-such-recipe", CancellationToken.None));
        Assert.Contains("test-site", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_run_a_recipe_at_once_wait_for_one_another()
    {
        using var runner = _portal.Runner();
        var before = (await RecordAsync("test-site"))?.Runs ?? 0;
        await Task.WhenAll(runner.RunAsync("test-site", CancellationToken.None), runner.RunAsync("test-site", CancellationToken.None));
        Assert.Equal(before + 2, (await RecordAsync("test-site"))!.Runs);
    }

    [Fact]
    public void Files_of_facts_beside_recipes_are_opened_by_name_and_are_no_recipes()
    {
        var catalogue = TestSite.Catalogue();
        Assert.Equal(["test-broken", "test-site", "test-story"], catalogue.All.Select(r => r.Name).Order());
        using var file = catalogue.Open("test-facts.json");
        Assert.True(file.Length > 0);
        Assert.Throws<InvalidOperationException>(() => catalogue.Open("no-such-file.csv"));
    }

    [Fact]
    public async Task Days_and_times_of_a_recipe_are_London_s()
    {
        var context = new RecipeContext(_portal.Services, new DateOnly(2026, 10, 20), [], _ => Stream.Null);
        Assert.Equal(new DateTimeOffset(2026, 10, 24, 11, 0, 0, TimeSpan.Zero), context.At(4, "12:00"));
        Assert.Equal(new DateTimeOffset(2026, 10, 26, 12, 0, 0, TimeSpan.Zero), context.At(6, "12:00"));
        await Task.CompletedTask;
    }

    private Task<RecipeRecord?> RecordAsync(string name) =>
        _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<RecipeRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Name == name));

    private Task<AccountCard?> FindAsync(string email) => _portal.AsAsync(null, s => s.GetRequiredService<IAccounts>().FindByEmailAsync(email, CancellationToken.None));
}
