using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Opportunities.EndOpportunity;

/// <summary>Takes it back before it closes.</summary>
public sealed class WithdrawModel : EndPage
{
    internal override string DoneKey => "Opportunities.Withdraw.Done";

    internal override bool IsPossible(OpportunityStage stage) => stage is OpportunityStage.Scheduled or OpportunityStage.Planned or OpportunityStage.Open;

    internal override Task<Result> EndAsync(CancellationToken ct) => Handler.WithdrawAsync(Id, Input.Reason, ct);
}
