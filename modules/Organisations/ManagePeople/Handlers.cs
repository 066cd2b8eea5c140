using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.ManagePeople;

/// <summary>Changes what the people of an organisation may do, as one who manages it or as an administrator.</summary>
internal sealed class PeopleHandler(PortalDbContext db, IWho who, TimeProvider clock)
{
    /// <summary>The organisation, when the person who asks belongs to it or is an administrator; null otherwise.</summary>
    public async Task<Organisation?> FindAsync(string reference, CancellationToken ct)
    {
        var wanted = reference.ToUpperInvariant();
        var organisation = await db.Set<Organisation>().Include(o => o.Members).Include(o => o.Identifiers).Include(o => o.Appointments).AsSplitQuery()
            .FirstOrDefaultAsync(o => o.Reference == wanted, ct);
        return organisation is not null && (who.BelongsTo(organisation.Id) || who.May(OrganisationsPermissions.ManageOrganisations)) ? organisation : null;
    }

    public bool MayManage(Organisation organisation) =>
        who.HasDuty(Duties.Manage, organisation.Id) || who.May(OrganisationsPermissions.ManageOrganisations);

    public Task<Result> ChangeDutiesAsync(string reference, Guid memberId, IReadOnlyCollection<string> duties, CancellationToken ct) =>
        ChangeAsync(reference, o => o.ChangeDuties(memberId, duties), ct);

    public Task<Result> RemoveAsync(string reference, Guid memberId, CancellationToken ct) =>
        ChangeAsync(reference, o => o.Remove(memberId, clock.GetUtcNow()), ct);

    public async Task<Result> RevokeAsync(string reference, Guid invitationId, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } organisation || !MayManage(organisation)) return new NotFound();
        if (await db.Set<Invitation>().FirstOrDefaultAsync(i => i.Id == invitationId && i.OrganisationId == organisation.Id, ct) is not { } invitation) return new NotFound();
        if (invitation.Revoke(clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        organisation.Revoked(invitation);
        return await db.SaveAsync(ct: ct);
    }

    private async Task<Result> ChangeAsync(string reference, Func<Organisation, Result> change, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } organisation || !MayManage(organisation)) return new NotFound();
        if (change(organisation).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }
}
