using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Kernel;

namespace Procurement.Involvement.RedactComment;

/// <summary>The authority, or an administrator, chooses what is left out of the copy that is published.</summary>
internal sealed class RedactHandler(PortalDbContext db, IWho who, Requests requests, TimeProvider clock)
{
    /// <summary>The request, when this person may redact its comment; else null.</summary>
    public async Task<RequestInHand?> FindAsync(Guid id, CancellationToken ct) =>
        await requests.LoadAsync(id, ct) is { Request.Latest: not null } found && MayRedact(found) ? found : null;

    public async Task<Result> HandleAsync(Guid id, string? text, string? why, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } found) return new NotFound();
        if (found.Request.Redact(text, why, Actor.Of(who), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }

    private bool MayRedact(RequestInHand found) =>
        who.May(InvolvementPermissions.ManageInvolvement)
        || (found.Request.AuthorityOrganisationId is { } organisation && who.May(Duties.Approve, organisation));
}
