using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Involvement.Contracts;

namespace Procurement.Involvement.Domain;

internal sealed class CommentQueries(PortalDbContext db, Requests requests, TimeProvider clock) : IComments
{
    public async Task<IReadOnlyList<PublishedComment>> PublishedAsync(Guid subjectId, CancellationToken ct)
    {
        if (!await db.Set<CommentSubject>().AnyAsync(s => s.Id == subjectId && s.PublishedAt != null, ct)) return [];
        var rows = await requests.OfSubjectAsync(subjectId, ct);
        var now = clock.GetUtcNow();
        return [.. rows.Select(r =>
        {
            var latest = r.Latest;
            return new PublishedComment(r.AuthorityCode, r.AuthorityName, r.StateAt(now), latest?.Outcome, latest?.PublicText, latest?.RedactedText is not null,
                latest?.IsLate ?? false, latest?.SubmittedAt, r.Answer?.Text, r.Answer?.AnsweredAt, r.NeedsAnswer,
                latest is null ? r.EndedWhy : null, latest is null && r.ReachedNobody);
        })];
    }

    public async Task<IReadOnlyList<RequestCard>> OfSubjectAsync(Guid subjectId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Set<CommentRequest>().AsNoTracking().Where(r => r.SubjectId == subjectId).OrderBy(r => r.AuthorityName).ToListAsync(ct);
        return [.. rows.Select(r => new RequestCard(r.Id, r.AuthorityCode, r.AuthorityName, r.StateAt(now), r.DueAt, r.Outcome, r.NeedsAnswer, r.HasNobodySince is not null))];
    }

    public Task<bool> WasAskedAsync(Guid subjectId, Guid organisationId, CancellationToken ct) =>
        db.Set<CommentRequest>().AnyAsync(r => r.SubjectId == subjectId && r.AuthorityOrganisationId == organisationId
            && r.State != RequestState.Expected && r.State != RequestState.Recused, ct);
}
