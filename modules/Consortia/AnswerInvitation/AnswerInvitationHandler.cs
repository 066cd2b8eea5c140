using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.AnswerInvitation;

/// <summary>Somebody who decides for the invited organisation accepts or declines.</summary>
internal sealed class AnswerInvitationHandler(ConsortiumBook book, IWho who, TimeProvider clock)
{
    public async Task<Result> AcceptAsync(Guid consortiumId, Guid invitationId, Guid organisationId, CancellationToken ct)
    {
        if (await book.PartyAsync(organisationId, ct) is not { } party) return new NotFound();
        return await book.ChangeAsync(consortiumId, _ => who.May(Duties.Approve, organisationId), async consortium =>
        {
            var done = consortium.Accept(invitationId, party, clock.GetUtcNow());
            if (done.IsDone) await book.TellAsync(consortium, consortium.Lead.OrganisationId, "ConsortiumInvitationAccepted", null, $"/consortia/{consortiumId}", ct, about: party.Name);
            return done;
        }, ct);
    }

    public Task<Result> DeclineAsync(Guid consortiumId, Guid invitationId, Guid organisationId, CancellationToken ct) =>
        book.ChangeAsync(consortiumId, _ => who.May(Duties.Approve, organisationId), async consortium =>
        {
            var name = consortium.Invitations.FirstOrDefault(i => i.Id == invitationId)?.Name;
            var done = consortium.Decline(invitationId, organisationId, clock.GetUtcNow());
            if (done.IsDone) await book.TellAsync(consortium, consortium.Lead.OrganisationId, "ConsortiumInvitationDeclined", null, $"/consortia/{consortiumId}", ct, about: name);
            return done;
        }, ct);
}
