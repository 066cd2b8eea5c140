using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.Search;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.EndOpportunity;

/// <summary>Takes an opportunity back before it closes, or ends it, or one lot of it, afterwards. The reason is published.</summary>
internal sealed class EndHandler(PortalDbContext db, IWho who, DraftDesk desk, Listings listings, ChangeContext change, IWorkflows workflows)
{
    public Task<Result> WithdrawAsync(Guid id, string? reason, CancellationToken ct) => EndAsync(id, reason, o => o.Withdraw(reason ?? "", desk.Hand()), ct);

    public Task<Result> CancelAsync(Guid id, string? reason, CancellationToken ct) => EndAsync(id, reason, o => o.Cancel(reason ?? "", desk.Hand()), ct);

    public Task<Result> CancelLotAsync(Guid id, Guid lotId, string? reason, CancellationToken ct) =>
        EndAsync(id, reason, o => o.CancelLot(lotId, reason ?? "", desk.Hand()), ct);

    private Task<Result> EndAsync(Guid id, string? reason, Func<Opportunity, Result> end, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Approve, opportunity.LeadProviderId)) return new NotAllowed();
        var before = opportunity.Stage;
        if (end(opportunity).Refusal is { } refusal) return refusal;
        change.Why = reason;
        // Nobody has to decide on what has ended, or to open its bids, any more. The workflow's lock comes first, as in a step of it.
        if (opportunity.Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled or OpportunityStage.Unsuccessful)
            await workflows.CancelAsync(opportunity.Id.ToString(), "Opportunities.Journal.Ended", ct);
        else await workflows.TellIfClosedAsync(opportunity, before, ct);
        if ((await db.SaveAsync(ct: ct)).Refusal is { } conflict) return conflict;
        await listings.WriteAsync(opportunity, ct);
        return await db.SaveAsync(ct: ct);
    }, ct);
}
