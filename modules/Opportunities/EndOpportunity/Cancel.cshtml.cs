using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Opportunities.EndOpportunity;

/// <summary>Ends it after it has closed.</summary>
public sealed class CancelModel : EndPage
{
    internal override string DoneKey => "Opportunities.Cancel.Done";

    internal override bool IsPossible(OpportunityStage stage) => stage is >= OpportunityStage.Closed and <= OpportunityStage.Standstill;

    internal override Task<Result> EndAsync(CancellationToken ct) => Handler.CancelAsync(Id, Input.Reason, ct);
}
