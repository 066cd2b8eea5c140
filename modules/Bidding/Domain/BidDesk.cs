using Microsoft.EntityFrameworkCore;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>A bid as one of its own bidders reads it.</summary>
internal sealed record OpenBid(Bid Bid, Conditions Conditions)
{
    public OpportunityTerms Terms => Conditions.Terms;
}

/// <summary>
/// The one door to a bid before its opening: it lets in the people of the organisations that stand in the bid, and for everybody else
/// there is no bid.
/// </summary>
internal sealed class BidDesk(
    PortalDbContext db, BidBook book, IOpportunities opportunities, IConsortia consortia, IOrganisations organisations, IPlaces places,
    INotify notify, IWho who, ChangeContext change, TimeProvider clock)
{
    /// <summary>When the request under way had arrived, or now when there is none.</summary>
    public DateTimeOffset Arrived => change.ArrivedAt ?? clock.GetUtcNow();

    /// <summary>A bid to read; null when there is none, or when the person does not belong to it.</summary>
    public async Task<OpenBid?> FindAsync(string? reference, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(reference) || reference.Length > 20) return null;
        if (await book.ReadAsync(reference, ct) is not { } bid) return null;
        return await MineAsync(bid, ct);
    }

    /// <summary>Changes a bid: somebody with the duty to write, at any of its members.</summary>
    public Task<Result> WriteAsync(string reference, Func<Bid, Conditions, Result> act, CancellationToken ct) =>
        ChangeAsync(reference, bid => bid.Content.Members.Exists(m => who.May(Duties.Write, m.OrganisationId)), (b, c) => Task.FromResult(act(b, c)), ct);

    /// <summary>Changes a bid, in a transaction of its own.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="may">Whether this person may, once it is known that the bid is its own.</param>
    /// <param name="act">What to do.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result> ChangeAsync(string reference, Func<Bid, bool> may, Func<Bid, Conditions, Task<Result>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await db.InTransactionAsync(async () =>
            {
                if (await book.FindAsync(reference, ct) is not { } bid) return new NotFound();
                // As it was before it follows the notice and the consortium: what lapses by those is told too.
                var (accepted, version) = (AcceptedIn(bid), bid.Content.Version);
                if (await MineAsync(bid, ct) is not { } mine) return new NotFound();
                if (!may(bid)) return new NotAllowed();
                var done = await act(bid, mine.Conditions);
                if (!done.IsDone) return done;
                if (bid.Content.Version != version) await TellLapsedAsync(bid, mine.Terms, accepted, ct);
                if (bid.IsConsortium) await book.FileAsync(bid, ct);
                book.Seal(bid);
                return await db.SaveAsync(BidBook.OnDuplicate, ct);
            }, ct);
            // Somebody else saved another part of the same bid in between: the part's own counter says whether that matters, so look again.
            if (result.Refusal is not ChangedBySomebodyElse || attempt == 4) return result;
        }
    }

    /// <summary>False when the notice was amended since it was read.</summary>
    public async Task<bool> IsCurrentAsync(Conditions conditions, CancellationToken ct) =>
        await opportunities.FindAsync(conditions.Terms.Id, ct) is { } terms && terms.Version == conditions.Terms.Version && terms.ClosesAt == conditions.Terms.ClosesAt;

    /// <summary>Takes over a new make-up of its consortium, in the transaction under way: files the bid with who is new, and tells those whose acceptance lapsed.</summary>
    public async Task FollowAsync(string reference, CancellationToken ct)
    {
        if (await book.FindAsync(reference, ct) is not { } bid || bid.Content.State == BidState.Withdrawn) return;
        if (await ConditionsAsync(bid, ct) is not { } conditions || Arrived >= conditions.Terms.ClosesAt) return;
        var (accepted, version) = (AcceptedIn(bid), bid.Content.Version);
        bid.Follow(conditions, Arrived);
        if (bid.Content.Version != version) await TellLapsedAsync(bid, conditions.Terms, accepted, ct);
        await book.FileAsync(bid, ct);
        book.Seal(bid);
    }

    /// <summary>The notice, and who bids, as they stand now.</summary>
    public async Task<Conditions?> ConditionsAsync(Bid bid, CancellationToken ct)
    {
        if (await opportunities.FindAsync(bid.OpportunityId, ct) is not { } terms) return null;
        var bidder = bid.Content.ConsortiumId is { } id
            ? await ConsortiumAsync(id, ct) ?? Frozen(bid) with { IsAgreed = false }
            : Frozen(bid) with { Barred = await BarredAsync(bid.Content.Lead, ct) };
        return new Conditions(terms, bidder, NeedsWelsh(terms, bid.Content.LotIds));
    }

    public async Task<Bidder?> AloneAsync(Guid organisationId, CancellationToken ct) =>
        await organisations.FindAsync(organisationId, ct) is { } card
            ? new Bidder(card.Name, [new BidMember { OrganisationId = card.Id, Name = card.Name, Share = 100, IsLead = true, CanSign = Standing.CanSign(card) }],
                Barred: Standing.MayBid(card) ? null : card.Name)
            : null;

    public async Task<Bidder?> ConsortiumAsync(Guid consortiumId, CancellationToken ct)
    {
        if (await consortia.FindAsync(consortiumId, ct) is not { } consortium) return null;
        var cards = await organisations.FindAsync([.. consortium.Members.Select(m => m.OrganisationId)], ct);
        return new Bidder(
            consortium.Name,
            [.. consortium.Members.Select(m => new BidMember
            {
                OrganisationId = m.OrganisationId,
                Name = m.Name,
                Share = m.Share,
                IsLead = m.IsLead,
                CanSign = cards.TryGetValue(m.OrganisationId, out var card) && Standing.CanSign(card),
            })],
            consortium.Id, consortium.Version, consortium.State is ConsortiumState.Agreed or ConsortiumState.Locked,
            consortium.Members.FirstOrDefault(m => !cards.TryGetValue(m.OrganisationId, out var card) || !Standing.MayBid(card))?.Name);
    }

    public bool NeedsWelsh(OpportunityTerms terms, IReadOnlyCollection<Guid> lotIds) =>
        terms.Lots.Where(l => lotIds.Contains(l.Id)).SelectMany(l => l.AreaCodes).Any(c => places.Area(c)?.IsInWales == true)
        || terms.Lots.Where(l => lotIds.Contains(l.Id)).SelectMany(l => l.AuthorityCodes).Any(c => c.StartsWith('W'));

    /// <summary>When the bids of an opportunity were opened; null before.</summary>
    public async Task<DateTimeOffset?> OpenedAtAsync(Guid opportunityId, CancellationToken ct) =>
        (await db.Set<Opening>().AsNoTracking().FirstOrDefaultAsync(o => o.OpportunityId == opportunityId && o.ConfirmedAt != null, ct))?.ConfirmedAt;

    /// <summary>Tells the people of every member.</summary>
    public async Task TellAllAsync(Bid bid, string template, string path, Dictionary<string, string?> values, CancellationToken ct)
    {
        foreach (var member in bid.Content.Members)
            await notify.SendAsync(new Notice(template, new To.Organisation(member.OrganisationId, null), $"/bids/{bid.Reference}{path}", values, bid.Id), ct);
    }

    private async Task<OpenBid?> MineAsync(Bid bid, CancellationToken ct)
    {
        if (bid.MemberOf(who) is null || await ConditionsAsync(bid, ct) is not { } conditions) return null;
        if (Arrived < conditions.Terms.ClosesAt && bid.Content.State != BidState.Withdrawn) bid.Follow(conditions, Arrived);
        return bid.MemberOf(who) is null ? null : new OpenBid(bid, conditions);
    }

    private async Task<string?> BarredAsync(BidMember alone, CancellationToken ct) =>
        await organisations.FindAsync(alone.OrganisationId, ct) is { } card && Standing.MayBid(card) ? null : alone.Name;

    private static Guid[] AcceptedIn(Bid bid) => [.. bid.Content.Members.Where(m => m.AcceptedVersion == bid.Content.Version).Select(m => m.OrganisationId)];

    private async Task TellLapsedAsync(Bid bid, OpportunityTerms terms, Guid[] accepted, CancellationToken ct)
    {
        foreach (var member in bid.Content.Members.Where(m => accepted.Contains(m.OrganisationId)))
        {
            member.AskedAt = Arrived;
            await notify.SendAsync(new Notice("BidAcceptanceLapsed", new To.Organisation(member.OrganisationId, Duties.Approve), $"/bids/{bid.Reference}/check", new()
            {
                ["Bid"] = bid.Reference,
                ["Opportunity"] = terms.Title,
                ["Version"] = bid.Content.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Closes"] = London.Long(terms.ClosesAt),
            }, bid.Id), ct);
        }
    }

    private static Bidder Frozen(Bid bid) => new(bid.Content.BidderName, bid.Content.Members, bid.Content.ConsortiumId, bid.Content.ConsortiumVersion);
}
