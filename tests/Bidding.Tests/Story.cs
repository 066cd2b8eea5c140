using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Domain;
using Procurement.Bidding.SubmitBid;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Testing;

namespace Procurement.Bidding.Tests;

/// <summary>Tells a story of a notice and its bidders through the real handlers, with names of its own, on a portal that others use too.</summary>
internal sealed class Story : IDisposable
{
    private static int _count;
    private readonly int _number = Interlocked.Increment(ref _count);

    private Story(Portal portal) => Portal = portal;

    public Portal Portal { get; }

    public Dictionary<string, Guid> Ids { get; } = [];

    public OpportunityTerms Terms { get; private set; } = null!;

    public string Manager => $"manager@buyer{_number}.example.org";

    public string Approver => $"approver@buyer{_number}.example.org";

    public string Chief(string bidder) => $"chief@{Key(bidder)}.example.org";

    /// <summary>A lead provider with a notice that is open for thirty days, and bidders A, B, C and the unincorporated group U.</summary>
    public static async Task<Story> BeginAsync(Portal portal, bool overlap = false)
    {
        portal.Clock.Reset();
        var story = new Story(portal);
        var n = story._number;
        var steps = new List<string>
        {
            $$"""{"step":"organisation","id":"LP","kind":"LeadProvider","name":"Buyer {{n}} (demo)","type":"JVC","numbers":[{"scheme":"GB-COH","number":"{{97000000 + n}}"}],"people":[{"email":"{{story.Manager}}","displayName":"Manager (test)","duties":["Manage","Write"]},{"email":"{{story.Approver}}","displayName":"Approver (test)","duties":["Approve","Evaluate"]}]}""",
            """{"step":"appointment","organisation":"LP","areas":["CPA17"],"from":-500}""",
        };
        foreach (var (bidder, type, i) in new[] { ("A", "CIC", 1), ("B", "CIC", 2), ("C", "CIC", 3), ("U", "UNI", 4) })
        {
            var numbers = type == "UNI" ? "[]" : $$"""[{"scheme":"GB-COH","number":"{{96000000 + (n * 10) + i}}"}]""";
            steps.Add($$"""{"step":"organisation","id":"{{bidder}}","kind":"Supplier","name":"Bidder {{bidder}}{{n}} (demo)","type":"{{type}}","numbers":{{numbers}},"areas":["CPA17"],"services":["MEN-ONE"],"cohorts":["U12M"],"people":[{"email":"{{story.Chief(bidder)}}","displayName":"Chief of {{bidder}} (test)","duties":["Manage","Write","Approve"]}]}""");
        }

        steps.Add($$"""
            {"step":"opportunity","id":"O","lead":"LP","manager":"{{story.Manager}}","approver":"{{story.Approver}}","title":"Notice {{n}}","summary":"Work.","work":["Work."],"services":["MEN-ONE"],"cohorts":["U12M"],
             "tier":2,"term":24,"extension":0,"allowsOverlap":{{(overlap ? "true" : "false")}},"lots":[{"title":"Lewisham","places":["E09000023"],"value":130000},{"title":"Southwark","places":["E09000028"],"value":110000}],
             "criteria":[{"name":"Quality","weight":70,"questions":[{"text":"How?","words":100}]},{"name":"Price","weight":30,"price":true}],"womens":"A woman may ask for a woman.","closes":{"day":30,"time":"12:00"},"stage":"published"}
            """);
        await portal.PlayAsync($"[{string.Join(',', steps)}]", story.Ids);
        story.Terms = (await portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindAsync(story.Ids["O"], CancellationToken.None)))!;
        return story;
    }

    /// <summary>A bid through the recipe's step; returns its reference.</summary>
    public async Task<string> BidAsync(string id, string bidder, string stage = "submitted", string answer = "Like this.", int price = 90_000, string expect = "received", string more = "", string[]? delivers = null)
    {
        var says = string.Join(',', (delivers ?? [bidder]).Select(d => $"\"{d}\":\"Everything.\""));
        var people = string.Join(',', (delivers ?? []).Select(d => $"\"{d}\":\"{Chief(d)}\""));
        var chief = Chief((delivers ?? [bidder])[0]);
        await Portal.PlayAsync($$"""
            [{"step":"bid","id":"bid-{{id}}","opportunity":"O","bidder":"{{bidder}}","writer":"{{chief}}","approver":"{{chief}}","people":{ {{people}} },"stage":"{{stage}}","expect":"{{expect}}","lots":[1],"delivers":{ {{says}} },
              "answers":[{"criterion":"Quality","texts":[{{JsonSerializer.Serialize(answer)}}]}],"prices":[{{price}}],"womens":"A woman may ask for a woman."{{more}}}]
            """, Ids);
        return (await ReadAsync(id)).Reference;
    }

    public Guid IdOf(string bid) => Ids["bid-" + bid];

    public Task<Bid> ReadAsync(string id) => Portal.AsAsync(null, async s => (await s.GetRequiredService<BidBook>().ReadAsync(IdOf(id), CancellationToken.None))!);

    public async Task<Result<Receipt>> SubmitAsync(string id, string bidder)
    {
        var bid = await ReadAsync(id);
        return await Portal.AsAsync(Chief(bidder), s => s.GetRequiredService<SubmitBidHandler>().HandleAsync(bid.Reference, bid.Content.Version, CancellationToken.None));
    }

    public Task<Result> RewordAsync(string id, string bidder, string text) => Portal.AsAsync(Chief(bidder), async s =>
    {
        var bid = await ReadAsync(id);
        var (criterion, desk) = (Terms.Criteria[0], s.GetRequiredService<BidDesk>());
        return await desk.WriteAsync(bid.Reference, (b, c) => b.Answer(c, criterion.Id, new Dictionary<Guid, string> { [criterion.Questions[0].Id] = text },
            b.Content.Revisions.GetValueOrDefault(BidPart.Answers(criterion.Id)), "Chief", desk.Arrived), CancellationToken.None);
    });

    /// <summary>An amendment by the lead provider's own people, through the recipe's step; from here on the story's terms are those that stand.</summary>
    public async Task AmendAsync(string kind, string note, int? closesOn = null, string stage = "published")
    {
        var closes = closesOn is { } day ? $$""","closes":{"day":{{day}},"time":"12:00"}""" : "";
        await Portal.PlayAsync($$"""[{"step":"amendment","opportunity":"O","manager":"{{Manager}}","approver":"{{Approver}}","kind":"{{kind}}","note":"{{note}}","work":["{{note}}"],"stage":"{{stage}}"{{closes}}}]""", Ids);
        Terms = (await Portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindAsync(Ids["O"], CancellationToken.None)))!;
    }

    public void Close(TimeSpan? after = null) => Portal.Clock.MoveTo(Terms.ClosesAt + (after ?? TimeSpan.FromHours(1)));

    public Task OpenAsync() => Portal.PlayAsync($$"""[{"step":"open-bids","opportunity":"O","asks":"{{Manager}}","confirms":"{{Approver}}"}]""", Ids);

    public void Dispose() => Portal.Clock.Reset();

    private string Key(string bidder) => $"{bidder.ToLowerInvariant()}{_number}bids";
}
