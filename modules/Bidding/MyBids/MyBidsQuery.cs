using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.MyBids;

/// <summary>A bid in its bidder's own list.</summary>
internal sealed record MyBid(Bid Bid, OpportunityTerms Terms, MyBidState State, BidOutcome? Outcome);

/// <summary>Where a bid stands for its own bidder, who always sees it.</summary>
internal enum MyBidState
{
    Draft,
    Submitted,
    Changed,
    NeedsReconfirming,
    NotSubmitted,
    Late,
    Sealed,
    NotReconfirmed,
    Opened,
    Compliant,
    Disqualified,
    Decided,
    Withdrawn,
    Void,
}

/// <summary>Finds the bids of those organisations to which the person belongs.</summary>
internal sealed class MyBidsQuery(PortalDbContext db, BidBook book, IOpportunities opportunities, IWho who, TimeProvider clock)
{
    private const int PageSize = 20;
    private static readonly BidOutcome[] Best = [BidOutcome.Won, BidOutcome.Preferred, BidOutcome.Reserve, BidOutcome.Unsuccessful];

    /// <summary>A page of them, newest first.</summary>
    public async Task<Page<MyBid>> PageAsync(string? after, CancellationToken ct)
    {
        var ids = await IdsAsync(ct);
        var from = Guid.TryParse(after, out var key) ? ids.Where(id => id.CompareTo(key) < 0).ToArray() : ids;
        var shown = from.Take(PageSize).ToArray();
        var bids = (await book.ReadAsync(shown, ct)).Where(b => b.MemberOf(who) is not null).OrderByDescending(b => b.Id).ToArray();
        var items = await DescribeAsync(bids, ct);
        return new Page<MyBid>(items, from.Length > PageSize ? shown[^1].ToString() : null);
    }

    /// <summary>Those for one opportunity that are not withdrawn, newest first.</summary>
    public async Task<IReadOnlyList<MyBid>> ForOpportunityAsync(Guid opportunityId, CancellationToken ct)
    {
        var mine = await IdsAsync(ct);
        if (mine.Length == 0) return [];
        var ids = await db.Set<Bid>().Where(b => b.OpportunityId == opportunityId && mine.Contains(b.Id)).Select(b => b.Id).ToListAsync(ct);
        var bids = (await book.ReadAsync(ids, ct)).Where(b => b.MemberOf(who) is not null && b.Content.State != BidState.Withdrawn).OrderByDescending(b => b.Id).ToArray();
        return await DescribeAsync(bids, ct);
    }

    private async Task<Guid[]> IdsAsync(CancellationToken ct)
    {
        HashSet<Guid> ids = [];
        foreach (var membership in who.Memberships.Where(m => m.Kind != OrganisationKind.Authority)) ids.UnionWith(await book.IdsOfAsync(membership.OrganisationId, ct));
        return [.. ids.OrderDescending()];
    }

    private async Task<IReadOnlyList<MyBid>> DescribeAsync(IReadOnlyCollection<Bid> bids, CancellationToken ct)
    {
        var keys = bids.Select(b => b.Id).ToArray();
        var terms = await opportunities.FindAsync([.. bids.Select(b => b.OpportunityId).Distinct()], ct);
        var opened = await db.Set<Opened>().AsNoTracking().Where(o => keys.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        var places = bids.Select(b => b.OpportunityId).Distinct().ToArray();
        var openings = await db.Set<Opening>().AsNoTracking().Where(o => places.Contains(o.OpportunityId) && o.ConfirmedAt != null).Select(o => o.OpportunityId).ToListAsync(ct);
        return [.. bids.Where(b => terms.ContainsKey(b.OpportunityId)).Select(b => new MyBid(
            b, terms[b.OpportunityId], StateOf(b, terms[b.OpportunityId], opened.GetValueOrDefault(b.Id), openings.Contains(b.OpportunityId), clock.GetUtcNow()), OutcomeOf(opened.GetValueOrDefault(b.Id))))];
    }

    /// <summary>Where it stands: its own state, the notice's and the opening's together.</summary>
    public static MyBidState StateOf(Bid bid, OpportunityTerms terms, Opened? opened, bool wasOpened, DateTimeOffset now)
    {
        if (bid.Content.State == BidState.Withdrawn) return MyBidState.Withdrawn;
        if (opened is { Lots.Count: > 0 } && opened.Lots.All(l => l.Outcome is not null)) return MyBidState.Decided;
        if (opened is not null) return opened.Status switch { BidStatus.Compliant => MyBidState.Compliant, BidStatus.Disqualified => MyBidState.Disqualified, _ => MyBidState.Opened };
        if (terms.Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled) return MyBidState.Void;
        var closed = now >= terms.ClosesAt;
        return bid.StateUnder(terms) switch
        {
            BidState.NeedsReconfirming when closed => MyBidState.NotReconfirmed,
            BidState.NeedsReconfirming => MyBidState.NeedsReconfirming,
            BidState.Submitted when closed => wasOpened ? MyBidState.NotReconfirmed : MyBidState.Sealed,
            BidState.Submitted => bid.HasUnsentChanges ? MyBidState.Changed : MyBidState.Submitted,
            _ when !closed => MyBidState.Draft,
            _ => bid.Content.Receipts.Exists(r => !r.WasAccepted) ? MyBidState.Late : MyBidState.NotSubmitted,
        };
    }

    // An outcome is set with the letters that tell it: from then on it is no secret. Of several lots the best counts.
    private static BidOutcome? OutcomeOf(Opened? opened) =>
        Best.Where(best => opened?.Lots.Any(l => l.Outcome == best) == true).Select(best => (BidOutcome?)best).FirstOrDefault();
}
