using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.WhenOpportunityEnded;

/// <summary>The opportunity closed or was withdrawn: nobody can publish the amendment that was under way, so nobody is asked to any more.</summary>
internal sealed class LapseAmendment(Amendments amendments, IUserTasks tasks, TimeProvider clock) : IReactTo<OpportunityClosed>, IReactTo<OpportunityWithdrawn>
{
    public Task HandleAsync(OpportunityClosed happened, Guid messageId, CancellationToken ct) => LapseAsync(happened.OpportunityId, ct);

    public Task HandleAsync(OpportunityWithdrawn happened, Guid messageId, CancellationToken ct) => LapseAsync(happened.OpportunityId, ct);

    private async Task LapseAsync(Guid opportunityId, CancellationToken ct)
    {
        if (await amendments.UnderWayAsync(opportunityId, ct) is not { } amendment) return;
        if (amendment.SubmittedAt is not null) await tasks.CancelAsync(amendment.ApprovalTask, ct);
        amendment.Lapse(clock.GetUtcNow());
    }
}
