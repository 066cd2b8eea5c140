using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Consortia.Contracts;
using Procurement.Consortia.Domain;
using Procurement.Testing;

namespace Procurement.Consortia.Tests.ChangeMakeUp;

public sealed class ConsortiumPagesOnSqlite(OnSqlite fixture) : ConsortiumPages(fixture), IClassFixture<OnSqlite>;

public sealed class ConsortiumPagesOnPostgreSql(OnPostgreSql fixture) : ConsortiumPages(fixture), IClassFixture<OnPostgreSql>;

public abstract class ConsortiumPages(PortalFixture fixture)
{
    private static int _count;

    private Portal Portal => fixture.Portal;

    private async Task<(Dictionary<string, Guid> Ids, Func<string, string> Chief)> ThreeAsync()
    {
        var n = Interlocked.Increment(ref _count);
        Dictionary<string, Guid> ids = [];
        string Chief(string name) => $"chief@{name.ToLowerInvariant()}{n}partners.example.org";
        await Portal.PlayAsync("[" + string.Join(',', new[] { ("A", 1), ("B", 2), ("C", 3) }.Select(p =>
            $$"""{"step":"organisation","id":"{{p.Item1}}","kind":"Supplier","name":"Partner {{p.Item1}}{{n}} (demo)","type":"CIC","numbers":[{"scheme":"GB-COH","number":"{{95000000 + (n * 10) + p.Item2}}"}],"areas":["CPA17"],"services":["MEN-ONE"],"cohorts":["U12M"],"people":[{"email":"{{Chief(p.Item1)}}","displayName":"Chief (test)","duties":["Manage","Write","Approve"]}]}""")) + "]", ids);
        return (ids, Chief);
    }

    [Fact]
    public async Task One_forms_it_another_is_asked_and_accepts_and_both_accept_the_shares()
    {
        var (ids, chief) = await ThreeAsync();
        var (a, b) = (await Portal.SignInAsync(chief("A")), await Portal.SignInAsync(chief("B")));
        var home = (await a.SendAsync(await a.GetAsync("/consortia/form"), new Dictionary<string, string> { ["Input.Name"] = "Ours (demo consortium)" })).Location!;
        var id = Guid.Parse(home.Split('/')[^1]);

        var search = await a.GetAsync(home + "/partners?Words=Partner");
        Assert.True(search.Text.Contains("Partner B", StringComparison.Ordinal), search.Status + " " + search.Text);
        Assert.Equal(home, (await a.SendAsync(await a.GetAsync($"{home}/invite/{ids["B"]}"), new Dictionary<string, string> { ["Input.Share"] = "40" })).Location);
        await Portal.DrainAsync();
        var link = Portal.Mails().Last(m => m.To == chief("B")).Link("/consortia/invitations/");
        var invitation = await b.GetAsync(new Uri(link).PathAndQuery);
        Assert.Equal(home, (await b.SendAsync(invitation, form: "form[action*=Accept]")).Location);

        foreach (var browser in new[] { a, b }) Assert.Equal(home, (await browser.SendAsync(await browser.GetAsync(home), form: "form[action*=Accept]")).Location);
        var card = await Portal.AsAsync(null, s => s.GetRequiredService<IConsortia>().FindAsync(id, CancellationToken.None));
        Assert.Equal((ConsortiumState.Agreed, 100), (card!.State, card.Members.Sum(m => m.Share)));

        var shares = await a.GetAsync(home + "/shares");
        var wrong = await a.SendAsync(shares, new Dictionary<string, string> { [$"Input.Share[{ids["A"]}]"] = "50", [$"Input.Share[{ids["B"]}]"] = "40" });
        Assert.Single(wrong.Errors);
        Assert.Equal(home, (await a.SendAsync(wrong, new Dictionary<string, string> { [$"Input.Share[{ids["A"]}]"] = "50", [$"Input.Share[{ids["B"]}]"] = "50" })).Location);
        card = await Portal.AsAsync(null, s => s.GetRequiredService<IConsortia>().FindAsync(id, CancellationToken.None));
        Assert.Equal(ConsortiumState.Forming, card!.State);
        Assert.DoesNotContain(card.Members, m => m.HasAccepted);
    }

    [Fact]
    public async Task Nobody_else_finds_it_and_only_the_invited_answers()
    {
        var (ids, chief) = await ThreeAsync();
        await Portal.PlayAsync($$"""
            [{"step":"consortium","id":"K","name":"Quiet {{ids["A"]:N}} (demo consortium)","lead":"A","as":"{{chief("A")}}","agree":false,"members":[{"organisation":"B","share":30,"as":"{{chief("B")}}","silent":true}]}]
            """, ids);
        var invitation = await Portal.AsAsync(null, async s => (await s.GetRequiredService<ConsortiumBook>().LoadAsync(ids["K"], CancellationToken.None))!.Invitations.Single().Id);
        var stranger = await Portal.SignInAsync(chief("C"));
        foreach (var address in new[] { "", "/partners", "/shares", "/name", "/dissolve", $"/invite/{ids["C"]}", $"/members/{ids["B"]}/leave" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/consortia/{ids["K"]}{address}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/consortia/invitations/{invitation}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Portal.SignInAsync(chief("A"))).GetAsync($"/consortia/invitations/{invitation}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await Portal.SignInAsync(chief("B"))).GetAsync($"/consortia/invitations/{invitation}")).Status);
    }

    [Fact]
    public async Task An_invitation_that_nobody_answers_expires_and_its_lead_is_told()
    {
        var (ids, chief) = await ThreeAsync();
        await Portal.PlayAsync($$"""
            [{"step":"consortium","id":"K","name":"Slow {{ids["A"]:N}} (demo consortium)","lead":"A","as":"{{chief("A")}}","agree":false,"members":[{"organisation":"B","share":30,"as":"{{chief("B")}}","silent":true}]}]
            """, ids);
        try
        {
            Portal.Clock.Move(TimeSpan.FromDays(7));
            await Portal.DrainAsync();
            var state = await Portal.AsAsync(null, async s => (await s.GetRequiredService<ConsortiumBook>().LoadAsync(ids["K"], CancellationToken.None))!.Invitations.Single().State);
            Assert.Equal(InvitationState.Expired, state);
            Assert.Contains(Portal.Mails(), m => m.To == chief("A") && m.Subject.Contains("expired", StringComparison.Ordinal));
        }
        finally
        {
            Portal.Clock.Reset();
        }
    }
}
