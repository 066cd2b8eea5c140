using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Users.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Organisations.Data;

/// <summary>Answers Users: to which organisations does a person belong?</summary>
internal sealed class Memberships(PortalDbContext db) : IMembershipSource
{
    public async Task<IReadOnlyList<Membership>> OfAsync(Guid userId, CancellationToken ct)
    {
        var rows = await (
            from m in db.Set<Member>().AsNoTracking()
            join o in db.Set<Organisation>().AsNoTracking() on m.OrganisationId equals o.Id
            where m.UserId == userId && m.LeftAt == null
            orderby m.JoinedAt, m.Id
            select new { o.Id, o.Name, o.Reference, o.Kind, o.Status, m.Duties }).ToListAsync(ct);
        return [.. rows.Select(r => new Membership(r.Id, r.Name.Length > 0 ? r.Name : r.Reference, r.Kind, r.Status == OrganisationStatus.Approved, r.Duties.ToHashSet()))];
    }
}

/// <summary>Answers Notifications: whom to tell at an organisation? Those with the duty; without any, those who manage it; without them, nobody.</summary>
internal sealed class OrganisationRecipients(PortalDbContext db, IAccounts accounts) : IRecipients
{
    public async Task<IReadOnlyList<Recipient>?> ResolveAsync(To to, CancellationToken ct)
    {
        if (to is not To.Organisation { OrganisationId: var id, Duty: var duty }) return null;
        var members = await db.Set<Member>().AsNoTracking()
            .Where(m => m.OrganisationId == id && m.LeftAt == null).OrderBy(m => m.JoinedAt).ThenBy(m => m.Id).ToListAsync(ct);
        var people = await accounts.FindAsync([.. members.Select(m => m.UserId)], ct);
        members.RemoveAll(m => !people.TryGetValue(m.UserId, out var p) || p.IsClosed || !p.IsConfirmed);
        var told = duty is null ? members : members.FindAll(m => m.Duties.Contains(duty));
        if (told.Count == 0) told = members.FindAll(m => m.Duties.Contains(Duties.Manage));
        return [.. told.Select(m => people[m.UserId]).Select(p => new Recipient(p.Id, p.Email, p.Culture))];
    }
}

/// <summary>Answers Workflows: who stands behind an organisation that has to act? Only those who may.</summary>
internal sealed class OrganisationAssignees(IOrganisations organisations) : IAssignees
{
    public async Task<string?> NameAsync(Assignee assignee, CancellationToken ct) =>
        assignee is Assignee.Organisation o ? (await organisations.FindAsync(o.OrganisationId, ct))?.Name : null;

    public async Task<IReadOnlyList<AssignedPerson>?> PeopleAsync(Assignee assignee, CancellationToken ct) =>
        assignee is Assignee.Organisation o
            ? [.. (await organisations.MembersAsync(o.OrganisationId, o.Duty, ct)).Select(m => new AssignedPerson(m.UserId, m.DisplayName))]
            : null;

    public async Task<Guid?> OrganisationAsync(string reference, CancellationToken ct) =>
        await organisations.FindByReferenceAsync(reference.ToUpperInvariant(), ct) is { IsApproved: true } found ? found.Id : null;
}
