using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.ApproveAward;
using Procurement.Awards.ConfirmAward;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Awards.EditFeedback;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Places.Contracts;
using Procurement.Testing;

namespace Procurement.Awards.Tests.ProposeAward;

public sealed class AwardsOnSqlite(OnSqlite fixture) : AwardStories(fixture), IClassFixture<OnSqlite>;

public sealed class AwardsOnPostgreSql(OnPostgreSql fixture) : AwardStories(fixture), IClassFixture<OnPostgreSql>;

public abstract class AwardStories(PortalFixture fixture)
{
    private Portal Portal => fixture.Portal;

    [Fact]
    public async Task An_award_runs_from_its_proposal_to_its_public_page()
    {
        var story = await AnAward.ProposedAsync(Portal);
        Assert.Equal(LotStage.AuthorityComment, await story.StageAsync());
        // The requests are there before any workflow has run.
        Assert.Equal(new Clearance(false, 2, 0, 0), await story.ClearanceAsync());
        var award = await story.LoadAsync();
        Assert.Equal(["4.23", "3.95"], award.Bids.OrderBy(b => b.Rank).Select(b => decimal.Round(b.Total, 2, MidpointRounding.AwayFromZero).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(34500, award.ValueAYear);
        await Portal.DrainAsync();

        Assert.IsType<AuthoritiesAreNotHeard>((await ApproveAsync(story, story.Approver)).Refusal);
        await story.SayAsync(AnAward.Stockton, "Support", "The hub offers a room one day a week.");
        await story.SayAsync(AnAward.Darlington, "Objection", "It is not said how our town is served.");
        await Portal.DrainAsync();
        Assert.IsType<AuthoritiesAreNotHeard>((await ApproveAsync(story, story.Approver)).Refusal);
        var manager = await Portal.SignInAsync(story.Manager);
        var answer = await manager.GetAsync($"/lead/comments/{story.AwardId}/{await story.RequestOfAsync(AnAward.Darlington)}");
        await manager.SendAsync(answer, new Dictionary<string, string> { ["Input.Text"] = "Accepted: an open hour in Darlington every week." });
        await Portal.DrainAsync();
        Assert.Equal(LotStage.Decision, await story.StageAsync());
        Assert.Equal(AwardState.Cleared, (await story.LoadAsync()).State);

        // Nobody has a letter yet, and nothing is public.
        var (winner, second) = (await Portal.SignInAsync(story.Winner), await Portal.SignInAsync(story.Second));
        award = await story.LoadAsync();
        var letter = (string place) => $"/awards/{story.Reference}/letters/{award.Bids.First(b => b.Place.ToString() == place).BidReference}";
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync(letter("Reserve"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Visitor().GetAsync("/awards/" + story.Reference)).Status);

        var approver = await Portal.SignInAsync(story.Approver);
        var approved = await approver.SendAsync(await approver.GetAsync(story.Url + "/approve"));
        Assert.Equal(HttpStatusCode.Redirect, approved.Status);
        await Portal.DrainAsync();
        Assert.Equal(LotStage.Standstill, await story.StageAsync());
        award = await story.LoadAsync();
        var days = Portal.Services.CreateScope().ServiceProvider.GetRequiredService<IWorkingDays>();
        Assert.Equal(days.EndOfStandstill(award.NotifiedAt!.Value, 8), award.StandstillEndsAt);

        var own = await second.GetAsync(letter("Reserve"));
        Assert.Equal(HttpStatusCode.OK, own.Status);
        foreach (var said in new[] { "Reason in full: Local partnership", "3.95", "4.23", "2 of 2" }) Assert.Contains(said, own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("34,500", own.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("34500", own.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync(letter("Preferred"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await winner.GetAsync(letter("Preferred"))).Status);
        Assert.Contains(Portal.Mails(), m => m.To.Contains(story.Second, StringComparison.OrdinalIgnoreCase) && m.Subject.Contains("result of your bid", StringComparison.Ordinal));

        var early = await approver.SendAsync(await approver.GetAsync(story.Url + "/confirm"));
        Assert.Contains("standstill runs", Assert.Single(early.Errors), StringComparison.OrdinalIgnoreCase);
        Portal.Clock.MoveTo(award.StandstillEndsAt!.Value.AddMinutes(1));
        await Portal.DrainAsync();
        approver = await Portal.SignInAsync(story.Approver);
        Assert.Equal(HttpStatusCode.Redirect, (await approver.SendAsync(await approver.GetAsync(story.Url + "/confirm"))).Status);
        await Portal.DrainAsync();
        Assert.Equal(LotStage.Awarded, await story.StageAsync());
        var page = await Portal.Visitor().GetAsync("/awards/" + story.Reference);
        foreach (var said in new[] { "Winner", "34,500", "The hub offers a room", "It is not said how our town is served", "an open hour in Darlington" }) Assert.Contains(said, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("4.23", page.Body, StringComparison.Ordinal);
        Assert.Contains("/awards/" + story.Reference, (await Portal.Visitor().GetAsync("/opportunities/" + story.OpportunityReference)).Body, StringComparison.Ordinal);
        Assert.Contains("It is not said how our town is served", (await Portal.Visitor().GetAsync("/comments")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_sees_what_would_be_done_and_never_a_price_or_a_score()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        var officer = await Portal.SignInAsync(AnAward.Officer(AnAward.Stockton));
        var page = await officer.GetAsync("/requests/" + await story.RequestOfAsync(AnAward.Stockton));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Winner " + story.Number, page.Text, StringComparison.Ordinal);
        Assert.Contains("Second " + story.Number, page.Text, StringComparison.Ordinal);
        foreach (var hidden in new[] { "34,500", "34500", "33,000", "33000", "4.23", "3.95", "Reason in full", "price.pdf" })
            Assert.DoesNotContain(hidden, page.Body, StringComparison.Ordinal);
        var file = page.Page.QuerySelectorAll("a[href^='/files/']").First().GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(file)).Status);

        // Another area's council, a bidder and a visitor find neither the request nor the file nor the award.
        var request = "/requests/" + await story.RequestOfAsync(AnAward.Stockton);
        var stranger = await Portal.SignInAsync(AnAward.Officer("E09000001"));
        var bidder = await Portal.SignInAsync(story.Second);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(request)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(file)).Status);
        foreach (var url in new[] { story.Url, story.Url + "/approve", $"/lead/opportunities/{story.OpportunityReference}/awards", $"/lead/opportunities/{story.OpportunityReference}/lots/1/evaluation/ranking" })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(url)).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await officer.GetAsync(url)).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await bidder.GetAsync(url)).Status);
        }
    }

    [Fact]
    public async Task The_one_who_proposed_it_and_one_of_another_lead_provider_do_not_approve_it()
    {
        var (story, other) = (await AnAward.ProposedAsync(Portal), await AnAward.ProposedAsync(Portal));
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        Assert.True((await story.ClearanceAsync()).IsClear);
        Assert.IsType<NotAllowed>((await ApproveAsync(story, story.Manager)).Refusal);
        Assert.IsType<NotFound>((await ApproveAsync(story, other.Approver)).Refusal);
        Assert.True((await ApproveAsync(story, story.Approver)).IsDone);
    }

    [Fact]
    public async Task A_reason_that_is_missing_stops_the_approval_until_it_is_written()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        var award = await story.LoadAsync();
        var manager = await Portal.SignInAsync(story.Manager);
        var feedback = story.Url + "/feedback/" + award.Bids.First(b => b.Place is AwardPlace.Reserve).BidReference;
        await manager.SendAsync(await manager.GetAsync(feedback), new Dictionary<string, string> { ["Input.Reasons[1].Reason"] = " " });
        Assert.IsType<ScoreHasNoReason>((await ApproveAsync(story, story.Approver)).Refusal);
        await manager.SendAsync(await manager.GetAsync(feedback), new Dictionary<string, string> { ["Input.Reasons[1].Reason"] = "Strong with churches, less with services" });
        Assert.True((await ApproveAsync(story, story.Approver)).IsDone);
    }

    [Fact]
    public async Task A_cancelled_award_gives_its_lot_back_and_asks_nobody_any_more()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        var approver = await Portal.SignInAsync(story.Approver);
        var done = await approver.SendAsync(await approver.GetAsync(story.Url + "/cancel"), new Dictionary<string, string> { ["Input.Reason"] = "The need has changed", ["Input.Then"] = "again" });
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        await Portal.DrainAsync();
        Assert.Equal(LotStage.Evaluating, await story.StageAsync());
        var officer = await Portal.SignInAsync(AnAward.Officer(AnAward.Stockton));
        var page = await officer.GetAsync("/requests/" + await story.RequestOfAsync(AnAward.Stockton));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Page.QuerySelector("form[aria-labelledby=form-h]"));
        var manager = await Portal.SignInAsync(story.Manager);
        var again = await manager.SendAsync(await manager.GetAsync($"/lead/opportunities/{story.OpportunityReference}/awards"), new Dictionary<string, string> { ["Input.Lots"] = "1" });
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.NotEqual(story.Url, again.Location);
    }

    [Fact]
    public async Task It_is_not_confirmed_early_whoever_asks()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        Assert.True((await ApproveAsync(story, story.Approver)).IsDone);
        await Portal.AsAsync(story.Approver, async s =>
            Assert.IsType<StandstillRuns>((await s.GetRequiredService<ConfirmAwardHandler>().HandleAsync(story.Reference, CancellationToken.None)).Refusal));
        Assert.Empty(await Portal.AsAsync(null, s => s.GetRequiredService<IComments>().PublishedAsync(story.AwardId, CancellationToken.None)));
    }

    [Fact]
    public async Task A_challenge_on_its_page_pauses_the_award_and_every_page_of_the_lead_provider_is_there()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        var manager = await Portal.SignInAsync(story.Manager);
        foreach (var url in new[] { "/lead/awards", "/lead/comments", "/lead/comments/" + story.AwardId, story.Url, $"/lead/opportunities/{story.OpportunityReference}/awards", $"/lead/opportunities/{story.OpportunityReference}/evaluation" })
            Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(url)).Status);
        await story.EverybodySupportsAsync();
        Assert.True((await ApproveAsync(story, story.Approver)).IsDone);
        manager = await Portal.SignInAsync(story.Manager);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SendAsync(await manager.GetAsync(story.Url + "/challenge"), new Dictionary<string, string> { ["Input.Reason"] = "A bidder objects" })).Status);
        var before = (await story.LoadAsync()).StandstillEndsAt;
        Portal.Clock.Move(TimeSpan.FromDays(20));
        var approver = await Portal.SignInAsync(story.Approver);
        Assert.Contains("challenged", Assert.Single((await approver.SendAsync(await approver.GetAsync(story.Url + "/confirm"))).Errors), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await approver.SendAsync(await approver.GetAsync(story.Url + "/settle"), new Dictionary<string, string> { ["Input.Reason"] = "The score was right" })).Status);
        var after = await story.LoadAsync();
        Assert.Equal(AwardState.Standstill, after.State);
        Assert.True(after.StandstillEndsAt > Portal.Clock.GetUtcNow() && after.StandstillEndsAt > before);
        Assert.Equal(HttpStatusCode.OK, (await approver.GetAsync(story.Url)).Status);
    }

    [Fact]
    public async Task A_view_that_changes_in_the_standstill_is_answered_before_everybody_reads_it()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        Assert.True((await ApproveAsync(story, story.Approver)).IsDone);
        var officer = await Portal.SignInAsync(AnAward.Officer(AnAward.Stockton));
        var request = await story.RequestOfAsync(AnAward.Stockton);
        await officer.SendAsync(await officer.GetAsync($"/requests/{request}/vary"), new Dictionary<string, string> { ["Input.Outcome"] = "Objection", ["Input.Text"] = "Canary-late-objection" });
        Portal.Clock.MoveTo((await story.LoadAsync()).StandstillEndsAt!.Value.AddMinutes(1));
        var approver = await Portal.SignInAsync(story.Approver);
        Assert.Contains("1 comment came", (await approver.GetAsync(story.Url)).Text, StringComparison.Ordinal);
        var refused = await approver.SendAsync(await approver.GetAsync(story.Url + "/confirm"));
        Assert.Contains("waits for an answer", Assert.Single(refused.Errors), StringComparison.Ordinal);

        var manager = await Portal.SignInAsync(story.Manager);
        await manager.SendAsync(await manager.GetAsync($"/lead/comments/{story.AwardId}/{request}"), new Dictionary<string, string> { ["Input.Text"] = "Canary-late-answer" });
        Assert.Equal(HttpStatusCode.Redirect, (await approver.SendAsync(await approver.GetAsync(story.Url + "/confirm"))).Status);
        Assert.Contains("Canary-late-answer", (await Portal.Visitor().GetAsync("/awards/" + story.Reference)).Text, StringComparison.Ordinal);

        // After the publication a view may still change; then it says that it is not answered, and never that no answer was needed.
        officer = await Portal.SignInAsync(AnAward.Officer(AnAward.Stockton));
        await officer.SendAsync(await officer.GetAsync($"/requests/{request}/vary"), new Dictionary<string, string> { ["Input.Outcome"] = "Concern", ["Input.Text"] = "Canary-last-word" });
        var page = (await Portal.Visitor().GetAsync("/awards/" + story.Reference)).Text;
        Assert.Contains("Canary-last-word", page, StringComparison.Ordinal);
        Assert.Contains("Not answered yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary-late-answer", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_view_changes_beside_a_decision_that_has_counted_them()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        var officer = await Portal.SignInAsync(AnAward.Officer(AnAward.Stockton));
        var vary = await officer.GetAsync($"/requests/{await story.RequestOfAsync(AnAward.Stockton)}/vary");
        Task<Answer>? late = null;
        await Portal.AsAsync(story.Approver, async s =>
        {
            var done = await s.GetRequiredService<PortalDbContext>().InTransactionAsync(async () =>
            {
                var approved = await s.GetRequiredService<ApproveAwardHandler>().HandleAsync(story.Reference, CancellationToken.None);
                late = Task.Run(() => officer.SendAsync(vary, new Dictionary<string, string> { ["Input.Outcome"] = "Objection", ["Input.Text"] = "Not served at all" }));
                Assert.NotSame(late, await Task.WhenAny(late, Task.Delay(TimeSpan.FromSeconds(3))));
                return approved;
            });
            Assert.True(done.IsDone, done.Refusal?.ToString());
        });
        Assert.Equal(HttpStatusCode.Redirect, (await late!).Status);
        Assert.Equal(1, (await story.ClearanceAsync()).Unanswered);
    }

    [Fact]
    public async Task When_a_challenge_is_upheld_the_reserve_can_win_and_no_bidder_reads_an_outcome_that_was_taken_back()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        Assert.True((await ApproveAsync(story, story.Approver)).IsDone);
        var first = await story.LoadAsync();
        Assert.Equal(2, (await OutcomesAsync(story)).Count);
        var manager = await Portal.SignInAsync(story.Manager);
        await manager.SendAsync(await manager.GetAsync(story.Url + "/challenge"), new Dictionary<string, string> { ["Input.Reason"] = "Canary-who-challenges" });
        await Portal.DrainAsync();
        var paused = Portal.Mails().Where(m => m.Subject.Contains("is paused", StringComparison.Ordinal) && m.Text.Contains(story.Reference, StringComparison.Ordinal)).ToList();
        Assert.Equal([story.Second, story.Winner], paused.Select(m => m.To).Order());
        Assert.All(paused, m => Assert.DoesNotContain("Canary-who-challenges", m.Text, StringComparison.Ordinal));

        var approver = await Portal.SignInAsync(story.Approver);
        await approver.SendAsync(await approver.GetAsync(story.Url + "/cancel"), new Dictionary<string, string> { ["Input.Reason"] = "Canary: the challenge is right", ["Input.Then"] = "again" });
        await Portal.DrainAsync();
        Assert.Empty(await OutcomesAsync(story));
        Assert.Contains(Portal.Mails(), m => m.To == AnAward.Officer(AnAward.Stockton) && m.Text.Contains("Canary: the challenge is right", StringComparison.Ordinal));

        var page = await manager.GetAsync($"/lead/opportunities/{story.OpportunityReference}/lots/1/pass-over");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Single((await manager.SendAsync(page)).Errors);
        Assert.Single((await manager.SendAsync(page, new Dictionary<string, string> { ["Input.Bids[0].Reason"] = "x", ["Input.Bids[1].Reason"] = "y" })).Errors);
        var proposed = await manager.SendAsync(page, new Dictionary<string, string> { ["Input.Bids[0].Reason"] = "Canary: it has dropped out" });
        Assert.Equal(HttpStatusCode.Redirect, proposed.Status);
        Assert.NotEqual(story.Url, proposed.Location);
        var again = await story.AgainAsync(proposed.Location!.Split('/')[^1]);
        await Portal.DrainAsync();
        await again.EverybodySupportsAsync();
        Assert.Contains("Canary: it has dropped out", (await approver.GetAsync(again.Url + "/approve")).Text, StringComparison.Ordinal);
        Assert.True((await ApproveAsync(again, again.Approver)).IsDone);
        var award = await again.LoadAsync();
        Assert.Equal("Second " + story.Number, award.Preferred.BidderName);
        Assert.Equal(2, award.Preferred.Rank);
        Assert.Equal(33000, award.ValueAYear);
        var passed = award.Bids.Single(b => b.Place is AwardPlace.PassedOver);
        Assert.Equal(first.Preferred.BidId, passed.BidId);
        var winner = await Portal.SignInAsync(story.Winner);
        Assert.Contains("Canary: it has dropped out", (await winner.GetAsync($"/awards/{again.Reference}/letters/{passed.BidReference}")).Text, StringComparison.Ordinal);

        Portal.Clock.MoveTo(award.StandstillEndsAt!.Value.AddMinutes(1));
        await Portal.AsAsync(story.Approver, async s => Assert.True((await s.GetRequiredService<ConfirmAwardHandler>().HandleAsync(again.Reference, CancellationToken.None)).IsDone));
        Assert.Equal(BidOutcome.Won, (await OutcomesAsync(story))[award.Preferred.BidId]);
        Assert.Equal(BidOutcome.Unsuccessful, (await OutcomesAsync(story))[passed.BidId]);
    }

    [Fact]
    public async Task Reasons_that_a_colleague_changed_are_not_overwritten_and_none_changes_beside_the_approval()
    {
        var story = await AnAward.ProposedAsync(Portal);
        await Portal.DrainAsync();
        await story.EverybodySupportsAsync();
        var bid = (await story.LoadAsync()).Bids.First(b => b.Place is AwardPlace.Reserve);
        var manager = await Portal.SignInAsync(story.Manager);
        var url = story.Url + "/feedback/" + bid.BidReference;
        var (mine, theirs) = (await manager.GetAsync(url), await manager.GetAsync(url));
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SendAsync(mine, new Dictionary<string, string> { ["Input.Reasons[1].Reason"] = "Canary-mine" })).Status);
        var late = await manager.SendAsync(theirs, new Dictionary<string, string> { ["Input.Reasons[1].Reason"] = "Canary-theirs" });
        Assert.Single(late.Errors);
        Assert.Contains("Canary-theirs", late.Body, StringComparison.Ordinal);
        Assert.Contains((await story.LoadAsync()).Bids.SelectMany(b => b.Scores), s => s.Reason == "Canary-mine");

        // Approval read the award before these words changed: one of the two gives way.
        await Portal.AsAsync(story.Approver, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await s.GetRequiredService<AwardRoom>().OfMineAsync(story.Reference, CancellationToken.None);
            var reserve = (await story.LoadAsync()).Bids.First(b => b.Place is AwardPlace.Reserve);
            await Portal.AsAsync(story.Manager, async m => Assert.True((await m.GetRequiredService<EditFeedbackHandler>().HandleAsync(
                story.Reference, reserve.BidId, reserve.RowVersion, reserve.Scores.ToDictionary(x => x.CriterionId, _ => ""), CancellationToken.None)).IsDone));
            Assert.IsType<ChangedBySomebodyElse>((await s.GetRequiredService<ApproveAwardHandler>().HandleAsync(story.Reference, CancellationToken.None)).Refusal);
        });
        Assert.Null((await story.LoadAsync()).NotifiedAt);
    }

    private Task<Dictionary<Guid, BidOutcome>> OutcomesAsync(AnAward story) => Portal.AsAsync(null, async s =>
        (await s.GetRequiredService<IOpenedBids>().OfLotAsync(story.LotId, CancellationToken.None))
            .Where(b => b.Outcomes.ContainsKey(story.LotId)).ToDictionary(b => b.Id, b => b.Outcomes[story.LotId]));

    private Task<Result> ApproveAsync(AnAward story, string email) =>
        Portal.AsAsync(email, s => s.GetRequiredService<ApproveAwardHandler>().HandleAsync(story.Reference, CancellationToken.None));
}
