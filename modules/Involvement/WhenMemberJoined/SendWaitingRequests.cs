using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.SendRequests;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;

namespace Procurement.Involvement.WhenMemberJoined;

/// <summary>Somebody is there now: an authority that nobody could receive a request for is asked at once.</summary>
internal sealed class SendWaitingRequests(PortalDbContext db, IOrganisations organisations, SendRequestsHandler handler) : IReactTo<MemberJoined>
{
    public async Task HandleAsync(MemberJoined happened, Guid messageId, CancellationToken ct)
    {
        if (await organisations.FindAsync(happened.OrganisationId, ct) is not { Kind: OrganisationKind.Authority, GssCode: { } code }) return;
        var waiting = await (
            from r in db.Set<CommentRequest>()
            join s in db.Set<CommentSubject>() on r.SubjectId equals s.Id
            where r.AuthorityCode == code && r.State == RequestState.Expected && r.HasNobodySince != null && s.ClosedAt == null && s.PublishedAt == null
            orderby r.Id
            select s.Id).ToListAsync(ct);
        foreach (var subject in waiting.Distinct()) await handler.SendAsync(subject, null, InvolvementWorkflowEvents.RequestFinished, ct);
    }
}
