using Microsoft.AspNetCore.Mvc;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Opportunities.EndOpportunity;

/// <summary>Ends one lot after it has closed.</summary>
public sealed class CancelLotModel : EndPage
{
    /// <summary>The lot, from the address.</summary>
    [FromRoute]
    public Guid LotId { get; set; }

    internal override string What => Draft.Lots.FirstOrDefault(l => l.Id == LotId) is { } lot ? $"{Draft.Title}: {lot.Number}. {lot.Title}" : Draft.Title;

    internal override string DoneKey => "Opportunities.CancelLot.Done";

    internal override bool IsPossible(OpportunityStage stage) => stage >= OpportunityStage.Closed && Draft.Lots.Any(l => l.Id == LotId && !l.IsFinal);

    internal override Task<Result> EndAsync(CancellationToken ct) => Handler.CancelLotAsync(Id, LotId, Input.Reason, ct);
}
