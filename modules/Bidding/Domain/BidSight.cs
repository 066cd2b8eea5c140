using Procurement.Bidding.Contracts;
using Procurement.Kernel;

namespace Procurement.Bidding.Domain;

/// <summary>What a person of the lead provider may see of an opened bid, and decide on it. Everybody who is asked has to agree.</summary>
internal sealed class BidSight(IEnumerable<ISightOfBids> sights, IWho who)
{
    public async Task<bool> MayReadAsync(Guid leadProviderId, IReadOnlyCollection<Guid> lotIds, CancellationToken ct)
    {
        if (!who.BelongsTo(leadProviderId)) return false;
        foreach (var sight in sights)
            if (!await sight.MayReadAsync(leadProviderId, lotIds, who, ct)) return false;
        return true;
    }

    public async Task<bool> MayDecideAsync(Guid leadProviderId, IReadOnlyCollection<Guid> lotIds, CancellationToken ct)
    {
        if (!who.May(Duties.Approve, leadProviderId)) return false;
        foreach (var sight in sights)
            if (!await sight.MayDecideAsync(leadProviderId, lotIds, who, ct)) return false;
        return true;
    }
}
