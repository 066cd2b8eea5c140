using System.Globalization;
using Procurement.Bidding.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;

namespace Procurement.Bidding.SubmitBid;

/// <summary>A member accepts the exact version that it has read; the lead reminds those who have not.</summary>
internal sealed class AcceptVersionHandler(BidDesk desk, INotify notify, IWho who)
{
    public Task<Result> AcceptAsync(string reference, Guid organisationId, int version, CancellationToken ct) =>
        desk.ChangeAsync(reference, _ => who.May(Duties.Approve, organisationId), async (bid, conditions) =>
        {
            var done = bid.Accept(conditions, organisationId, version, who.DisplayName, desk.Arrived);
            if (done.IsDone && bid.Content.Members.TrueForAll(m => m.AcceptedVersion == bid.Content.Version))
                await notify.SendAsync(new Notice("BidReadyToSubmit", new To.Organisation(bid.Content.LeadOrganisationId, Duties.Approve), $"/bids/{reference}/check", Values(bid, conditions), bid.Id), ct);
            return done;
        }, ct);

    public Task<Result> RemindAsync(string reference, CancellationToken ct) =>
        desk.ChangeAsync(reference, bid => who.May(Duties.Write, bid.Content.LeadOrganisationId), async (bid, conditions) =>
        {
            foreach (var member in bid.Remind(desk.Arrived))
                await notify.SendAsync(new Notice("BidAcceptanceAsked", new To.Organisation(member.OrganisationId, Duties.Approve), $"/bids/{reference}/check", Values(bid, conditions), bid.Id), ct);
            return Result.Done;
        }, ct);

    private static Dictionary<string, string?> Values(Bid bid, Conditions conditions) => new()
    {
        ["Bid"] = bid.Reference,
        ["Bidder"] = bid.Content.BidderName,
        ["Opportunity"] = conditions.Terms.Title,
        ["Version"] = bid.Content.Version.ToString(CultureInfo.InvariantCulture),
        ["Closes"] = London.Long(conditions.Terms.ClosesAt),
    };
}
