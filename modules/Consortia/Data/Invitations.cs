using Microsoft.EntityFrameworkCore;
using Procurement.Consortia.Domain;
using Procurement.Data;

namespace Procurement.Consortia.Data;

/// <summary>Finds invitations.</summary>
internal sealed class Invitations(PortalDbContext db)
{
    /// <summary>The consortia with an invitation that has expired and is not yet written down as such.</summary>
    public async Task<IReadOnlyList<Guid>> ExpiredAsync(DateTimeOffset now, CancellationToken ct) =>
        await db.Set<Invitation>().Where(i => i.State == InvitationState.Invited && i.ExpiresAt <= now)
            .Select(i => EF.Property<Guid>(i, "ConsortiumId")).Distinct().OrderBy(id => id).Take(100).ToListAsync(ct);

    /// <summary>The invitations that wait for an answer of those organisations.</summary>
    public async Task<IReadOnlyList<(Invitation Invitation, Guid ConsortiumId)>> WaitingForAsync(IReadOnlyCollection<Guid> organisations, DateTimeOffset now, CancellationToken ct)
    {
        var found = await db.Set<Invitation>().AsNoTracking()
            .Where(i => organisations.Contains(i.OrganisationId) && i.State == InvitationState.Invited && i.ExpiresAt > now)
            .OrderBy(i => i.ExpiresAt).Take(50).Select(i => new { Invitation = i, ConsortiumId = EF.Property<Guid>(i, "ConsortiumId") }).ToListAsync(ct);
        return [.. found.Select(f => (f.Invitation, f.ConsortiumId))];
    }

    /// <summary>The consortium of an invitation; null when there is none.</summary>
    public async Task<Guid?> ConsortiumOfAsync(Guid invitationId, CancellationToken ct) =>
        await db.Set<Invitation>().Where(i => i.Id == invitationId).Select(i => (Guid?)EF.Property<Guid>(i, "ConsortiumId")).FirstOrDefaultAsync(ct);
}
