using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Testing;

namespace Procurement.Evaluation.Tests.SeeEvaluations;

public sealed class EvaluationOnSqlite(OnSqlite fixture) : EvaluationPages(fixture), IClassFixture<OnSqlite>;

public sealed class EvaluationOnPostgreSql(OnPostgreSql fixture) : EvaluationPages(fixture), IClassFixture<OnPostgreSql>;

public abstract class EvaluationPages(PortalFixture fixture)
{
    private static int _number;

    private Portal Portal => fixture.Portal;

    private sealed record Story(int Number, string Reference, Guid LotId)
    {
        public string Url => $"/lead/opportunities/{Reference}/lots/1/evaluation";

        public string Mail(string who) => $"{who}@panel{Number}.example.org";
    }

    [Fact]
    public async Task One_evaluator_joins_declares_scores_locks_and_signs_on_pages_and_sees_prices_only_then()
    {
        var story = await OpenedAsync();
        var anne = await Portal.SignInAsync(story.Mail("anne"));
        Assert.Contains(story.Reference, (await anne.GetAsync("/lead/evaluation")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anne.GetAsync($"/lead/opportunities/{story.Reference}/evaluation")).Status);
        foreach (var page in new[] { "/scores", "/moderation", "/ranking" }) Assert.Equal(HttpStatusCode.NotFound, (await anne.GetAsync(story.Url + page)).Status);
        Assert.Equal(story.Url, (await anne.GetAsync(story.Url + "/interest")).Location);
        var joined = await anne.SendAsync(await anne.GetAsync(story.Url), form: "form[action*='handler=Join']");
        Assert.Equal(story.Url + "/interest", joined.Location);
        Assert.Single((await anne.SendAsync(await anne.GetAsync(joined.Location!))).Errors);
        await anne.SendAsync(await anne.GetAsync(joined.Location!), new Dictionary<string, string> { ["Input.Answer"] = "none" });

        var list = await anne.GetAsync(story.Url + "/scores");
        var bids = list.Page.QuerySelectorAll(".govuk-task-list__link").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, bids.Count);
        Assert.Single((await anne.SendAsync(list)).Errors);
        foreach (var bid in bids)
        {
            var page = await anne.GetAsync(bid);
            foreach (var hidden in new[] { "34,500", "34500", "33000", "price.pdf" }) Assert.DoesNotContain(hidden, page.Body, StringComparison.Ordinal);
            var wrong = await anne.SendAsync(page, new Dictionary<string, string> { ["Input.Scores[0].Value"] = "5.5", ["Input.Scores[0].Reason"] = "Kept words" });
            Assert.Single(wrong.Errors);
            Assert.Contains("Kept words", wrong.Body, StringComparison.Ordinal);
            var fields = Enumerable.Range(0, 5).SelectMany(i => new[] { KeyValuePair.Create($"Input.Scores[{i}].Value", "4.2"), KeyValuePair.Create($"Input.Scores[{i}].Reason", "Canary-reason") });
            Assert.Equal(HttpStatusCode.Redirect, (await anne.SendAsync(page, fields)).Status);
        }

        Assert.False(await Portal.AsAsync(null, s => s.GetRequiredService<IPricesUnlocked>().ForLotAsync(story.LotId, CancellationToken.None)));
        Assert.Empty((await Portal.AsAsync(null, s => s.GetRequiredService<IEvaluation>().RankingAsync(story.LotId, CancellationToken.None)))!.Bids);
        Assert.Equal(HttpStatusCode.Redirect, (await anne.SendAsync(await anne.GetAsync(story.Url + "/scores"))).Status);
        Assert.True(await Portal.AsAsync(null, s => s.GetRequiredService<IPricesUnlocked>().ForLotAsync(story.LotId, CancellationToken.None)));
        var ranking = await anne.GetAsync(story.Url + "/ranking");
        Assert.Contains("£34,500", ranking.Text, StringComparison.Ordinal);
        Assert.Contains("Canary-reason", ranking.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await anne.SendAsync(ranking)).Status);
        Assert.True((await Portal.AsAsync(null, s => s.GetRequiredService<IEvaluation>().RankingAsync(story.LotId, CancellationToken.None)))!.IsComplete);

        // Bidders see nothing of it.
        var bidder = await Portal.SignInAsync(story.Mail("winner"));
        foreach (var page in new[] { "", "/scores", "/ranking" }) Assert.NotEqual(HttpStatusCode.OK, (await bidder.GetAsync(story.Url + page)).Status);
        var visitor = await Portal.Visitor().GetAsync("/opportunities/" + story.Reference);
        Assert.DoesNotContain("Canary-reason", visitor.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_evaluators_are_blind_to_each_other_agree_with_a_note_and_one_with_an_interest_sees_nothing()
    {
        var story = await OpenedAsync();
        var approver = await Portal.SignInAsync(story.Mail("approver"));
        foreach (var who in new[] { "anne", "ben", "cleo" })
        {
            var panel = await approver.GetAsync(story.Url);
            var option = panel.Page.QuerySelectorAll("select[name='Input.UserId'] option").First(o => o.TextContent.StartsWith(who, StringComparison.Ordinal)).GetAttribute("value")!;
            Assert.Equal(HttpStatusCode.Redirect, (await approver.SendAsync(panel, new Dictionary<string, string> { ["Input.UserId"] = option }, "form[action*='handler=Assign']")).Status);
        }

        var (anne, ben, cleo) = (await Portal.SignInAsync(story.Mail("anne")), await Portal.SignInAsync(story.Mail("ben")), await Portal.SignInAsync(story.Mail("cleo")));
        var interest = await cleo.GetAsync(story.Url + "/interest");
        await cleo.SendAsync(interest, new Dictionary<string, string> { ["Input.Answer"] = "interest", ["Input.What"] = "I was a trustee" });
        foreach (var page in new[] { "/scores", "/moderation", "/ranking" }) Assert.Equal(HttpStatusCode.NotFound, (await cleo.GetAsync(story.Url + page)).Status);
        Assert.Equal(story.Url, (await cleo.GetAsync(story.Url + "/interest")).Location);

        await ScoreAsync(anne, story, "4", "Canary-anne");
        await ScoreAsync(ben, story, "2", "Canary-ben");
        await anne.SendAsync(await anne.GetAsync(story.Url + "/scores"));
        Assert.Equal(HttpStatusCode.NotFound, (await anne.GetAsync(story.Url + "/moderation")).Status);
        var bid = (await anne.GetAsync(story.Url + "/scores")).Page.QuerySelector(".govuk-task-list__link")!.GetAttribute("href")!;
        Assert.DoesNotContain("Canary-ben", (await anne.GetAsync(bid)).Body, StringComparison.Ordinal);
        await ben.SendAsync(await ben.GetAsync(story.Url + "/scores"));

        var moderation = await anne.GetAsync(story.Url + "/moderation");
        Assert.Contains("Canary-ben", moderation.Body, StringComparison.Ordinal);
        var agreed = Enumerable.Range(0, 10).Select(i => KeyValuePair.Create($"Input.Agreed[{i}].Value", "3")).Append(KeyValuePair.Create("Input.Go", "lock")).ToList();
        Assert.Single((await anne.SendAsync(moderation, agreed)).Errors);
        var noted = agreed.Concat(Enumerable.Range(0, 10).Select(i => KeyValuePair.Create($"Input.Agreed[{i}].Note", "We read the annex together")));
        Assert.Equal(story.Url + "/ranking", (await anne.SendAsync(moderation, noted)).Location);
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync(story.Url + "/ranking")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await cleo.GetAsync(story.Url + "/ranking")).Status);
        Assert.True(await Portal.AsAsync(story.Mail("cleo"), s => s.GetRequiredService<IEvaluation>().IsRecusedAsync(story.LotId, s.GetRequiredService<IWho>().UserId, CancellationToken.None)));
    }

    [Fact]
    public async Task One_who_has_still_to_declare_or_declared_an_interest_reads_no_bid_no_file_and_decides_nothing()
    {
        var story = await OpenedAsync();
        var opening = $"/lead/opportunities/{story.Reference}/opening";
        var (dora, approver) = (await Portal.SignInAsync(story.Mail("dora")), await Portal.SignInAsync(story.Mail("approver")));
        var list = await dora.GetAsync(opening);
        var bid = list.Page.QuerySelector("th a.govuk-link")!.GetAttribute("href")!;
        var before = await dora.GetAsync(bid);
        var file = before.Page.QuerySelector("a[href^='/files/']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await dora.GetAsync(file)).Status);

        async Task NothingAsync(Browser kept, bool posts = true)
        {
            var nothing = await kept.GetAsync(opening);
            Assert.Equal(HttpStatusCode.OK, nothing.Status);
            Assert.DoesNotContain("Bidder winner", nothing.Text, StringComparison.Ordinal);
            Assert.Contains("Bids not shown to you: 2", nothing.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await kept.GetAsync(bid)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await kept.GetAsync(file)).Status);
            if (posts) Assert.Equal(HttpStatusCode.NotFound, (await kept.SendAsync(before, new Dictionary<string, string> { ["Input.Status"] = "Disqualified", ["Input.Reason"] = "A rival" })).Status);
        }

        // Who only evaluates sees bids on the panel, and not before.
        await NothingAsync(await Portal.SignInAsync(story.Mail("ben")), posts: false);

        Assert.Equal(story.Url + "/interest", (await dora.SendAsync(await dora.GetAsync(story.Url), form: "form[action*='handler=Join']")).Location);
        await NothingAsync(dora);
        await dora.SendAsync(await dora.GetAsync(story.Url + "/interest"), new Dictionary<string, string> { ["Input.Answer"] = "interest", ["Input.What"] = "My sister leads it" });
        await NothingAsync(dora);

        // The place of one who stood back is not offered for replacing, and nobody asks them a second time.
        var panel = await approver.GetAsync(story.Url);
        Assert.Empty(panel.Page.QuerySelectorAll("form[action*='handler=Replace']"));
        Assert.DoesNotContain(panel.Page.QuerySelectorAll("select[name='Input.UserId'] option"), o => o.TextContent.StartsWith("dora", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await approver.GetAsync(bid)).Status);

        // Who scores reads them, and their files.
        var anne = await Portal.SignInAsync(story.Mail("anne"));
        await anne.SendAsync(await anne.GetAsync(story.Url), form: "form[action*='handler=Join']");
        await anne.SendAsync(await anne.GetAsync(story.Url + "/interest"), new Dictionary<string, string> { ["Input.Answer"] = "none" });
        Assert.Equal(HttpStatusCode.OK, (await anne.GetAsync(bid)).Status);
        Assert.Equal(HttpStatusCode.OK, (await anne.GetAsync(file)).Status);
    }

    [Fact]
    public async Task After_quality_is_locked_nobody_changes_whether_a_bid_complies()
    {
        var story = await OpenedAsync();
        var approver = await Portal.SignInAsync(story.Mail("approver"));
        var bid = (await approver.GetAsync($"/lead/opportunities/{story.Reference}/opening")).Page.QuerySelector("th a.govuk-link")!.GetAttribute("href")!;
        var form = await approver.GetAsync(bid);
        var anne = await Portal.SignInAsync(story.Mail("anne"));
        await anne.SendAsync(await anne.GetAsync(story.Url), form: "form[action*='handler=Join']");
        await ScoreAsync(anne, story, "4", "Canary-reason");
        Assert.Equal(HttpStatusCode.Redirect, (await anne.SendAsync(await anne.GetAsync(story.Url + "/scores"))).Status);

        var late = await approver.SendAsync(form, new Dictionary<string, string> { ["Input.Status"] = "Disqualified", ["Input.Reason"] = "It is too dear" });
        Assert.Contains("Quality was locked", Assert.Single(late.Errors), StringComparison.Ordinal);
        Assert.Empty((await approver.GetAsync(bid)).Page.QuerySelectorAll("input[name='Input.Status']"));
        Assert.Equal(2, (await Portal.AsAsync(null, s => s.GetRequiredService<IEvaluation>().RankingAsync(story.LotId, CancellationToken.None)))!.Bids.Count);
    }

    [Fact]
    public async Task A_lock_beside_a_decision_on_compliance_fails()
    {
        var story = await OpenedAsync();
        var anne = await Portal.SignInAsync(story.Mail("anne"));
        await anne.SendAsync(await anne.GetAsync(story.Url), form: "form[action*='handler=Join']");
        await ScoreAsync(anne, story, "4", "Canary-reason");
        var locked = await Portal.AsAsync(story.Mail("anne"), async locking =>
        {
            // Read, as by one who locks; then a decision on compliance is taken; then the lock is saved.
            var lot = (await locking.GetRequiredService<EvaluationRoom>().LotAsync(story.Reference, 1, CancellationToken.None))!;
            Assert.True(lot.Evaluation.LockMine(locking.GetRequiredService<IWho>().UserId!.Value, lot.BidsToScore, lot.Quality, DateTimeOffset.UnixEpoch).IsDone);
            await Portal.AsAsync(null, async deciding =>
            {
                var db = deciding.GetRequiredService<PortalDbContext>();
                Assert.True((await db.InTransactionAsync(async () =>
                {
                    var held = await deciding.GetRequiredService<IHoldEvaluation>().HoldAsync([story.LotId], CancellationToken.None);
                    return held.IsDone ? await db.SaveAsync() : held;
                })).IsDone);
            });
            return await locking.GetRequiredService<PortalDbContext>().SaveAsync();
        });
        Assert.IsType<ChangedBySomebodyElse>(locked.Refusal);
        Assert.False(await Portal.AsAsync(null, s => s.GetRequiredService<IPricesUnlocked>().ForLotAsync(story.LotId, CancellationToken.None)));
    }

    [Fact]
    public async Task Two_who_moderate_at_once_do_not_overwrite_each_other_and_nothing_lands_after_the_lock()
    {
        var story = await OpenedAsync();
        var (anne, ben) = (await Portal.SignInAsync(story.Mail("anne")), await Portal.SignInAsync(story.Mail("ben")));
        foreach (var person in new[] { anne, ben })
        {
            await person.SendAsync(await person.GetAsync(story.Url), form: "form[action*='handler=Join']");
            await ScoreAsync(person, story, "4", "Canary-reason");
        }

        foreach (var person in new[] { anne, ben }) await person.SendAsync(await person.GetAsync(story.Url + "/scores"));
        var (first, second) = (await anne.GetAsync(story.Url + "/moderation"), await ben.GetAsync(story.Url + "/moderation"));
        static IEnumerable<KeyValuePair<string, string>> All(string score, string go = "") =>
            Enumerable.Range(0, 10).Select(i => KeyValuePair.Create($"Input.Agreed[{i}].Value", score)).Append(KeyValuePair.Create("Input.Go", go));

        Assert.Equal(HttpStatusCode.Redirect, (await anne.SendAsync(first, All("3"))).Status);
        var stale = await ben.SendAsync(second, All("5"));
        Assert.Single(stale.Errors);
        Assert.Equal("5", stale.Page.QuerySelector("input[name='Input.Agreed[0].Value']")!.GetAttribute("value"));
        Assert.Equal("3", (await ben.GetAsync(story.Url + "/moderation")).Page.QuerySelector("input[name='Input.Agreed[0].Value']")!.GetAttribute("value"));

        // Read before the lock, saved after it.
        var locked = await Portal.AsAsync(story.Mail("ben"), async slow =>
        {
            var lot = (await slow.GetRequiredService<EvaluationRoom>().LotAsync(story.Reference, 1, CancellationToken.None))!;
            Assert.Equal(HttpStatusCode.Redirect, (await anne.SendAsync(await anne.GetAsync(story.Url + "/moderation"), All("3", "lock"))).Status);
            var bid = lot.ToScore[0].Id;
            Assert.True(lot.Evaluation.Moderate(slow.GetRequiredService<IWho>().UserId!.Value, [new AgreedEntry(bid, lot.Quality[0].Id, 5, "Late", "", "")], lot.BidsToScore, lot.Quality, false, DateTimeOffset.UnixEpoch).IsDone);
            slow.GetRequiredService<EvaluationRoom>().Touch(lot.Evaluation);
            return await slow.GetRequiredService<PortalDbContext>().SaveAsync();
        });
        Assert.IsType<ChangedBySomebodyElse>(locked.Refusal);
    }

    private static async Task ScoreAsync(Browser browser, Story story, string score, string reason)
    {
        await browser.SendAsync(await browser.GetAsync(story.Url + "/interest"), new Dictionary<string, string> { ["Input.Answer"] = "none" });
        foreach (var bid in (await browser.GetAsync(story.Url + "/scores")).Page.QuerySelectorAll(".govuk-task-list__link").Select(a => a.GetAttribute("href")!).ToList())
        {
            var fields = Enumerable.Range(0, 5).SelectMany(i => new[] { KeyValuePair.Create($"Input.Scores[{i}].Value", score), KeyValuePair.Create($"Input.Scores[{i}].Reason", reason) });
            Assert.Equal(HttpStatusCode.Redirect, (await browser.SendAsync(await browser.GetAsync(bid), fields)).Status);
        }
    }

    /// <summary>One lot with two bids, opened by two people and found compliant.</summary>
    private async Task<Story> OpenedAsync()
    {
        var n = Interlocked.Increment(ref _number);
        string Mail(string who) => $"{who}@panel{n}.example.org";
        object Person(string who, params string[] duties) => new { email = Mail(who), displayName = who + " " + n, duties };
        object Supplier(string id, string who) => new
        {
            step = "organisation",
            id,
            kind = "Supplier",
            name = $"Bidder {who} {n}",
            type = "CIO",
            numbers = new[] { new { scheme = "GB-CHC", number = (9930000 + (n * 10) + (id == "V09" ? 1 : 2)).ToString(CultureInfo.InvariantCulture) } },
            income = 95000,
            areas = new[] { "CPA03" },
            services = new[] { "VET-SUP" },
            cohorts = new[] { "VET" },
            description = "A test.",
            contact = new { email = Mail(who), phone = "01632 960018" },
            people = new[] { Person(who, "Manage", "Write", "Approve") },
        };
        object[] steps =
        [
            new { step = "organisation", id = "LP", kind = "LeadProvider", name = $"Panel {n}", type = "JVC", numbers = new[] { new { scheme = "GB-COH", number = (99300000 + n).ToString(CultureInfo.InvariantCulture) } },
                people = new[] { Person("manager", "Manage", "Write"), Person("approver", "Approve"), Person("anne", "Evaluate"), Person("ben", "Evaluate"), Person("cleo", "Evaluate"), Person("dora", "Approve", "Evaluate") } },
            new { step = "appointment", organisation = "LP", areas = new[] { "CPA03" }, from = -800 },
            Supplier("V09", "winner"), Supplier("V12", "second"),
            new { step = "opportunity", from = "demonstration/O09.json", id = "O", lead = "LP", manager = Mail("manager"), approver = Mail("approver"), title = $"Veterans mentoring, panel {n}",
                closes = new { day = 30, time = "12:00" }, starts = 120 },
            new { step = "drain" },
            new { step = "clock", day = 20, time = "09:00" },
            new { step = "bid", id = "B14", opportunity = "O", bidder = "V09", from = "demonstration/B14.json", writer = Mail("winner"), approver = Mail("winner") },
            new { step = "bid", id = "B15", opportunity = "O", bidder = "V12", from = "demonstration/B15.json", writer = Mail("second"), approver = Mail("second") },
            new { step = "clock", day = 31, time = "09:00" },
            new { step = "drain" },
            new { step = "open-bids", opportunity = "O", asks = Mail("manager"), confirms = Mail("approver") },
            new { step = "compliance", bids = new[] { "B14", "B15" }, @as = Mail("approver") },
            new { step = "drain" },
        ];
        var ids = new Dictionary<string, Guid>();
        await Portal.PlayAsync(JsonSerializer.Serialize(steps), ids);
        var evaluation = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<LotEvaluation>().AsNoTracking().FirstAsync(e => e.OpportunityId == ids["O"]));
        return new Story(n, evaluation.Reference, evaluation.LotId);
    }
}
