using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.ManageRoles;

/// <summary>A role: how many people have it, and what it lets them do.</summary>
internal sealed record RoleDetail(Guid Id, string Name, int People, IReadOnlyList<string> Permissions);

/// <summary>Shows and changes what roles grant.</summary>
internal sealed class ManageRolesHandler(PortalDbContext db, IEnumerable<Permission> permissions)
{
    public IReadOnlyList<Permission> Declared { get; } = [.. permissions.OrderBy(p => p.Name, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<RoleDetail>> ListAsync(CancellationToken ct)
    {
        var roles = await db.Set<PortalRole>().AsNoTracking().OrderBy(r => r.Name)
            .Select(r => new { r.Id, r.Name, People = db.Set<IdentityUserRole<Guid>>().Count(m => m.RoleId == r.Id) }).ToListAsync(ct);
        var changed = await db.Set<RolePermission>().AsNoTracking().ToListAsync(ct);
        return [.. roles.Select(r => new RoleDetail(r.Id, r.Name!, r.People, [.. RolePermissions.Of(r.Name!, changed.Where(c => c.RoleId == r.Id), Declared)]))];
    }

    public async Task<RoleDetail?> FindAsync(Guid id, CancellationToken ct) => (await ListAsync(ct)).FirstOrDefault(r => r.Id == id);

    public async Task<Result> SaveAsync(Guid id, IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } role) return new NotFound();
        if (RolePermissions.IsFixed(role.Name, UsersPermissions.ManageUsers) && !wanted.Contains(UsersPermissions.ManageUsers)) return new AdministratorsMustManageUsers();
        var rows = await db.Set<RolePermission>().Where(p => p.RoleId == id).ToListAsync(ct);
        List<string> granted = [], revoked = [];
        foreach (var permission in Declared.Select(p => p.Name))
        {
            var wants = wanted.Contains(permission);
            if (wants == role.Permissions.Contains(permission)) continue;
            (wants ? granted : revoked).Add(permission);
            if (rows.Find(r => r.Permission == permission) is { } row) row.IsGranted = wants;
            else db.Add(new RolePermission { RoleId = id, Permission = permission, IsGranted = wants });
        }

        if (granted.Count + revoked.Count == 0) return Result.Done;
        db.Raise(new RolePermissionsChanged(id, role.Name, granted, revoked));
        return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
    }
}
