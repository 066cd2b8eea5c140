using System.Collections.Concurrent;
using System.Text;

namespace Procurement.House.Tests;

public sealed class FencesOnSqlite(HouseOnSqlite house) : FenceTests(house), IClassFixture<HouseOnSqlite>
{
    [Fact]
    public async Task Each_form_is_refused_to_whom_the_table_says_for_that_reason_alone_and_changes_nothing()
    {
        await using var witness = await Witness.OfAsync(House.Portal);
        var rows = await witness.CountAsync();
        var wrong = new StringBuilder();
        foreach (var fence in FenceTable.Read().Where(f => f.Method == "POST"))
        {
            var url = House.Things.Fill(fence.Path);
            var before = await witness.SeeAsync();
            var answered = await AskAllAsync(async who =>
            {
                // Whoever may is sent away for want of a token alone: that nobody else's page can send the form is shown on the way.
                if (fence.Of(who.Role) == "*") return '*';
                if (fence.Of(who.Role) == "+") return (await who.PostAsync(url, withToken: false)) is { Status: 400 } ? '+' : '!';
                return Sign(await who.PostAsync(url), url);
            });
            if (answered != fence.Cells) wrong.Append(Environment.NewLine).Append($"line {fence.Line}:").AppendLine().Append(fence).AppendLine().Append(fence with { Cells = answered });
            if (await witness.SeeAsync() == before) continue;
            var after = await witness.CountAsync();
            var changed = after.Where(c => rows[c.Key] != c.Value).Select(c => $"{c.Key} {c.Value - rows[c.Key]:+0;-0}").DefaultIfEmpty("rows, not their number");
            wrong.Append(Environment.NewLine).Append($"line {fence.Line}: something was written: {string.Join(", ", changed)}").AppendLine().Append(fence);
            rows = after;
        }

        Assert.True(wrong.Length == 0, "Forms answer otherwise than fences.txt says (above what is written, below what is answered):" + wrong);
    }

    [Fact]
    public async Task What_a_page_does_not_do_it_refuses_and_it_stays_upright()
    {
        var pages = (await Route.AllAsync(House.Portal)).Where(r => r.Ask.StartsWith("GET ", StringComparison.Ordinal) && r.Feature is not null).Select(r => r.Ask).ToHashSet();
        await using var witness = await Witness.OfAsync(House.Portal);
        var (before, errors) = (await witness.SeeAsync(), House.Portal.Log.Errors.Count());
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(FenceTable.Read().Where(f => pages.Contains(f.Ask)).DistinctBy(f => f.Ask), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (fence, _) =>
        {
            var url = House.Things.Fill(fence.Path);
            foreach (var who in House.People.All.Where(p => fence.Of(p.Role) is "o" or "-").Take(2))
            {
                foreach (var (method, address) in new[] { (HttpMethod.Post, url + "?handler=NoSuchThing"), (HttpMethod.Put, url), (HttpMethod.Delete, url), (HttpMethod.Patch, url) })
                {
                    // A page whose form has no name answers to every name.
                    if (method == HttpMethod.Post && FenceTable.Read().Any(f => f.Ask == "POST" + fence.Ask[3..])) continue;
                    var reply = await who.SendAsync(method, address);
                    if (reply.Status is not (404 or 405)) wrong.Add($"{method} {address} answers the {who.Role} {reply.Status}");
                }
            }
        });
        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine, wrong.Order()));
        Assert.Equal(before, await witness.SeeAsync());
        Assert.Empty(House.Portal.Log.Errors.Skip(errors));
    }
}

public sealed class FencesOnPostgreSql(HouseOnPostgreSql house) : FenceTests(house), IClassFixture<HouseOnPostgreSql>
{
    // A folder turns away without a question to the database: on the second engine those are asked whose answer comes from it.
    private protected override bool IsAsked(Fence fence, Someone who) =>
        fence.Of(who.Role) is "-" or "o" or "r" && (fence.Cells.Distinct().Count() > 1 || who.Role is "visitor" or "bidder" or "manager");
}

public abstract class FenceTests(House house)
{
    protected House House { get; } = house;

    [Fact]
    public async Task Every_route_stands_in_the_table_and_every_line_of_the_table_is_a_route()
    {
        var routes = (await Route.AllAsync(House.Portal)).Select(r => r.Ask).ToHashSet();
        var written = FenceTable.Read().Select(f => f.Ask).ToHashSet();
        var missing = routes.Except(written).ToList();
        var gone = written.Except(routes).ToList();
        Assert.True(routes.Count > 250, $"Only {routes.Count} routes were found.");
        Assert.True(missing.Count == 0, "Say in fences.txt who may ask this, and what everybody else is answered:" + Environment.NewLine + string.Join(Environment.NewLine, missing));
        Assert.True(gone.Count == 0, "fences.txt speaks of what there is no more:" + Environment.NewLine + string.Join(Environment.NewLine, gone));
    }

    [Fact]
    public async Task Every_page_answers_every_role_as_the_table_says()
    {
        var errors = House.Portal.Log.Errors.Count();
        var wrong = new StringBuilder();
        var (seen, found) = (new ConcurrentDictionary<string, bool>(), new ConcurrentDictionary<string, bool>());
        await using var witness = await Witness.OfAsync(House.Portal);
        foreach (var fence in FenceTable.Read().Where(f => f.Method != "POST"))
        {
            var url = House.Things.Fill(fence.Path);
            var before = await witness.SeeAsync();
            var answered = await AskAllAsync(async who =>
            {
                if (!IsAsked(fence, who)) return fence.Of(who.Role)[0];
                var reply = await who.SendAsync(new HttpMethod(fence.Method), url);
                foreach (var secret in Secrets.Where(s => reply.Body.Contains(s.Text(House.Things), StringComparison.OrdinalIgnoreCase)))
                {
                    if (secret.Known.Contains(who.Role)) found.TryAdd(secret.What, true);
                    else seen.TryAdd($"line {fence.Line}: the {who.Role} reads {secret.What} on {fence.Path}", true);
                }

                return Sign(reply, url);
            });
            if (await witness.SeeAsync() != before) wrong.Append(Environment.NewLine).Append($"line {fence.Line}: POST decides, GET never; but something was written.").AppendLine().Append(fence);
            if (answered != fence.Cells) wrong.Append(Environment.NewLine).Append($"line {fence.Line}:").AppendLine().Append(fence).AppendLine().Append(fence with { Cells = answered });
        }

        Assert.True(wrong.Length == 0, "Pages answer otherwise than fences.txt says (above what is written, below what is answered):" + wrong);
        Assert.True(seen.IsEmpty, "Somebody reads what is not theirs:" + Environment.NewLine + string.Join(Environment.NewLine, seen.Keys.Order()));
        // What stands nowhere would be missed nowhere.
        Assert.Empty(Secrets.Select(s => s.What).Except(found.Keys));
        Assert.Empty(House.Portal.Log.Errors.Skip(errors));
    }

    /// <summary>Words that stand somewhere in the portal, and who may come across them on any page.</summary>
    private static readonly IReadOnlyList<Secret> Secrets =
    [
        new("a bid that is being written", t => t["reference=begun"], "bidder helper"),
        new("a sealed bid", t => t["reference=shut"], "bidder helper partner"),
        new("what a sealed bid says", _ => "In the manner of shut", "bidder helper partner"),
        new("the price of a sealed bid", _ => "33,173", "bidder helper partner"),
        new("what an opened bid says", _ => "In the manner of theirs", "rival manager approver evaluator officer neighbour"),
        new("the price of a bid that lost", _ => "35,391", "rival manager approver evaluator"),
        new("the reasons for another's score", _ => "Less clear than the other", "rival manager approver evaluator"),
        new("a draft", _ => "A garden", "manager approver evaluator"),
        new("what waits for approval", _ => "A workshop", "manager approver evaluator"),
        new("an amendment that waits for approval", _ => "in two rooms of one house", "manager approver"),
        new("a bid that has to be confirmed again", t => t["reference=again"], "bidder helper"),
        new("an award that is only proposed", t => t["award=proposed"], "manager approver evaluator officer neighbour administrator"),
        new("a comment that is not public yet", _ => "Who answers for safety", "manager approver evaluator neighbour administrator"),
        new("a consortium that is being formed", _ => "Gatepost and others", "rival bidder helper"),
        new("who asks to be let in", _ => "Waiting Wicket", "administrator"),
        new("a registration that was not sent", _ => "Newly Planted", "starter"),
        new("the address of a person", _ => "helper@bidder.example.org", "bidder helper administrator"),
        new("a page that is not published", _ => "Nobody reads this yet", "editor administrator"),
    ];

    private sealed record Secret(string What, Func<Things, string> Text, string KnownTo)
    {
        public IReadOnlySet<string> Known { get; } = KnownTo.Split(' ').ToHashSet();
    }

    /// <summary>False for who is not asked here.</summary>
    private protected virtual bool IsAsked(Fence fence, Someone who) => true;

    /// <summary>Asks as everybody at once; the answers in the order of the columns.</summary>
    private protected async Task<string> AskAllAsync(Func<Someone, Task<char>> ask)
    {
        var answers = new ConcurrentDictionary<string, char>();
        await Parallel.ForEachAsync(House.People.All, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (who, _) => answers[who.Role] = await ask(who));
        return string.Concat(House.People.All.Select(p => answers[p.Role]));
    }

    /// <summary>The sign of an answer, as the head of the table explains it.</summary>
    private protected static char Sign(Reply reply, string url) => reply switch
    {
        { Status: 200 } when reply.Body.Contains("govuk-error-summary", StringComparison.Ordinal) => 'n',
        { Status: 200 } => 'o',
        { Status: 302, Location: var to } when to!.StartsWith("/sign-in?returnUrl=", StringComparison.Ordinal) => '>',
        { Status: 301 or 302 } => 'r',
        { Status: 400 } => 'b',
        { Status: 401 } => 'u',
        { Status: 403 } => 'x',
        { Status: 404 } => '-',
        _ => '!',
    };
}
