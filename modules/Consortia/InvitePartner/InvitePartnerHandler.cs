using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.InvitePartner;

/// <summary>The lead member asks an organisation to join, or takes the question back. Nobody is ever added without being asked.</summary>
internal sealed class InvitePartnerHandler(ConsortiumBook book, IWho who, TimeProvider clock)
{
    public async Task<Result> InviteAsync(Guid consortiumId, Guid organisationId, int share, string? message, Guid? replaces, CancellationToken ct)
    {
        if (await book.PartyAsync(organisationId, ct) is not { } party) return new NotFound();
        return await book.ChangeAsync(consortiumId, c => who.May(Duties.Write, c.Lead.OrganisationId), async consortium =>
        {
            var invited = consortium.Invite(party, share, message, clock.GetUtcNow(), replaces);
            if (invited.Refusal is { } refusal) return refusal;
            await book.TellAsync(consortium, organisationId, "ConsortiumInvitation", Duties.Approve, $"/consortia/invitations/{invited.Value.Id}", ct, until: invited.Value.ExpiresAt);
            return Result.Done;
        }, ct);
    }

    public Task<Result> RevokeAsync(Guid consortiumId, Guid invitationId, CancellationToken ct) =>
        book.ChangeAsync(consortiumId, c => who.May(Duties.Write, c.Lead.OrganisationId), async consortium =>
        {
            var done = consortium.Revoke(invitationId, clock.GetUtcNow());
            if (done.IsDone) await book.TellAsync(consortium, consortium.Invitations.First(i => i.Id == invitationId).OrganisationId, "ConsortiumInvitationRevoked", Duties.Approve, "/consortia", ct);
            return done;
        }, ct);
}

/// <summary>Writes down which invitations have expired, and tells the lead members.</summary>
internal sealed class ExpireInvitations(Data.Invitations invitations, ConsortiumBook book, Procurement.Data.PortalDbContext db, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var id in await invitations.ExpiredAsync(clock.GetUtcNow(), ct))
        {
            await db.InTransactionAsync(async () =>
            {
                if (await book.LoadAsync(id, ct) is not { } consortium) return Result.Done;
                foreach (var expired in consortium.Expire(clock.GetUtcNow()))
                {
                    count++;
                    await book.TellAsync(consortium, consortium.Lead.OrganisationId, "ConsortiumInvitationExpired", Duties.Write, $"/consortia/{id}", ct, about: expired.Name);
                }

                return await db.SaveAsync(ct: ct);
            }, ct);
            db.ChangeTracker.Clear();
        }

        return count;
    }
}
