using System.Diagnostics;
using System.Globalization;
using Procurement.Testing;
using Procurement.Users.Contracts;

namespace Procurement.Benchmarks;

/// <summary>Bids that are changed and submitted again, over HTTP, by suppliers one after another and side by side.</summary>
internal static class Submissions
{
    private const int Suppliers = 8;
    private const string Manager = "manager@buyer.example.org";
    private const string Approver = "approver@buyer.example.org";

    /// <summary>Plays a story with an open opportunity and a draft of each supplier.</summary>
    public static async Task ArrangeAsync(PortalPlace place)
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(place.Engine) { Place = place });
        await portal.PlayAsync($"[{string.Join(',', Steps())}]", []);
        await portal.DrainAsync();
    }

    /// <summary>Measures the submissions alone: what is typed between them does not count.</summary>
    /// <param name="portal">Where they bid.</param>
    /// <param name="atOnce">How many suppliers submit at the same moment.</param>
    /// <param name="rounds">How often.</param>
    public static async Task<Measured> MeasureAsync(Uri portal, int atOnce, int rounds)
    {
        var bidders = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(i => Bidder.SignInAsync(portal, Chief(i))));
        List<double> took = [];
        double busy = 0;
        for (var round = -2; round < rounds; round++)
        {
            var pages = new List<Answer>();
            foreach (var bidder in bidders) pages.Add(await bidder.PrepareAsync(round));
            var watch = Stopwatch.StartNew();
            var times = await Task.WhenAll(bidders.Select((b, i) => b.SubmitAsync(pages[i])));
            if (round < 0) continue;
            busy += watch.Elapsed.TotalSeconds;
            took.AddRange(times);
        }

        took.Sort();
        return new Measured(took.Count / busy, took[took.Count / 2], took[Math.Min(took.Count - 1, took.Count * 99 / 100)]);
    }

    private static string Chief(int i) => $"chief@s{i}.example.org";

    private static IEnumerable<string> Steps()
    {
        yield return """{"step":"accounts","accounts":[{"email":"admin@portal.example.org","name":"Administrator (benchmark)","roles":["Administrator"]}]}""";
        yield return $$"""{"step":"organisation","id":"LP","kind":"LeadProvider","name":"Buyer (demo)","type":"JVC","numbers":[{"scheme":"GB-COH","number":"97900001"}],"people":[{"email":"{{Manager}}","displayName":"Manager","duties":["Manage","Write"]},{"email":"{{Approver}}","displayName":"Approver","duties":["Approve"]}]}""";
        yield return """{"step":"appointment","organisation":"LP","areas":["CPA17"],"from":-500}""";
        for (var i = 0; i < Suppliers; i++)
            yield return $$"""{"step":"organisation","id":"S{{i}}","kind":"Supplier","name":"Bidder {{i}} (demo)","type":"CIC","numbers":[{"scheme":"GB-COH","number":"{{96900000 + i}}"}],"areas":["CPA17"],"services":["MEN-ONE"],"cohorts":["U12M"],"people":[{"email":"{{Chief(i)}}","displayName":"Chief officer","duties":["Manage","Write","Approve"]}]}""";
        yield return $$"""
            {"step":"opportunity","id":"O","lead":"LP","manager":"{{Manager}}","approver":"{{Approver}}","title":"Work to bid for","summary":"Work.","work":["Work."],"services":["MEN-ONE"],"cohorts":["U12M"],
             "tier":2,"term":24,"extension":0,"lots":[{"title":"All of it","places":["E09000002"],"value":130000}],
             "criteria":[{"name":"Quality","weight":70,"questions":[{"text":"How?","words":400}]},{"name":"Price","weight":30,"price":true}],
             "womens":"A woman may ask for a woman.","closes":{"day":40,"time":"12:00"},"stage":"published"}
            """;
        for (var i = 0; i < Suppliers; i++)
            yield return $$"""{"step":"bid","id":"B{{i}}","opportunity":"O","bidder":"S{{i}}","stage":"draft","delivers":{"S{{i}}":"Everything."},"answers":[{"criterion":"Quality","texts":["Like this."]}],"prices":[90000],"womens":"A woman may ask for a woman."}""";
    }

    private sealed class Bidder(Browser browser)
    {
        private string _home = "";

        public static async Task<Bidder> SignInAsync(Uri portal, string email)
        {
            var bidder = new Bidder(new Browser(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = portal }));
            await bidder.Get().SignInAsync(email, Passwords.Demonstration);
            var bids = await bidder.Get().GetAsync("/bids");
            bidder._home = bids.Page.QuerySelectorAll("main a[href^='/bids/']").Select(a => a.GetAttribute("href")!).First(h => h.Split('/').Length == 3 && h != "/bids/start");
            return bidder;
        }

        /// <summary>Changes an answer, and comes to the page where it is sent.</summary>
        public async Task<Answer> PrepareAsync(int round)
        {
            var home = await browser.GetAsync(_home);
            var answers = await browser.GetAsync(home.Page.QuerySelector("main a[href*='/answers/']")!.GetAttribute("href")!);
            var field = answers.Page.QuerySelector("main textarea")!.GetAttribute("name")!;
            await browser.SendAsync(answers, new Dictionary<string, string> { [field] = string.Join(' ', Enumerable.Repeat("Like this, and on.", 80)) + round.ToString(CultureInfo.InvariantCulture) });
            return await browser.GetAsync(_home + "/check");
        }

        public async Task<double> SubmitAsync(Answer page)
        {
            var watch = Stopwatch.StartNew();
            var answer = await browser.SendAsync(page, new Dictionary<string, string> { ["Input.Confirmed"] = "true" }, "form#submit-form");
            if (answer.Location?.Contains("/receipts/", StringComparison.Ordinal) != true) throw new InvalidOperationException($"Not taken: {answer.Status} {answer.Heading} {string.Join(", ", answer.Errors)}");
            return watch.Elapsed.TotalMilliseconds;
        }

        private Browser Get() => browser;
    }
}
