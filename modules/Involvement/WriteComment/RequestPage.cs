using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;

namespace Procurement.Involvement.WriteComment;

/// <summary>What the pages of one request share.</summary>
internal sealed record RequestView(
    CommentRequest Request, CommentSubject Subject, string AskerName, SubjectForAuthorities? Described, IReadOnlyList<RequestCard> Others,
    DateTimeOffset Now, bool MayWrite, bool MaySend)
{
    public RequestState State => Request.StateAt(Now);

    /// <summary>True while the authority has not answered: in time, or late.</summary>
    public bool MayAnswer => MayWrite && Subject.ClosedAt is null && Request.CommentNumber == 0 && State is not RequestState.Recused;

    public bool IsInTime => !Request.IsFinishedAt(Now);

    public string Url => "/requests/" + Request.Id;

    public static async Task<RequestView?> LoadAsync(PortalPage page, Guid id, CancellationToken ct)
    {
        var services = page.HttpContext.RequestServices;
        if (await services.GetRequiredService<Requests>().OfMyAuthorityAsync(id, ct) is not { } found) return null;
        var asker = await services.GetRequiredService<IOrganisations>().FindAsync(found.Subject.AskingOrganisationId, ct);
        SubjectForAuthorities? described = null;
        // An authority that stands on the other side does not read the bids.
        if (found.Request.State is not RequestState.Recused && found.Subject.ClosedAt is null)
        {
            foreach (var room in services.GetServices<IDescribeSubject>())
                if ((described = await room.DescribeAsync(found.Subject.Id, found.Request.AuthorityCode, ct)) is not null) break;
        }

        var others = await services.GetRequiredService<IComments>().OfSubjectAsync(found.Subject.Id, ct);
        var organisation = found.Request.AuthorityOrganisationId!.Value;
        var maySend = page.Who.May(Duties.Approve, organisation);
        return new RequestView(found.Request, found.Subject, asker?.Name ?? "", described, others, services.GetRequiredService<TimeProvider>().GetUtcNow(),
            maySend || page.Who.May(Duties.Write, organisation), maySend);
    }
}
