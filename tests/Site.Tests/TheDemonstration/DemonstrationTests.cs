using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Contracts;
using Procurement.Bidding.Contracts;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Places.Contracts;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Site.Tests.TheDemonstration;

/// <summary>A portal on which the whole demonstration has just been played, as at the first start in development.</summary>
public abstract class Played(Engine engine) : IAsyncLifetime
{
    public Portal Portal { get; private set; } = null!;

    /// <summary>The day on which it was played, from which its days are counted.</summary>
    public DateOnly DayZero { get; private set; }

    public async Task InitializeAsync()
    {
        DayZero = London.DateOf(TimeProvider.System.GetUtcNow());
        Portal = await Portal.StartAsync(new PortalOptions(engine) { Demonstration = true });
        // The recipe's own end is told of, too.
        await Portal.DrainAsync();
    }

    public async Task DisposeAsync() => await Portal.DisposeAsync();
}

public sealed class PlayedOnSqlite() : Played(Engine.Sqlite);

public sealed class PlayedOnPostgreSql() : Played(Engine.PostgreSql);

public sealed class DemonstrationOnSqlite(PlayedOnSqlite played) : DemonstrationTests(played), IClassFixture<PlayedOnSqlite>;

public sealed class DemonstrationOnPostgreSql(PlayedOnPostgreSql played) : DemonstrationTests(played), IClassFixture<PlayedOnPostgreSql>;

/// <summary>Where each of its stories stands on the day that it is played, as its people see it.</summary>
public abstract class DemonstrationTests(Played played)
{
    private const string O03 = "Restorative justice, Nottinghamshire and Derbyshire";
    private const string O04 = "Women’s centre outreach, south-east London";
    private const string O06 = "Money advice, North Yorkshire and Humber";
    private const string O07 = "Young adults in transition, Lewisham and Southwark";
    private const string O09 = "Veterans mentoring, Durham Tees Valley";
    private const string O13 = "Mentoring through the gate, all of London";

    private readonly Portal _portal = played.Portal;

    [Fact]
    public async Task It_is_played_without_a_fault_and_leaves_nothing_undone()
    {
        // The mapper asks a new database for its history, and writes down that there is none.
        Assert.Equal("", string.Join('\n', _portal.Log.Errors.Where(l => !l.Contains("__EFMigrationsHistory", StringComparison.Ordinal))));
        Assert.Equal(TimeSpan.Zero, _portal.Clock.Offset);
        Assert.Empty(await RowsAsync<string>("SELECT \"Type\" AS \"Value\" FROM data_outbox WHERE \"DoneAt\" IS NULL"));
        Assert.Empty(await RowsAsync<string>("SELECT \"State\" AS \"Value\" FROM notifications_mails WHERE \"State\" <> 'Sent'"));
        Assert.Empty(await RowsAsync<string>("SELECT \"State\" AS \"Value\" FROM workflows_workflows WHERE \"State\" = 'Faulted'"));
    }

    [Fact]
    public async Task Restorative_justice_is_announced_and_takes_no_bids_yet()
    {
        var terms = await TermsAsync(O03);
        Assert.Equal((OpportunityStage.Planned, At(21, "09:00"), At(56, "12:00")), (terms.Stage, terms.OpensAt, terms.ClosesAt));
        Assert.Equal(O03, (await _portal.Visitor().GetAsync("/opportunities/" + terms.Reference)).Heading);

        var start = await (await _portal.SignInAsync("chief@v11.example.org")).GetAsync("/bids/start/" + terms.Reference);
        Assert.Equal(HttpStatusCode.OK, start.Status);
        Assert.Null(start.Page.QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task Womens_outreach_is_open_with_a_consortiums_bid_a_draft_and_one_that_made_way()
    {
        var terms = await TermsAsync(O04);
        Assert.Equal((OpportunityStage.Open, At(16, "12:00"), 2), (terms.Stage, terms.ClosesAt, terms.Lots.Count));

        Assert.Equal(["Submitted", "Withdrawn"], (await BidsAsync("chief@v02.example.org", O04)).Select(b => b.Status));
        Assert.Equal(["Draft"], (await BidsAsync("chief@v14.example.org", O04)).Select(b => b.Status));
        var ofMember = Assert.Single(await BidsAsync("chief@v10.example.org", O04));
        Assert.Equal((await BidsAsync("chief@v02.example.org", O04))[0].Reference, ofMember.Reference);

        var consortium = Assert.Single(await _portal.AsAsync("chief@v02.example.org", s =>
            s.GetRequiredService<IConsortia>().OfOrganisationAsync(s.GetRequiredService<IWho>().Memberships[0].OrganisationId, CancellationToken.None)));
        Assert.Equal(ConsortiumState.Locked, consortium.State);
        Assert.Equal([("Second Kettle Women's Centre (demo)", 50, true), ("Nine Bridges Family Links (demo)", 35, false), ("Mosaic Lane Community Voice (demo)", 15, false)],
            consortium.Members.OrderByDescending(m => m.Share).Select(m => (m.Name, m.Share, m.IsLead)));

        // Whom its profile does not name, a bidder is told; the lead provider is told of no bid at all.
        Assert.Contains("Women", (await (await _portal.SignInAsync("chief@v14.example.org")).GetAsync("/bids/start/" + terms.Reference)).Page.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        var lead = await _portal.SignInAsync("approver@lp2.example.org");
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/bids/" + ofMember.Reference)).Status);
        Assert.False(await _portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().IsOpenAsync(terms.Id, CancellationToken.None)));
    }

    [Fact]
    public async Task Money_advice_has_closed_with_a_bid_in_the_last_ten_minutes_and_one_three_minutes_late()
    {
        var terms = await TermsAsync(O06);
        Assert.Equal((OpportunityStage.Closed, At(-1, "12:00")), (terms.Stage, terms.ClosesAt));
        Assert.False(await _portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().IsOpenAsync(terms.Id, CancellationToken.None)));

        Assert.Equal("Submitted and sealed", Assert.Single(await BidsAsync("chief@v07.example.org", O06)).Status);
        var last = Assert.Single(await BidsAsync("chief@v01.example.org", O06));
        Assert.Equal("Submitted and sealed", last.Status);
        Assert.InRange(terms.ClosesAt - await ArrivalAsync("chief@v01.example.org", last.Reference), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));

        var late = Assert.Single(await BidsAsync("chief@v12.example.org", O06));
        Assert.Equal("Late, not accepted", late.Status);
        Assert.InRange(await ArrivalAsync("chief@v12.example.org", late.Reference) - terms.ClosesAt, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
        Assert.Single(_portal.Mails(), m => m.To == "chief@v12.example.org" && m.Subject == $"Not accepted: bid {late.Reference} arrived too late");

        var opening = await (await _portal.SignInAsync("manager@lp1.example.org")).GetAsync($"/lead/opportunities/{terms.Reference}/opening");
        Assert.Equal(HttpStatusCode.OK, opening.Status);
        foreach (var bidder in new[] { "Harbour Door", "Clear Ledger", "Open Lantern" }) Assert.DoesNotContain(bidder, opening.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Young_adults_is_being_scored_by_one_who_has_no_interest_in_it()
    {
        var terms = await TermsAsync(O07);
        Assert.Equal(OpportunityStage.Evaluating, terms.Stage);
        var opened = await OpenedAsync(terms);
        Assert.Equal(["Kitehill Young Adults Trust (demo)", "Nine Bridges Family Links (demo)"], opened.Select(b => b.BidderName));
        Assert.All(opened, b => Assert.Equal(BidStatus.Compliant, b.Status));
        Assert.Equal("Not submitted", Assert.Single(await BidsAsync("chief@v10.example.org", O07)).Status);

        await _portal.AsAsync(null, async s =>
        {
            var (evaluation, accounts) = (s.GetRequiredService<IEvaluation>(), s.GetRequiredService<IAccounts>());
            var ranking = await evaluation.RankingAsync(terms.Lots[0].Id, CancellationToken.None);
            Assert.False(ranking!.QualityLocked);
            Assert.All(ranking.Bids, b => Assert.Equal(0, b.PriceAYear));
            Assert.True(await evaluation.IsRecusedAsync(terms.Lots[0].Id, (await accounts.FindByEmailAsync("approver@lp2.example.org", CancellationToken.None))!.Id, CancellationToken.None));
            Assert.False(await evaluation.IsRecusedAsync(terms.Lots[0].Id, (await accounts.FindByEmailAsync("evaluator@lp2.example.org", CancellationToken.None))!.Id, CancellationToken.None));
        });
        var scores = await (await _portal.SignInAsync("evaluator@lp2.example.org")).GetAsync($"/lead/opportunities/{terms.Reference}/lots/1/evaluation/scores/{opened[0].Reference}");
        Assert.Equal(HttpStatusCode.OK, scores.Status);
        Assert.DoesNotContain("176,000", scores.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Veterans_mentoring_goes_to_a_first_time_bidder_and_is_in_standstill()
    {
        var terms = await TermsAsync(O09);
        Assert.Equal(OpportunityStage.Standstill, terms.Stage);
        var award = await AwardAsync(terms);
        Assert.Equal(AwardState.Standstill, award.State);
        Assert.Equal([("Stand Easy Veterans Support (demo)", 1, 4.0m, 4.23m), ("Open Lantern Chaplaincy Network (demo)", 2, 3.5m, 3.95m)], await RankingAsync(terms));

        Assert.Equal("Preferred", Assert.Single(await BidsAsync("chief@v09.example.org", O09)).Status);
        var reserve = Assert.Single(await BidsAsync("chief@v12.example.org", O09));
        Assert.Equal("Reserve", reserve.Status);
        var letter = await (await _portal.SignInAsync("chief@v12.example.org")).GetAsync($"/awards/{award.Reference}/letters/{reserve.Reference}");
        Assert.Contains("Stand Easy Veterans Support (demo), with a total of 4.23 out of 5", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Good in general, but says little of what happens in the second month.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("34,500", letter.Body, StringComparison.Ordinal);
        var ends = _portal.Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider.GetRequiredService<IWorkingDays>().EndOfStandstill(At(-3, "10:00"), 8);
        Assert.Contains(London.Long(ends), letter.Text, StringComparison.Ordinal);

        var comment = Assert.Single(await RequestsAsync(award));
        Assert.Equal(("E06000004", RequestState.Submitted, CommentOutcome.Support, false), (comment.AuthorityCode, comment.State, comment.Outcome, comment.NeedsAnswer));
        Assert.DoesNotContain("Stand Easy", (await _portal.Visitor().GetAsync("/opportunities/" + terms.Reference)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mentoring_in_London_waits_for_thirty_boroughs_and_for_an_answer_to_an_objection()
    {
        var terms = await TermsAsync(O13);
        Assert.Equal(OpportunityStage.AuthorityComment, terms.Stage);
        var award = await AwardAsync(terms);
        Assert.Equal(AwardState.Proposed, award.State);
        Assert.Equal([("Kitehill Young Adults Trust (demo)", 1, 4.2m, 4.44m), ("Tarnbeck Together CIC (demo)", 2, 3.8m, 4.14m)], await RankingAsync(terms));

        var requests = (await RequestsAsync(award)).ToDictionary(r => r.AuthorityCode);
        Assert.Equal(33, requests.Count);
        Assert.Equal((RequestState.SubjectToRatification, CommentOutcome.SupportWithConditions, false), Said("E09000023"));
        Assert.Equal((RequestState.Submitted, CommentOutcome.Objection, true), Said("E09000028"));
        Assert.Equal((RequestState.Acknowledged, null, false), Said("E09000001"));
        Assert.Equal((RequestState.Recused, null, false), Said("E09000002"));
        var due = await _portal.AsAsync(null, s => Task.FromResult(s.GetRequiredService<IWorkingDays>().EndOfPeriod(At(-13, "14:00"), 15)));
        Assert.Equal(29, requests.Values.Count(r => r.State == RequestState.Sent && r.DueAt == due && r.Outcome is null));

        var clearance = await _portal.AsAsync(null, s => s.GetRequiredService<IClearance>().ForAsync(award.Id, CancellationToken.None));
        Assert.Equal(new Clearance(false, 33, 3, 1), clearance);
        var ids = new Dictionary<string, Guid> { ["A13"] = award.Id };
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => _portal.PlayAsync("""[{"step":"approve-award","award":"A13","as":"approver@lp2.example.org"}]""", ids));

        var seen = await (await _portal.SignInAsync("manager@lp2.example.org")).GetAsync($"/lead/comments/{award.Id}");
        Assert.Contains("Accepted. Clause 4.2 of the agreement now names them", seen.Text, StringComparison.Ordinal);
        Assert.Contains("We object until it is.", seen.Text, StringComparison.Ordinal);
        // A reserve and a preferred bidder know nothing before the letters.
        Assert.Equal("Being evaluated", Assert.Single(await BidsAsync("chief@v14.example.org", O13)).Status);

        (RequestState, CommentOutcome?, bool) Said(string code) => (requests[code].State, requests[code].Outcome, requests[code].NeedsAnswer);
    }

    [Fact]
    public async Task Each_sees_its_own_and_no_more()
    {
        var lp3 = await (await _portal.SignInAsync("manager@lp3.example.org")).GetAsync("/lead/opportunities");
        Assert.Contains(O03, lp3.Text, StringComparison.Ordinal);
        foreach (var other in new[] { O04, O06, O07, O09, O13 }) Assert.DoesNotContain(other, lp3.Text, StringComparison.Ordinal);

        var lewisham = await (await _portal.SignInAsync("officer@e09000023.example.org")).GetAsync("/requests");
        Assert.Contains(O13, Assert.Single(lewisham.Page.QuerySelectorAll("li.cl-result")).TextContent, StringComparison.Ordinal);
        var cardiff = await (await _portal.SignInAsync("officer@w06000015.example.org")).GetAsync("/requests");
        Assert.Empty(cardiff.Page.QuerySelectorAll("li.cl-result"));

        var search = await _portal.Visitor().GetAsync("/opportunities");
        Assert.Equal([O04], search.Page.QuerySelectorAll("li.cl-result .cl-result__title a").Select(a => a.TextContent.Trim()));
    }

    private DateTimeOffset At(int day, string time) => London.At(played.DayZero.AddDays(day), TimeOnly.Parse(time, CultureInfo.InvariantCulture));

    private async Task<OpportunityTerms> TermsAsync(string title) => (await _portal.AsAsync(null, async s =>
    {
        var id = await s.GetRequiredService<PortalDbContext>().Database.SqlQuery<Guid>($"SELECT \"Id\" AS \"Value\" FROM opportunities_opportunities WHERE \"Title\" = {title}").SingleAsync();
        return await s.GetRequiredService<IOpportunities>().FindAsync(id, CancellationToken.None);
    }))!;

    private async Task<AwardCard> AwardAsync(OpportunityTerms terms) => (await _portal.AsAsync(null, async s =>
    {
        var id = await s.GetRequiredService<PortalDbContext>().Database.SqlQuery<Guid>($"SELECT \"Id\" AS \"Value\" FROM awards_awards WHERE \"OpportunityId\" = {terms.Id}").SingleAsync();
        return await s.GetRequiredService<IAwards>().FindAsync(id, CancellationToken.None);
    }))!;

    private Task<IReadOnlyList<OpenedBid>> OpenedAsync(OpportunityTerms terms) =>
        _portal.AsAsync(null, s => s.GetRequiredService<IOpenedBids>().OfLotAsync(terms.Lots[0].Id, CancellationToken.None));

    private Task<IReadOnlyList<RequestCard>> RequestsAsync(AwardCard award) =>
        _portal.AsAsync(null, s => s.GetRequiredService<IComments>().OfSubjectAsync(award.Id, CancellationToken.None));

    private async Task<IEnumerable<(string Bidder, int Rank, decimal Quality, decimal Total)>> RankingAsync(OpportunityTerms terms)
    {
        var ranking = (await _portal.AsAsync(null, s => s.GetRequiredService<IEvaluation>().RankingAsync(terms.Lots[0].Id, CancellationToken.None)))!;
        Assert.True(ranking is { QualityLocked: true, IsComplete: true });
        return ranking.Bids.OrderBy(b => b.Rank).Select(b => (b.BidderName, b.Rank, Math.Round(b.Quality, 2), Math.Round(b.Total, 2)));
    }

    /// <summary>The bids for a notice as their own bidder's list shows them, newest first.</summary>
    private async Task<IReadOnlyList<(string Reference, string Status)>> BidsAsync(string email, string title)
    {
        var list = await (await _portal.SignInAsync(email)).GetAsync("/bids");
        return [.. list.Page.QuerySelectorAll("li.cl-result").Where(r => r.QuerySelector(".cl-result__title")!.TextContent.StartsWith(title, StringComparison.Ordinal))
            .Select(r => (r.QuerySelector(".cl-result__title a")!.GetAttribute("href")!["/bids/".Length..], string.Join(", ", r.QuerySelectorAll(".cl-status").Select(s => s.TextContent.Trim()))))];
    }

    /// <summary>When the only attempt to submit a bid had arrived, as its receipt says.</summary>
    private async Task<DateTimeOffset> ArrivalAsync(string email, string bid)
    {
        var browser = await _portal.SignInAsync(email);
        var receipt = Assert.Single((await browser.GetAsync("/bids/" + bid)).Page.QuerySelectorAll("a[href*='/receipts/']").Select(a => a.GetAttribute("href")!).Distinct());
        var page = await browser.GetAsync(receipt);
        return DateTimeOffset.Parse(page.Page.QuerySelector(".cl-num")!.TextContent, CultureInfo.InvariantCulture);
    }

    private Task<List<T>> RowsAsync<T>(string sql) => _portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Database.SqlQueryRaw<T>(sql).ToListAsync());
}
