using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Contracts;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Kernel;

namespace Procurement.Awards.Domain;

/// <summary>Finds awards, and asks first whether this person may know of them.</summary>
internal sealed class AwardRoom(PortalDbContext db, IWho who, IEvaluation evaluation)
{
    /// <summary>An award of this person's own lead provider; null for anybody else, and for an evaluator who stood back from the lot.</summary>
    public async Task<Award?> OfMineAsync(string reference, CancellationToken ct) =>
        await FindAsync(reference, ct) is { } award && who.BelongsTo(award.LeadProviderId) && !await evaluation.IsRecusedAsync(award.LotId, who.UserId, ct) ? award : null;

    /// <summary>A bidder's own letter, or any for the lead provider that wrote it; null before it was sent and for everybody else.</summary>
    public async Task<(Award Award, AwardBid Bid)?> LetterAsync(string reference, string bidReference, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } award || award.Bids.FirstOrDefault(b => b.BidReference == bidReference) is not { } bid) return null;
        var isBidder = award.IsNotified && bid.OrganisationIds.Any(who.BelongsTo);
        var isLead = who.BelongsTo(award.LeadProviderId) && !await evaluation.IsRecusedAsync(award.LotId, who.UserId, ct);
        return isBidder || isLead ? (award, bid) : null;
    }

    /// <summary>People may type a reference in small letters, and addresses may carry it so.</summary>
    public Task<Award?> FindAsync(string reference, CancellationToken ct)
    {
        reference = reference.ToUpperInvariant();
        return db.Set<Award>().Include(a => a.Bids).FirstOrDefaultAsync(a => a.Reference == reference, ct);
    }

    public Task<Award?> FindAsync(Guid id, CancellationToken ct) =>
        db.Set<Award>().Include(a => a.Bids).FirstOrDefaultAsync(a => a.Id == id, ct);

    public static bool MayPropose(IWho who, Guid lead) => who.May(Duties.Write, lead) || who.May(Duties.Approve, lead);
}

internal sealed class AwardQueries(PortalDbContext db) : IAwards
{
    public async Task<AwardCard?> FindAsync(Guid awardId, CancellationToken ct) =>
        await db.Set<Award>().AsNoTracking().Include(a => a.Bids).FirstOrDefaultAsync(a => a.Id == awardId, ct) is { } award ? CardOf(award) : null;

    public async Task<IReadOnlyList<AwardCard>> ConfirmedAsync(Guid opportunityId, CancellationToken ct) =>
        [.. (await db.Set<Award>().AsNoTracking().Include(a => a.Bids).Where(a => a.OpportunityId == opportunityId && a.State == AwardState.Confirmed)
            .OrderBy(a => a.LotNumber).ToListAsync(ct)).Select(CardOf)];

    private static AwardCard CardOf(Award award)
    {
        var winner = award.State is AwardState.Confirmed ? award.Preferred : null;
        return new AwardCard(award.Id, award.Reference, award.OpportunityId, award.LotId, award.LeadProviderId, award.State, winner?.BidId, winner?.BidderName,
            winner?.LeadOrganisationId, winner is null ? null : award.ValueAYear, award.ConfirmedAt);
    }
}
