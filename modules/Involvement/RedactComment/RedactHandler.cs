using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;

namespace Procurement.Involvement.RedactComment;

/// <summary>The authority, or an administrator, chooses what is left out of the copy that is published.</summary>
internal sealed class RedactHandler(PortalDbContext db, IWho who, Requests requests, TimeProvider clock)
{
    /// <summary>The request and one of its comments, the last when no number is given; null when there is none or this person may not redact it.</summary>
    public async Task<(RequestInHand Found, Comment Comment)?> FindAsync(Guid id, int? number, CancellationToken ct) =>
        await requests.LoadAsync(id, ct) is { } found && MayRedact(found)
        && found.Request.Comments.FirstOrDefault(c => c.Number == (number ?? found.Request.CommentNumber)) is { } comment ? (found, comment) : null;

    public async Task<Result> HandleAsync(Guid id, int number, int rowVersion, string? text, string? why, CancellationToken ct)
    {
        if (await FindAsync(id, number, ct) is not var (found, comment)) return new NotFound();
        if (comment.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (found.Request.Redact(number, text, why, Actor.Of(who), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }

    private bool MayRedact(RequestInHand found) =>
        who.May(InvolvementPermissions.ManageInvolvement)
        || (found.Request.AuthorityOrganisationId is { } organisation && who.May(Duties.Approve, organisation));
}
