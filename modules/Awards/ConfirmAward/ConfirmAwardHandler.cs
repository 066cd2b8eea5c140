using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Awards.ConfirmAward;

/// <summary>After the standstill: the award is final, and public with what the authorities said and how it was regarded.</summary>
internal sealed class ConfirmAwardHandler(
    PortalDbContext db, IWho who, AwardRoom room, IClearance clearance, IInvolvement involvement, IComments comments, IBidOutcomes outcomes, ILotProgress progress,
    IOrganisations organisations, INotify notify, IWorkflows workflows, TimeProvider clock)
{
    public async Task<Result> HandleAsync(string reference, CancellationToken ct)
    {
        if (await room.OfMineAsync(reference, ct) is not { } award) return new NotFound();
        if (!who.May(Duties.Approve, award.LeadProviderId)) return new NotAllowed();
        return await db.InTransactionAsync(async () =>
        {
            if (award.Confirm(Actor.Of(who), await clearance.HoldAsync(award.Id, ct), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
            if ((await progress.MoveAsync(award.LotId, LotStage.Awarded, ct)).Refusal is { } stuck) return stuck;
            foreach (var bid in award.Bids.Where(b => b.Place is AwardPlace.Preferred or AwardPlace.Reserve))
            {
                var outcome = bid.Place is AwardPlace.Preferred ? BidOutcome.Won : BidOutcome.Unsuccessful;
                if ((await outcomes.SetAsync(bid.BidId, award.LotId, outcome, ct)).Refusal is { } wrong) return wrong;
            }

            if ((await involvement.PublishAsync(award.Id, ct)).Refusal is { } unpublished) return unpublished;
            var values = new Dictionary<string, string?> { ["Reference"] = award.Reference, ["Title"] = award.Title, ["Winner"] = award.Preferred.BidderName };
            var url = "/awards/" + award.Reference;
            foreach (var organisation in award.Bids.SelectMany(b => b.OrganisationIds).Distinct())
                await notify.SendAsync(new Notice("AwardConfirmed", new To.Organisation(organisation, null), url, values), ct);
            await workflows.RaiseAsync(AwardNews.Of(AwardNews.Confirmed, award, null), ct);
            var asked = await comments.OfSubjectAsync(award.Id, ct);
            foreach (var authority in (await organisations.AuthoritiesAsync([.. asked.Select(a => a.AuthorityCode)], ct)).Values)
                await notify.SendAsync(new Notice("AwardPublished", new To.Organisation(authority.Id, null), url, values), ct);
            return await db.SaveAsync(ct: ct);
        }, ct);
    }
}
