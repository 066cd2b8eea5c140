using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Testing;

namespace Procurement.Organisations.Tests.PlayDemonstration;

public sealed class TheDemonstrationsOrganisations(OnSqlite fixture) : IClassFixture<OnSqlite>
{
    private readonly Portal _portal = fixture.Portal;

    [Fact]
    public async Task Come_in_through_the_real_handlers_and_twice_is_the_same_as_once()
    {
        await _portal.PlayAsync("""[{"step":"areas"},{"step":"authorities"},{"step":"services"},{"step":"cohorts"}]""");
        using var file = typeof(Startup).Assembly.GetManifestResourceStream("Recipes/demonstration.json")!;
        var recipe = JsonDocument.Parse(file).RootElement.GetProperty("steps");
        var steps = JsonSerializer.Serialize(recipe.EnumerateArray().Where(s => s.GetProperty("step").GetString() is "organisation" or "appointment"));
        var ids = new Dictionary<string, Guid>();

        await _portal.PlayAsync(steps, ids);
        var before = await CountsAsync();
        await _portal.PlayAsync(steps, ids);
        Assert.Equal(before, await CountsAsync());

        Assert.Equal(3 + 14 + 37, ids.Count);
        await _portal.AsAsync(null, async s =>
        {
            var organisations = s.GetRequiredService<IOrganisations>();
            var cards = await organisations.FindAsync(ids.Values, CancellationToken.None);
            Assert.All(cards.Values, c => Assert.True(c.IsApproved, c.Name));
            Assert.All(cards.Values, c => Assert.Contains("(demo)", c.Name, StringComparison.Ordinal));
            Assert.Equal("GB-CHC", cards[ids["V01"]].Identifiers[0].Scheme);
            Assert.Equal(2, cards[ids["V01"]].Identifiers.Count);
            Assert.Empty(cards[ids["V10"]].Identifiers);
            Assert.False(cards[ids["V10"]].HasLegalPersonality);
            Assert.True(cards[ids["V08"]].IsAccountsOverdue);
            Assert.Equal(["CPA08", "CPA10"], (await organisations.AppointedAreasAsync(ids["LP3"], London.DateOf(_portal.Clock.GetUtcNow()), CancellationToken.None)).Order());
            var authorities = await organisations.AuthoritiesAsync(["E09000023", "E06000065", "E99999999"], CancellationToken.None);
            Assert.Equal(2, authorities.Count);
            Assert.Equal(OrganisationKind.Authority, authorities["E09000023"].Kind);
        });

        await _portal.AsAsync("approver@lp1.example.org", async s =>
        {
            var who = s.GetRequiredService<IWho>();
            Assert.True(who.May(Duties.Approve, ids["LP1"]));
            Assert.False(who.May(Duties.Manage, ids["LP1"]));
            await Task.CompletedTask;
        });
    }

    private async Task<(int, int, int, int)> CountsAsync() => await _portal.AsAsync(null, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        return (await db.Set<Organisation>().CountAsync(), await db.Set<Member>().CountAsync(), await db.Set<Invitation>().CountAsync(), await db.Set<Appointment>().CountAsync());
    });
}
