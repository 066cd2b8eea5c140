using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.DecideCompliance;

/// <summary>The lead provider says whether an opened bid meets the conditions of the notice.</summary>
internal sealed class DecideComplianceHandler(PortalDbContext db, IOpportunities opportunities, IWho who, TimeProvider clock)
{
    public async Task<Result> HandleAsync(Guid bidId, bool complies, string? reason, int rowVersion, CancellationToken ct)
    {
        if (await db.Set<Opened>().FirstOrDefaultAsync(o => o.Id == bidId, ct) is not { } bid) return new NotFound();
        if (await opportunities.FindAsync(bid.OpportunityId, ct) is not { } terms || !who.BelongsTo(terms.LeadProviderId)) return new NotFound();
        if (!who.May(Duties.Approve, terms.LeadProviderId)) return new NotAllowed();
        if (bid.RowVersion != rowVersion) return new ChangedBySomebodyElse();

        var done = bid.Decide(complies, reason, who.DisplayName, clock.GetUtcNow());
        return done.IsDone ? await db.SaveAsync(ct: ct) : done;
    }
}
