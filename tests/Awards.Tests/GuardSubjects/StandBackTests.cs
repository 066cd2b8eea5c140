using System.Net;
using Procurement.Testing;

namespace Procurement.Awards.Tests.GuardSubjects;

public sealed class StandBackOnSqlite(OnSqlite fixture) : StandBackTests(fixture), IClassFixture<OnSqlite>;

public sealed class StandBackOnPostgreSql(OnPostgreSql fixture) : StandBackTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class StandBackTests(PortalFixture fixture)
{
    [Fact]
    public async Task One_who_declared_an_interest_in_the_lot_neither_reads_nor_answers_what_authorities_say()
    {
        var portal = fixture.Portal;
        portal.Clock.Reset();
        var award = await AnAward.ProposedAsync(portal);
        await portal.DrainAsync();
        await award.SayAsync(AnAward.Stockton, "Concern", "Canary-concern about it");
        await portal.DrainAsync();
        var subject = $"/lead/comments/{award.AwardId}";
        var answer = $"{subject}/{await award.RequestOfAsync(AnAward.Stockton)}";
        var (manager, kept) = (await portal.SignInAsync(award.Manager), await portal.SignInAsync(award.Kept));

        var read = await manager.GetAsync(subject);
        Assert.Contains("Canary-concern", read.Text, StringComparison.Ordinal);
        var link = read.Page.QuerySelector($"a[href^='{answer}']")?.GetAttribute("href") ?? answer;
        Assert.Contains(award.Reference, (await manager.GetAsync("/lead/comments")).Text, StringComparison.Ordinal);

        Assert.DoesNotContain(award.Reference, (await kept.GetAsync("/lead/comments")).Text, StringComparison.Ordinal);
        foreach (var address in new[] { subject, link, award.Url }) Assert.Equal(HttpStatusCode.NotFound, (await kept.GetAsync(address)).Status);
    }
}
