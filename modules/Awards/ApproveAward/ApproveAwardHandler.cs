using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Awards.ApproveAward;

/// <summary>How long nothing is signed after the letters.</summary>
internal sealed record StandstillSettings
{
    /// <summary>Working days; the day of the letters is day one.</summary>
    public int WorkingDays { get; init; } = 8;
}

/// <summary>A second person decides. The letters go out in the same transaction, and the standstill begins.</summary>
internal sealed class ApproveAwardHandler(
    PortalDbContext db, IWho who, AwardRoom room, IClearance clearance, IBidOutcomes outcomes, ILotProgress progress, IOpportunities opportunities,
    IOrganisations organisations, INotify notify, IUserTasks tasks, AwardHolds holds, IWorkflows workflows, IWorkingDays days, ISettings settings, TimeProvider clock)
{
    public async Task<Result> HandleAsync(string reference, CancellationToken ct)
    {
        if (await room.OfMineAsync(reference, ct) is not { } award) return new NotFound();
        if (!who.May(Duties.Approve, award.LeadProviderId)) return new NotAllowed();
        var now = clock.GetUtcNow();
        var endsAt = days.EndOfStandstill(now, (await settings.GetAsync<StandstillSettings>(ct)).WorkingDays);
        return await db.InTransactionAsync(async () =>
        {
            // The lock first: a workflow that holds the decision waits for it, or is seen here.
            var heard = await clearance.HoldAsync(award.Id, ct);
            var held = await holds.StandingAsync(award.Id, ct);
            if (award.Approve(Actor.Of(who), heard, endsAt, now, held.Count > 0 ? held[0].Reason : null).Refusal is { } refusal) return refusal;
            var lot = (await opportunities.FindByLotAsync(award.LotId, ct))?.Lots.FirstOrDefault(l => l.Id == award.LotId);
            if (lot?.Stage is LotStage.AuthorityComment && (await progress.MoveAsync(award.LotId, LotStage.Decision, ct)).Refusal is { } early) return early;
            if ((await progress.MoveAsync(award.LotId, LotStage.Standstill, ct)).Refusal is { } stuck) return stuck;
            foreach (var bid in award.Bids)
            {
                var outcome = bid.Place switch { AwardPlace.Preferred => BidOutcome.Preferred, AwardPlace.Reserve => BidOutcome.Reserve, _ => BidOutcome.Unsuccessful };
                if (bid.Place is not AwardPlace.Disqualified && (await outcomes.SetAsync(bid.BidId, award.LotId, outcome, ct)).Refusal is { } wrong) return wrong;
            }

            var lead = await organisations.FindAsync(award.LeadProviderId, ct);
            foreach (var bid in award.Bids)
            {
                foreach (var organisation in bid.OrganisationIds)
                {
                    await notify.SendAsync(new Notice("AwardLetter", new To.Organisation(organisation, null), $"/awards/{award.Reference}/letters/{bid.BidReference}", new()
                    {
                        ["Reference"] = award.OpportunityReference,
                        ["Title"] = award.Title,
                        ["Bidder"] = bid.BidderName,
                        ["Lead"] = lead?.Name,
                        ["EndsAt"] = London.Long(endsAt),
                    }), ct);
                }
            }

            await workflows.RaiseAsync(AwardNews.Of(AwardNews.Approved, award, null), ct);
            await tasks.CompleteAsync(InvolvementWorkflowEvents.DecisionTask(award.Id), "Approved", null, ct);
            return await db.SaveAsync(ct: ct);
        }, ct);
    }
}
