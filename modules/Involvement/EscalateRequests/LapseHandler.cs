using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.SendRequests;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Involvement.EscalateRequests;

/// <summary>An administrator ends a request that reached nobody, never before its time, and always with a reason that is published.</summary>
internal sealed class LapseHandler(Requests requests, SubjectWatch watch, Reach reach, IWorkingDays days, ISettings settings, IWho who, TimeProvider clock)
{
    public async Task<Result> HandleAsync(Guid id, string? reason, CancellationToken ct)
    {
        if (!who.May(InvolvementPermissions.ManageInvolvement)) return new NotAllowed();
        if (await requests.LoadAsync(id, ct) is not { Request: var request, Subject: var subject }) return new NotFound();
        var notBefore = days.EndOfPeriod(subject.StartedAt, (await settings.GetAsync<InvolvementSettings>(ct)).WorkingDays);
        if (subject.ClosedAt is not null) return new SubjectIsClosed();
        if (request.Lapse(reason, await reach.CanReceiveAsync(request.AuthorityCode, ct), notBefore, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await watch.SaveAsync(subject.Id, InvolvementWorkflowEvents.RequestFinished, ct);
    }
}

/// <summary>The number on the administration's first page.</summary>
internal sealed class RequestsWithNobody(PortalDbContext db) : IAdminCount
{
    public string TextKey => "Involvement.Nobody.Count";

    public string Url => "/admin/comment-requests";

    public string Feature => "Involvement";

    public string Permission => InvolvementPermissions.ManageInvolvement;

    public Task<int> CountAsync(CancellationToken ct) =>
        Of(db).Take(1000).CountAsync(ct);

    /// <summary>Requests that wait for somebody to receive them. Those of a subject that was given up wait for nobody.</summary>
    public static IQueryable<CommentRequest> Of(PortalDbContext db) => db.Set<CommentRequest>().AsNoTracking()
        .Where(r => r.State == RequestState.Expected && r.HasNobodySince != null && db.Set<CommentSubject>().Any(s => s.Id == r.SubjectId && s.ClosedAt == null));
}
