using Procurement.Workflows.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>Under the seal of a bid, its own bidders know of it and nobody else does.</summary>
internal sealed class BidSealedSight(BidBook book) : ISealedSight
{
    public async Task<bool> KnowsAsync(Guid sealId, Guid organisationId, CancellationToken ct) =>
        await book.ReadAsync(sealId, ct) is { } bid && (bid.Content.LeadOrganisationId == organisationId || bid.Content.Members.Exists(m => m.OrganisationId == organisationId));
}
