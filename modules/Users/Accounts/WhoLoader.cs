using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;
using Procurement.Users.SignIn;

namespace Procurement.Users.Accounts;

/// <summary>Finds out who a person is.</summary>
internal sealed class WhoLoader(
    PortalDbContext db, IEnumerable<IMembershipSource> sources, IEnumerable<Permission> permissions, DemonstrationGuard guard) : IWhoLoader
{
    public async Task<IWho> LoadAsync(Guid userId, CancellationToken ct)
    {
        var name = await db.Set<PortalUser>().AsNoTracking().Where(u => u.Id == userId).Select(u => u.DisplayName).FirstOrDefaultAsync(ct)
            ?? throw new InvalidOperationException($"There is no account {userId}.");
        return await PersonAsync(userId, name, null, ct);
    }

    /// <summary>The person of a session; null when the session is over.</summary>
    public async Task<IWho?> OfSessionAsync(Session session, Guid? actingFor, CancellationToken ct)
    {
        var user = await db.Set<PortalUser>().AsNoTracking().Where(u => u.Id == session.UserId)
            .Select(u => new { u.DisplayName, u.SecurityStamp, u.BlockedAt, u.IsDemonstration }).FirstOrDefaultAsync(ct);
        if (user is null || user.SecurityStamp != session.Stamp || user.BlockedAt is not null) return null;
        if (user.IsDemonstration && !guard.IsAllowed) return null;
        return await PersonAsync(session.UserId, user.DisplayName, actingFor, ct);
    }

    private async Task<IWho> PersonAsync(Guid userId, string displayName, Guid? actingFor, CancellationToken ct)
    {
        List<Membership> memberships = [];
        foreach (var source in sources) memberships.AddRange(await source.OfAsync(userId, ct));
        if (actingFor is { } chosen && memberships.FindIndex(m => m.OrganisationId == chosen) is > 0 and var at)
        {
            var first = memberships[at];
            memberships.RemoveAt(at);
            memberships.Insert(0, first);
        }

        return new Person(userId, displayName, memberships, await PermissionsAsync(userId, ct));
    }

    private async Task<HashSet<string>> PermissionsAsync(Guid userId, CancellationToken ct)
    {
        var roles = await db.Set<IdentityUserRole<Guid>>().Where(r => r.UserId == userId)
            .Join(db.Set<PortalRole>(), r => r.RoleId, r => r.Id, (_, r) => new { r.Id, r.Name }).ToListAsync(ct);
        if (roles.Count == 0) return [];
        var ids = roles.Select(r => r.Id).ToList();
        var changed = await db.Set<RolePermission>().AsNoTracking().Where(p => ids.Contains(p.RoleId)).ToListAsync(ct);
        return [.. roles.SelectMany(r => RolePermissions.Of(r.Name!, changed.Where(c => c.RoleId == r.Id), permissions))];
    }
}

/// <summary>Which permissions a role has: those declared for it, as an administrator changed them.</summary>
internal static class RolePermissions
{
    public static IEnumerable<string> Of(string role, IEnumerable<RolePermission> changed, IEnumerable<Permission> declared)
    {
        var changes = changed.ToDictionary(c => c.Permission, c => c.IsGranted);
        return declared.Where(p => IsFixed(role, p.Name) || (changes.TryGetValue(p.Name, out var granted) ? granted : p.GrantedTo.Contains(role))).Select(p => p.Name);
    }

    /// <summary>Administrators always manage users: a site that nobody may manage cannot be mended by anybody.</summary>
    public static bool IsFixed(string role, string permission) => role == Roles.Administrator && permission == UsersPermissions.ManageUsers;
}
