using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Testing;

namespace Procurement.Awards.Tests;

/// <summary>
/// A lead provider of its own with one lot, two bids at £34,500 and £33,000 a year, and two councils: told through the real handlers up
/// to an award that is proposed.
/// </summary>
internal sealed class AnAward
{
    private static int _number;

    public required Portal Portal { get; init; }
    public required int Number { get; init; }
    public required Guid AwardId { get; init; }
    public required string Reference { get; init; }
    public required string OpportunityReference { get; init; }
    public required Guid LotId { get; init; }

    public string Manager => $"manager@buyer{Number}.example.org";
    public string Approver => $"approver@buyer{Number}.example.org";
    public string Evaluator => $"evaluator@buyer{Number}.example.org";

    /// <summary>One with every duty who declared an interest in the lot.</summary>
    public string Kept => $"kept@buyer{Number}.example.org";
    public string Winner => $"winner@bidder{Number}.example.org";
    public string Second => $"second@bidder{Number}.example.org";
    public string Url => "/lead/awards/" + Reference;

    // Stockton-on-Tees and Darlington.
    public const string Stockton = "E06000004";
    public const string Darlington = "E06000005";

    public static string Officer(string council) => $"officer@{council.ToLowerInvariant()}.example.org";

    public static async Task<AnAward> ProposedAsync(Portal portal, string reason = "Reason in full")
    {
        var n = Interlocked.Increment(ref _number);
        string Mail(string who, string where) => $"{who}@{where}{n}.example.org";
        object Person(string email, params string[] duties) => new { email, displayName = email.Split('@')[0], duties };
        object Supplier(string id, string who) => new
        {
            step = "organisation",
            id,
            kind = "Supplier",
            name = $"{who} {n}",
            type = "CIO",
            numbers = new[] { new { scheme = "GB-CHC", number = CharityNumber(n, id) } },
            income = 95000,
            areas = new[] { "CPA03" },
            services = new[] { "VET-SUP" },
            cohorts = new[] { "VET" },
            description = "A test.",
            contact = new { email = Mail(who.ToLowerInvariant(), "bidder"), phone = "01632 960018" },
            people = new[] { Person(Mail(who.ToLowerInvariant(), "bidder"), "Manage", "Write", "Approve") },
        };
        object Council(string gss) => new { step = "organisation", kind = "Authority", gss, people = new[] { Person(Officer(gss), "Manage", "Write", "Approve") } };
        object Bid(string id, string bidder, string who) => new { step = "bid", id, opportunity = "O", bidder, from = $"demonstration/{id}.json", writer = Mail(who, "bidder"), approver = Mail(who, "bidder") };
        Dictionary<string, object[]> Scores(params double[] s) =>
            new[] { "Service quality", "Local partnership", "Equality and reach", "People and safeguarding", "Mobilisation" }.Zip(s).ToDictionary(p => p.First, p => new object[] { p.Second, $"{reason}: {p.First}" });

        object[] steps =
        [
            new { step = "organisation", id = "LP", kind = "LeadProvider", name = $"Buyer {n}", type = "JVC", numbers = new[] { new { scheme = "GB-COH", number = (99200000 + n).ToString(CultureInfo.InvariantCulture) } },
                people = new[] { Person(Mail("manager", "buyer"), "Manage", "Write"), Person(Mail("approver", "buyer"), "Approve"), Person(Mail("evaluator", "buyer"), "Evaluate"), Person(Mail("kept", "buyer"), "Manage", "Write", "Approve", "Evaluate") } },
            new { step = "appointment", organisation = "LP", areas = new[] { "CPA03" }, from = -800 },
            Supplier("V09", "Winner"), Supplier("V12", "Second"), Council(Stockton), Council(Darlington), Council("E09000001"),
            new { step = "opportunity", from = "demonstration/O09.json", id = "O", lead = "LP", manager = Mail("manager", "buyer"), approver = Mail("approver", "buyer"), title = $"Veterans mentoring {n}",
                closes = new { day = 30, time = "12:00" }, starts = 120, lots = new[] { new { title = "Mentoring", places = new[] { Stockton, Darlington }, value = 36000, people = 60 } } },
            new { step = "drain" },
            new { step = "clock", day = 20, time = "09:00" },
            Bid("B14", "V09", "winner"), Bid("B15", "V12", "second"),
            new { step = "clock", day = 31, time = "09:00" },
            new { step = "drain" },
            new { step = "open-bids", opportunity = "O", asks = Mail("manager", "buyer"), confirms = Mail("approver", "buyer") },
            new { step = "compliance", bids = new[] { "B14", "B15" }, @as = Mail("approver", "buyer") },
            new { step = "drain" },
            new { step = "scores", opportunity = "O", lot = 1, @as = Mail("kept", "buyer"), assignedBy = Mail("approver", "buyer"), interest = "My sister leads a bidder" },
            new { step = "scores", opportunity = "O", lot = 1, @as = Mail("evaluator", "buyer"), assignedBy = Mail("approver", "buyer"),
                bids = new object[] { new { bid = "B14", scores = Scores(4.0, 4.4, 3.8, 3.9, 3.4) }, new { bid = "B15", scores = Scores(3.5, 3.4, 3.6, 3.7, 3.2) } }, @lock = true, sign = true },
            new { step = "propose-award", id = "A", opportunity = "O", lot = 1, @as = Mail("manager", "buyer") },
        ];
        await portal.PlayAsync(JsonSerializer.Serialize(steps), new Dictionary<string, Guid>());
        return await portal.AsAsync(Mail("manager", "buyer"), async services =>
        {
            var lead = services.GetRequiredService<IWho>().Memberships[0].OrganisationId;
            var award = await services.GetRequiredService<PortalDbContext>().Set<Award>().AsNoTracking().FirstAsync(a => a.LeadProviderId == lead);
            return new AnAward { Portal = portal, Number = n, AwardId = award.Id, Reference = award.Reference, OpportunityReference = award.OpportunityReference, LotId = award.LotId };
        });
    }

    /// <summary>Another award of the same lot.</summary>
    public async Task<AnAward> AgainAsync(string reference)
    {
        var id = await Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Award>().Where(a => a.Reference == reference).Select(a => a.Id).FirstAsync());
        return new AnAward { Portal = Portal, Number = Number, AwardId = id, Reference = reference, OpportunityReference = OpportunityReference, LotId = LotId };
    }

    public Task<Award> LoadAsync() => Portal.AsAsync(null, s => s.GetRequiredService<PortalDbContext>().Set<Award>().AsNoTracking().Include(a => a.Bids).FirstAsync(a => a.Id == AwardId));

    public async Task<LotStage> StageAsync() =>
        (await Portal.AsAsync(null, s => s.GetRequiredService<IOpportunities>().FindByLotAsync(LotId, CancellationToken.None)))!.Lots[0].Stage;

    public Task<Clearance> ClearanceAsync() => Portal.AsAsync(null, s => s.GetRequiredService<IClearance>().ForAsync(AwardId, CancellationToken.None));

    public async Task<Guid> RequestOfAsync(string council) =>
        (await Portal.AsAsync(null, s => s.GetRequiredService<IComments>().OfSubjectAsync(AwardId, CancellationToken.None))).First(r => r.AuthorityCode == council).Id;

    /// <summary>Both councils support it, on the pages that they have.</summary>
    public async Task EverybodySupportsAsync()
    {
        foreach (var council in new[] { Stockton, Darlington }) await SayAsync(council, "Support", "A good choice for " + council);
        await Portal.DrainAsync();
    }

    public async Task SayAsync(string council, string outcome, string text)
    {
        var officer = await Portal.SignInAsync(Officer(council));
        var url = "/requests/" + await RequestOfAsync(council);
        await officer.SendAsync(await officer.GetAsync(url), new Dictionary<string, string> { ["Input.Outcome"] = outcome, ["Input.Text"] = text, ["Input.Standing"] = "final", ["Input.Go"] = "check" }, "form[aria-labelledby=form-h]");
        await officer.SendAsync(await officer.GetAsync(url + "/check"));
    }

    private static string CharityNumber(int n, string id) => (9920000 + (n * 10) + (id == "V09" ? 1 : 2)).ToString(CultureInfo.InvariantCulture);
}
