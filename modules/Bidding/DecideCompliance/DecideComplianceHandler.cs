using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.DecideCompliance;

/// <summary>The lead provider says whether an opened bid meets the conditions of the notice: before quality is locked, and nobody with an interest.</summary>
internal sealed class DecideComplianceHandler(
    PortalDbContext db, IOpportunities opportunities, BidSight sight, IEnumerable<IHoldEvaluation> evaluations, IWho who, TimeProvider clock)
{
    public Task<Result> HandleAsync(Guid bidId, bool complies, string? reason, int rowVersion, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Set<Opened>().FirstOrDefaultAsync(o => o.Id == bidId, ct) is not { } bid) return new NotFound();
        var lots = bid.Lots.Select(l => l.LotId).ToArray();
        if (await opportunities.FindAsync(bid.OpportunityId, ct) is not { } terms || !await sight.MayReadAsync(terms.LeadProviderId, lots, ct)) return new NotFound();
        if (!await sight.MayDecideAsync(terms.LeadProviderId, lots, ct)) return new NotAllowed();
        if (bid.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        foreach (var evaluation in evaluations)
            if ((await evaluation.HoldAsync(lots, ct)).Refusal is { } settled) return settled;

        var done = bid.Decide(complies, reason, who.DisplayName, clock.GetUtcNow());
        return done.IsDone ? await db.SaveAsync(ct: ct) : done;
    }, ct);
}
