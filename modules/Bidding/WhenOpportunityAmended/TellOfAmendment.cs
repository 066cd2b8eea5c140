using System.Globalization;
using Procurement.Bidding.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.WhenOpportunityAmended;

/// <summary>The notice was amended: everybody in a bid for it is told, under the bid's seal, and whether what they submitted has to be confirmed again.</summary>
internal sealed class TellOfAmendment(PortalDbContext db, BidBook book, INotify notify) : IReactTo<OpportunityAmended>
{
    public async Task HandleAsync(OpportunityAmended happened, Guid messageId, CancellationToken ct)
    {
        // What is being submitted under the notice as it was is stored by then, and its bidders are told too.
        await Arrivals.AloneAsync(db, happened.OpportunityId, ct);
        foreach (var bid in await book.OfOpportunityAsync(happened.OpportunityId, ct))
        {
            if (bid.Content.State == BidState.Withdrawn) continue;
            var mustConfirm = happened.IsMaterial && bid.LastReceived is { } last && last.TermsVersion < happened.Version;
            foreach (var member in bid.Content.Members)
                await notify.SendAsync(new Notice(mustConfirm ? "BidMustBeReconfirmed" : "BidNoticeAmended", new To.Organisation(member.OrganisationId, null),
                    $"/bids/{bid.Reference}{(mustConfirm ? "/reconfirm" : "")}", Values(happened, bid), bid.Id), ct);
        }
    }

    private static Dictionary<string, string?> Values(OpportunityAmended happened, Bid bid) => new()
    {
        ["Bid"] = bid.Reference,
        ["Opportunity"] = happened.Title,
        ["Note"] = happened.Note,
        ["Closes"] = London.Long(happened.ClosesAt),
        ["Before"] = happened.ClosesAt == happened.PreviousClosesAt ? null : London.Long(happened.PreviousClosesAt),
        ["Version"] = bid.LastReceived?.Version.ToString(CultureInfo.InvariantCulture),
    };
}
