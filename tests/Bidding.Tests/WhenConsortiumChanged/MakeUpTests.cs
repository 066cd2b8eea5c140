using Procurement.Testing;

namespace Procurement.Bidding.Tests.WhenConsortiumChanged;

public sealed class MakeUpOnSqlite(OnSqlite fixture) : MakeUpTests(fixture), IClassFixture<OnSqlite>;

public sealed class MakeUpOnPostgreSql(OnPostgreSql fixture) : MakeUpTests(fixture), IClassFixture<OnPostgreSql>;

public abstract class MakeUpTests(PortalFixture fixture)
{
    [Fact]
    public async Task When_the_make_up_changes_members_hear_that_their_acceptance_lapsed_and_a_new_one_finds_the_bid()
    {
        var portal = fixture.Portal;
        using var story = await Story.BeginAsync(portal);
        await story.ConsortiumAsync("C1", "A", "B");
        var reference = await story.BidAsync("Together", "C1", "draft", delivers: ["A", "B"]);
        await story.AcceptAsync("Together", "A", "B");
        var (lead, newcomer) = (await portal.SignInAsync(story.Chief("A")), await portal.SignInAsync(story.Chief("C")));
        Assert.DoesNotContain(reference, (await newcomer.GetAsync("/bids")).Text, StringComparison.Ordinal);

        var home = $"/consortia/{story.Ids["C1"]}";
        Assert.Equal(home, (await lead.SendAsync(await lead.GetAsync($"{home}/invite/{story.Ids["C"]}"), new Dictionary<string, string> { ["Input.Share"] = "10" })).Location);
        await portal.DrainAsync();
        var link = new Uri(portal.Mails().Last(m => m.To == story.Chief("C")).Link("/consortia/invitations/")).PathAndQuery;
        Assert.Equal(home, (await newcomer.SendAsync(await newcomer.GetAsync(link), form: "form[action*=Accept]")).Location);
        await portal.DrainAsync();

        foreach (var member in new[] { "A", "B" })
            Assert.Contains(portal.Mails(), m => m.To == story.Chief(member) && m.Subject.Contains(reference, StringComparison.Ordinal) && m.Subject.Contains("lapsed", StringComparison.Ordinal));
        Assert.Contains(reference, (await newcomer.GetAsync("/bids")).Text, StringComparison.Ordinal);
        Assert.Contains((await story.ReadAsync("Together")).Content.Members, m => m.OrganisationId == story.Ids["C"]);
    }
}
