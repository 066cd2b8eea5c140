using Procurement.Awards.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Places.Contracts;

namespace Procurement.Awards.ChallengeAward;

/// <summary>A challenge pauses an award; when it is settled, the days of standstill that were left run on.</summary>
internal sealed class ChallengeAwardHandler(PortalDbContext db, IWho who, AwardRoom room, INotify notify, IWorkingDays days, TimeProvider clock)
{
    public async Task<Result> ChallengeAsync(string reference, string? reason, CancellationToken ct)
    {
        if (await room.OfMineAsync(reference, ct) is not { } award) return new NotFound();
        if (!AwardRoom.MayPropose(who, award.LeadProviderId)) return new NotAllowed();
        if (award.Challenge(reason, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        await notify.SendAsync(new Notice("AwardChallenged", new To.Organisation(award.LeadProviderId, Duties.Approve), award.LeadUrl,
            new() { ["Reference"] = award.Reference, ["Title"] = award.Title }), ct);
        // Bidders hear that the time is paused, and not who challenges or why.
        foreach (var bid in award.Bids)
        {
            foreach (var organisation in bid.OrganisationIds)
            {
                await notify.SendAsync(new Notice("StandstillPaused", new To.Organisation(organisation, null), $"/awards/{award.Reference}/letters/{bid.BidReference}",
                    new() { ["Reference"] = award.Reference, ["Title"] = award.Title }), ct);
            }
        }

        return await db.SaveAsync(ct: ct);
    }

    public async Task<Result> SettleAsync(string reference, string? outcome, CancellationToken ct)
    {
        if (await room.OfMineAsync(reference, ct) is not { } award) return new NotFound();
        if (!who.May(Duties.Approve, award.LeadProviderId)) return new NotAllowed();
        var now = clock.GetUtcNow();
        if (award is { ChallengedAt: { } since, StandstillEndsAt: { } endsAt })
        {
            var left = Math.Max(1, days.Between(London.DateOf(since), London.DateOf(endsAt)));
            var until = days.EndOfPeriod(now, left);
            if (award.Settle(outcome, until > endsAt ? until : endsAt, now).Refusal is { } refusal) return refusal;
            foreach (var bid in award.Bids)
            {
                foreach (var organisation in bid.OrganisationIds)
                {
                    await notify.SendAsync(new Notice("StandstillResumes", new To.Organisation(organisation, null), $"/awards/{award.Reference}/letters/{bid.BidReference}",
                        new() { ["Reference"] = award.Reference, ["Title"] = award.Title, ["EndsAt"] = London.Long(award.StandstillEndsAt!.Value) }), ct);
                }
            }

            return await db.SaveAsync(ct: ct);
        }

        return new NoChallenge();
    }
}
