using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Testing;

namespace Procurement.Crash.Tests;

/// <summary>
/// Where the clients work: an open opportunity with drafts of bids, a proposed award on which authorities are to comment, drafts of
/// opportunities that are ready to be published. It is played through the portal's own rules before the process is started.
/// </summary>
internal sealed record World(PortalPlace Place, string Opportunity, IReadOnlyList<(Guid Id, string Title)> Finished)
{
    public const string Manager = "manager@buyer.example.org";
    public const string Administrator = "admin@portal.example.org";
    public const string Approver = "approver@buyer.example.org";
    private static readonly string[] Bidders = ["one", "two", "three"];
    private static readonly string[] Officers = ["north", "south"];

    /// <summary>Codes of boroughs: the officers share them out.</summary>
    private static readonly string[] Boroughs = [.. Enumerable.Range(2, 18).Select(n => $"E090000{n:00}")];

    public static async Task<World> ArrangeAsync(PortalPlace place)
    {
        await using var portal = await Portal.StartAsync(new PortalOptions(place.Engine) { Place = place });
        Dictionary<string, Guid> ids = [];
        await portal.PlayAsync($"[{string.Join(',', Steps())}]", ids);
        await portal.DrainAsync();
        var terms = await portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindAsync(ids["OPEN"], CancellationToken.None));
        return new World(place, terms!.Reference, [.. Enumerable.Range(1, 8).Select(i => (ids["READY" + i], Title(i)))]);
    }

    /// <summary>The clients, each with random choices of its own that follow from the seed.</summary>
    public IReadOnlyList<(Client Client, string? Email)> Clients(int seed)
    {
        List<(Client, string?)> clients = [];
        foreach (var bidder in Bidders) clients.Add((new Bidder("Bidder " + bidder, seed++, Chief(bidder), Opportunity), Chief(bidder)));
        foreach (var officer in Officers) clients.Add((new Officer("Officer " + officer, seed++, OfficerOf(officer)), OfficerOf(officer)));
        var drafter = new Drafter("Manager", seed++);
        clients.Add((drafter, Manager));
        clients.Add((new Publisher("Approver", seed++, Finished, drafter), Approver));
        clients.Add((new Registrar("Registrar", seed++, Place), null));
        clients.Add((new Auditor("Auditor", seed), Administrator));
        return clients;
    }

    private static IEnumerable<string> Steps()
    {
        yield return $$"""{"step":"accounts","accounts":[{"email":"{{Administrator}}","name":"Administrator (test)","roles":["Administrator"]}]}""";
        yield return $$"""{"step":"organisation","id":"LP","kind":"LeadProvider","name":"Buyer (demo)","type":"JVC","numbers":[{"scheme":"GB-COH","number":"97900001"}],"people":[{"email":"{{Manager}}","displayName":"Manager (test)","duties":["Manage","Write"]},{"email":"{{Approver}}","displayName":"Approver (test)","duties":["Approve","Evaluate"]}]}""";
        yield return """{"step":"appointment","organisation":"LP","areas":["CPA17"],"from":-500}""";
        foreach (var (bidder, i) in Bidders.Append("winner").Select((b, i) => (b, i)))
            yield return $$"""{"step":"organisation","id":"{{bidder}}","kind":"Supplier","name":"Bidder {{bidder}} (demo)","type":"CIC","numbers":[{"scheme":"GB-COH","number":"{{96900000 + i}}"}],"areas":["CPA17"],"services":["MEN-ONE"],"cohorts":["U12M"],"people":[{"email":"{{Chief(bidder)}}","displayName":"Chief of {{bidder}} (test)","duties":["Manage","Write","Approve"]}]}""";
        foreach (var (borough, i) in Boroughs.Select((b, i) => (b, i)))
            yield return $$"""{"step":"organisation","id":"{{borough}}","kind":"Authority","gss":"{{borough}}","people":[{"email":"{{OfficerOf(Officers[i % Officers.Length])}}","displayName":"Officer (test)","duties":["Manage","Write","Approve"]}]}""";

        // One opportunity that is decided as far as the authorities' comments.
        yield return """{"step":"clock","day":-60,"time":"09:00"}""";
        yield return Notice("PAST", "Work that is decided on", Boroughs, -30);
        yield return Bid("WON", "PAST", "winner", "submitted");
        yield return """{"step":"clock","day":-29,"time":"10:00"}""";
        yield return """{"step":"drain"}""";
        yield return $$"""{"step":"open-bids","opportunity":"PAST","asks":"{{Manager}}","confirms":"{{Approver}}"}""";
        yield return $$"""{"step":"compliance","bids":["WON"],"as":"{{Approver}}"}""";
        yield return """{"step":"drain"}""";
        yield return $$"""{"step":"scores","opportunity":"PAST","lot":1,"as":"{{Approver}}","assignedBy":"{{Manager}}","bids":[{"bid":"WON","scores":{"Quality":[4.0,"It says who does what, and when."] } }],"lock":true,"sign":true}""";
        yield return """{"step":"drain"}""";
        yield return """{"step":"clock","day":-1,"time":"09:00"}""";
        yield return $$"""{"step":"propose-award","id":"AWARD","opportunity":"PAST","lot":1,"as":"{{Manager}}"}""";
        yield return """{"step":"drain"}""";
        yield return """{"step":"clock","now":true}""";

        // One that is open, and some that are ready to be.
        yield return Notice("OPEN", "Work that is open", Boroughs[..2], 40);
        foreach (var bidder in Bidders) yield return Bid("BID-" + bidder, "OPEN", bidder, "draft");
        for (var i = 1; i <= 8; i++) yield return Notice("READY" + i, Title(i), Boroughs[..1], 40, "draft");
        yield return """{"step":"drain"}""";
    }

    private static string Title(int number) => $"Ready work {number} quartz{number}";

    private static string Chief(string bidder) => $"chief@{bidder}.example.org";

    private static string OfficerOf(string name) => $"officer@{name}.example.org";

    private static string Notice(string id, string title, IEnumerable<string> places, int closes, string stage = "published") => $$"""
        {"step":"opportunity","id":"{{id}}","lead":"LP","manager":"{{Manager}}","approver":"{{Approver}}","title":"{{title}}","summary":"Work.","work":["Work."],"services":["MEN-ONE"],"cohorts":["U12M"],
         "tier":2,"term":24,"extension":0,"lots":[{"title":"All of it","places":{{JsonSerializer.Serialize(places)}},"value":130000}],
         "criteria":[{"name":"Quality","weight":70,"questions":[{"text":"How?","words":100},{"text":"And then?","words":100}]},{"name":"Price","weight":30,"price":true}],
         "womens":"A woman may ask for a woman.","closes":{"day":{{closes}},"time":"12:00"},"stage":"{{stage}}"}
        """;

    private static string Bid(string id, string opportunity, string bidder, string stage) => $$"""
        {"step":"bid","id":"{{id}}","opportunity":"{{opportunity}}","bidder":"{{bidder}}","stage":"{{stage}}","delivers":{ "{{bidder}}":"Everything." },
         "answers":[{"criterion":"Quality","texts":["Like this.","And on."]}],"prices":[90000],"womens":"A woman may ask for a woman."}
        """;
}
