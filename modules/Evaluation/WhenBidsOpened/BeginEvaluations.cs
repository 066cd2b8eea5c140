using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Evaluation.WhenBidsOpened;

/// <summary>Puts each opened lot on the lead provider's list of what there is to score.</summary>
internal sealed class BeginEvaluations(PortalDbContext db, IOpportunities opportunities, TimeProvider clock) : IReactTo<BidsOpened>
{
    public async Task HandleAsync(BidsOpened happened, Guid messageId, CancellationToken ct)
    {
        if (await opportunities.FindAsync(happened.OpportunityId, ct) is not { } terms) return;
        var there = await db.Set<LotEvaluation>().Where(e => e.OpportunityId == terms.Id).Select(e => e.LotId).ToListAsync(ct);
        foreach (var lot in terms.Lots.Where(l => !there.Contains(l.Id) && l.Stage is not (LotStage.Cancelled or LotStage.Unsuccessful)))
            db.Add(new LotEvaluation(lot.Id, terms.Id, terms.Reference, lot.Number, terms.LeadProviderId, clock.GetUtcNow()));
    }
}
