using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Tests.Domain;

/// <summary>Tells how a bid came about, without a host.</summary>
internal sealed class ABid
{
    public static readonly DateTimeOffset Closes = new(2026, 10, 28, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Before = Closes.AddDays(-10);

    private readonly Guid _lot1 = Guid.CreateVersion7();
    private readonly Guid _lot2 = Guid.CreateVersion7();
    private readonly List<BidMember> _members = [];
    private bool _welsh;

    public ABid(string name = "Harbour Door Housing (demo)", bool canSign = true) =>
        _members.Add(new BidMember { OrganisationId = Guid.CreateVersion7(), Name = name, Share = 100, IsLead = true, CanSign = canSign });

    public Guid LotOne => _lot1;

    public Guid LotTwo => _lot2;

    public OpportunityTerms Terms { get; private set; } = null!;

    public Bidder Bidder { get; private set; } = null!;

    public Conditions Conditions => new(Terms, Bidder, _welsh);

    public Bid Bid { get; private set; } = null!;

    public BidMember Lead => Bid.Content.Lead;

    public CriterionTerms Quality => Terms.Criteria[0];

    public ABid With(string name, int share, bool canSign = true)
    {
        _members.Add(new BidMember { OrganisationId = Guid.CreateVersion7(), Name = name, Share = share, CanSign = canSign });
        _members[0].Share = 100 - _members.Skip(1).Sum(m => m.Share);
        return this;
    }

    public ABid InWales()
    {
        _welsh = true;
        return this;
    }

    public ABid Started()
    {
        var question = new QuestionTerms(Guid.CreateVersion7(), "How?", 50);
        Terms = new OpportunityTerms(
            Guid.CreateVersion7(), "OPP-2026-0001", "Mentoring", Guid.CreateVersion7(), "Lead provider (demo)", 1, Before.AddDays(-20), Closes, OpportunityStage.Open, false,
            [new LotTerms(_lot1, 1, "North", 100_000, ["CPA03"], ["E06000004"], LotStage.Active), new LotTerms(_lot2, 2, "South", 90_000, ["CPA03"], ["E06000004"], LotStage.Active)],
            [new CriterionTerms(Guid.CreateVersion7(), "Quality", 70, false, 3, [question]), new CriterionTerms(Guid.CreateVersion7(), "Price", 30, true, null, [])]);
        Bidder = _members.Count == 1 ? new Bidder(_members[0].Name, [.. _members]) : new Bidder("Together (demo consortium)", [.. _members], Guid.CreateVersion7(), 1);
        Bid = Bid.Start("H7KQ-2MXD", Conditions, [_lot1], "Chief officer (demo account)", Before).Value;
        return this;
    }

    public ABid Complete()
    {
        Started();
        Must(Bid.Deliver(Conditions, Bid.Content.Members.ToDictionary(m => m.OrganisationId, _ => "Everything."), 0, "Writer", Before));
        Must(Bid.Answer(Conditions, Quality.Id, new Dictionary<Guid, string> { [Quality.Questions[0].Id] = "Like this." }, 0, "Writer", Before));
        Must(Bid.Price(Conditions, new Dictionary<Guid, int?> { [_lot1] = 84_000 }, 0, "Writer", Before));
        Must(Bid.State(Conditions, BidPart.Women, "A woman may ask for a woman.", 0, "Writer", Before));
        if (_welsh) Must(Bid.State(Conditions, BidPart.Welsh, "Cynnig rhagweithiol.", 0, "Writer", Before));
        foreach (var member in Bid.Content.Members.ToArray()) Must(Bid.Declare(Conditions, member.OrganisationId, new Declaration { DeclaredAt = Before, DeclaredBy = "Chief" }, Before));
        return this;
    }

    public ABid Accepted()
    {
        Complete();
        foreach (var member in Bid.Content.Members) Must(Bid.Accept(Conditions, member.OrganisationId, Bid.Content.Version, "Chief", Before));
        return this;
    }

    public ABid Submitted()
    {
        if (_members.Count > 1) Accepted();
        else Complete();
        Assert.Null(Submit(Before).Refusal);
        return this;
    }

    public Result<BidVersion> Submit(DateTimeOffset arrivedAt) => Bid.Submit(Conditions, arrivedAt, "Chief");

    public Result Reword(string text = "Otherwise.") => Bid.Answer(
        Conditions, Quality.Id, new Dictionary<Guid, string> { [Quality.Questions[0].Id] = text }, Bid.Content.Revisions.GetValueOrDefault(BidPart.Answers(Quality.Id)), "Writer", Before.AddHours(1));

    public void NoticeChanges() => Terms = Terms with { Version = Terms.Version + 1, ClosesAt = Terms.ClosesAt.AddDays(7) };

    public void NoticeBecomes(OpportunityStage stage) => Terms = Terms with { Stage = stage };

    public void ConsortiumChanges(bool isAgreed = true) => Bidder = Bidder with { ConsortiumVersion = Bidder.ConsortiumVersion + 1, IsAgreed = isAgreed };

    /// <summary>The consortium takes in the lead provider whose notice it is.</summary>
    public void LeadProviderJoins() => Bidder = Bidder with
    {
        ConsortiumVersion = Bidder.ConsortiumVersion + 1,
        Members = [.. Bidder.Members, new BidMember { OrganisationId = Terms.LeadProviderId, Name = "Lead provider (demo)", Share = 1, CanSign = true }],
    };

    public void IsSuspended(string member) => Bidder = Bidder with { Barred = member };

    private static void Must(Result result) => Assert.True(result.IsDone, result.Refusal?.ToString());
}
