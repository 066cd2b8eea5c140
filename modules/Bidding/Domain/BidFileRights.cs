using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>
/// Who may read the files of a bid. Its own bidders always. After opening, and of the opened version only: the lead provider's people
/// unless an interest stands in the way, pricing files once quality is locked in every lot; and authorities, files on delivery of a bid that is proposed to them.
/// </summary>
internal sealed class BidFileRights(
    PortalDbContext db, BidBook book, IOpportunities opportunities, IEnumerable<IPricesUnlocked> prices, IEnumerable<ISightOfBids> sights,
    IEnumerable<IMayReadBidFile> others) : IMayRead
{
    public const string Kind = "Bid";

    public string OwnerKind => Kind;

    public bool ClaimsFiles => true;

    public async Task<bool> MayReadAsync(FileOwner owner, Guid fileId, IWho who, CancellationToken ct)
    {
        if (await book.ReadAsync(owner.Id, ct) is not { } bid) return false;
        if (!who.IsSystem && bid.MemberOf(who) is not null) return true;
        if (await db.Set<Opened>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == bid.Id, ct) is not { } opened) return false;
        var envelope = book.Open(await db.Set<BidVersion>().AsNoTracking().SingleAsync(v => v.Id == opened.VersionId, ct));
        if (envelope.Files.Find(f => f.FileId == fileId) is not { } file) return false;

        if (await opportunities.FindAsync(bid.OpportunityId, ct) is { } terms && who.BelongsTo(terms.LeadProviderId))
        {
            foreach (var sight in sights)
                if (!await sight.MayReadAsync(terms.LeadProviderId, envelope.LotIds, who, ct)) return false;
            return file.Class == BidFileClass.Delivery || await PricesUnlockedAsync(envelope.LotIds, ct);
        }

        if (file.Class == BidFileClass.Pricing) return false;
        foreach (var other in others)
            if (await other.MayReadAsync(bid.Id, who, ct)) return true;
        return false;
    }

    /// <summary>True once quality is locked in all of those lots; nobody answering means no.</summary>
    public async Task<bool> PricesUnlockedAsync(IReadOnlyCollection<Guid> lotIds, CancellationToken ct)
    {
        var answered = false;
        foreach (var unlocked in prices)
        {
            foreach (var lot in lotIds)
                if (!await unlocked.ForLotAsync(lot, ct)) return false;
            answered = true;
        }

        return answered && lotIds.Count > 0;
    }
}
