using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.Search;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Progress;

/// <summary>Moves lots on for the rooms above, in their transaction.</summary>
internal sealed class LotProgress(PortalDbContext db, TimeProvider clock, Listings listings, IWorkflows workflows) : ILotProgress
{
    public Task<Result> MoveAsync(Guid lotId, LotStage to, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var opportunity = await db.Set<Opportunity>().Include(o => o.Lots).FirstOrDefaultAsync(o => o.Lots.Any(l => l.Id == lotId), ct);
        if (opportunity is null) return new NotFound();
        var before = opportunity.Stage;
        if (opportunity.MoveLot(lotId, to, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        await workflows.TellIfClosedAsync(opportunity, before, ct);
        await listings.FollowAsync(opportunity, ct);
        return await db.SaveAsync(ct: ct);
    }, ct);
}
