using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.Accounts;

/// <summary>Finds the people behind an account or a permission. Who has not confirmed the address, or is closed, is told nothing.</summary>
internal sealed class PersonRecipients(PortalDbContext db, IEnumerable<Permission> permissions) : IRecipients
{
    public async Task<IReadOnlyList<Recipient>?> ResolveAsync(To to, CancellationToken ct) => to switch
    {
        To.Person { UserId: var id } => await Open().Where(u => u.Id == id).Select(u => new Recipient(u.Id, u.Email!, u.Culture)).ToListAsync(ct),
        To.WithPermission { Permission: var permission } => await WithPermissionAsync(permission, ct),
        _ => null,
    };

    private async Task<IReadOnlyList<Recipient>> WithPermissionAsync(string permission, CancellationToken ct)
    {
        var roles = await db.Set<PortalRole>().AsNoTracking().ToListAsync(ct);
        var changed = await db.Set<RolePermission>().AsNoTracking().Where(p => p.Permission == permission).ToListAsync(ct);
        var granting = roles.Where(r => RolePermissions.Of(r.Name!, changed.Where(c => c.RoleId == r.Id), permissions).Contains(permission)).Select(r => r.Id).ToList();
        return await Open().Where(u => db.Set<IdentityUserRole<Guid>>().Any(r => r.UserId == u.Id && granting.Contains(r.RoleId)))
            .OrderBy(u => u.Id).Select(u => new Recipient(u.Id, u.Email!, u.Culture)).ToListAsync(ct);
    }

    private IQueryable<PortalUser> Open() => db.Set<PortalUser>().AsNoTracking().Where(u => u.EmailConfirmed && u.BlockedAt == null);
}
