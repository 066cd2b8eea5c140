using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Domain;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.WhenLotEnded;

/// <summary>
/// A lot came to its end: awarded, without success, or cancelled. Consortia whose bids have no lot left that is still decided on may
/// change again. A bid that lost holds its consortium until then, for a challenge may yet bring it back.
/// </summary>
internal sealed class FreeConsortia(PortalDbContext db, BidBook book, IOpportunities opportunities, IConsortia consortia) : IReactTo<LotMoved>
{
    public Task HandleAsync(LotMoved happened, Guid messageId, CancellationToken ct) =>
        IsOver(happened.To) ? FreeAsync(happened.OpportunityId, ct) : Task.CompletedTask;

    public async Task FreeAsync(Guid opportunityId, CancellationToken ct)
    {
        if (await opportunities.FindAsync(opportunityId, ct) is not { } terms) return;
        var over = terms.Lots.Where(l => IsOver(l.Stage)).Select(l => l.Id).ToHashSet();
        var opened = await db.Set<Opened>().AsNoTracking().Where(o => o.OpportunityId == opportunityId).ToDictionaryAsync(o => o.Id, ct);
        foreach (var bid in await book.OfOpportunityAsync(opportunityId, ct))
        {
            if (bid.Content.ConsortiumId is not { } consortium) continue;
            var lots = opened.TryGetValue(bid.Id, out var row) ? row.Lots.Select(l => l.LotId) : bid.Content.LotIds;
            if (lots.All(over.Contains)) await consortia.ReleaseAsync(consortium, bid.Id, ct);
        }
    }

    private static bool IsOver(LotStage stage) => stage is LotStage.Awarded or LotStage.InContract or LotStage.Cancelled or LotStage.Unsuccessful;
}

/// <summary>A lot was cancelled and others go on: those who bid for it are told. When the last one goes the notice itself has ended, and says so.</summary>
internal sealed class TellBiddersOfLot(BidBook book, FreeConsortia free, IOpportunities opportunities, INotify notify) : IReactTo<LotCancelled>
{
    public async Task HandleAsync(LotCancelled happened, Guid messageId, CancellationToken ct)
    {
        await free.FreeAsync(happened.OpportunityId, ct);
        if (await opportunities.FindAsync(happened.OpportunityId, ct) is not { Stage: not OpportunityStage.Cancelled } terms) return;
        foreach (var bid in await book.OfOpportunityAsync(happened.OpportunityId, ct))
        {
            if (bid.LastReceived is null || !bid.Content.LotIds.Contains(happened.LotId)) continue;
            foreach (var member in bid.Content.Members)
                await notify.SendAsync(new Notice("BidLotCancelled", new To.Organisation(member.OrganisationId, null), "/bids/" + bid.Reference, new()
                {
                    ["Bid"] = bid.Reference,
                    ["Opportunity"] = terms.Title,
                    ["Lot"] = terms.Lots.FirstOrDefault(l => l.Id == happened.LotId)?.ToString(),
                    ["Reason"] = happened.Reason,
                }, bid.Id), ct);
        }
    }
}
