using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.ManageAccounts;

/// <summary>A row of the list.</summary>
internal sealed record AccountRow(Guid Id, string Email, string DisplayName, bool IsConfirmed, bool IsBlocked, DateTimeOffset RegisteredAt, string Roles);

/// <summary>An account as an administrator sees it.</summary>
internal sealed record AccountDetail(PortalUser User, IReadOnlyList<string> Roles, DateTimeOffset? ClosedUntil);

/// <summary>What administrators do with accounts. They never see or set a password.</summary>
internal sealed class ManageAccountsHandler(PortalDbContext db, IWho who, ChangeContext change, Tries tries, TimeProvider clock)
{
    private const int PageSize = 25;

    public async Task<Page<AccountRow>> ListAsync(string? search, string? after, CancellationToken ct)
    {
        var query = db.Set<PortalUser>().AsNoTracking();
        if (search?.Trim().ToLowerInvariant() is { Length: > 0 } words) query = query.Where(u => u.SearchText.Contains(words));
        if (Guid.TryParse(after, out var last)) query = query.Where(u => u.Id < last);
        var rows = await query.OrderByDescending(u => u.Id).Take(PageSize + 1)
            .Select(u => new { u.Id, u.Email, u.DisplayName, u.EmailConfirmed, u.BlockedAt, u.RegisteredAt }).ToListAsync(ct);
        var shown = rows.Take(PageSize).ToList();
        var ids = shown.Select(r => r.Id).ToList();
        var roles = await db.Set<IdentityUserRole<Guid>>().Where(r => ids.Contains(r.UserId))
            .Join(db.Set<PortalRole>(), r => r.RoleId, r => r.Id, (m, r) => new { m.UserId, r.Name }).ToListAsync(ct);
        return new Page<AccountRow>(
            [.. shown.Select(r => new AccountRow(r.Id, r.Email!, r.DisplayName, r.EmailConfirmed, r.BlockedAt is not null, r.RegisteredAt,
                string.Join(", ", roles.Where(x => x.UserId == r.Id).Select(x => x.Name).Order())))],
            rows.Count > PageSize ? shown[^1].Id.ToString() : null);
    }

    public async Task<AccountDetail?> FindAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == id, ct) is not { } user) return null;
        var roles = await RolesOf(id).Select(r => r.Name!).ToListAsync(ct);
        return new AccountDetail(user, roles, await tries.ClosedUntilAsync(SignInTries.KeyOf("password", user.NormalizedEmail!), ct));
    }

    public async Task<IReadOnlyList<string>> RoleNamesAsync(CancellationToken ct) =>
        await db.Set<PortalRole>().AsNoTracking().OrderBy(r => r.Name).Select(r => r.Name!).ToListAsync(ct);

    /// <summary>Gives the account exactly these roles.</summary>
    public async Task<Result> SetRolesAsync(Guid id, IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        if (!await db.Set<PortalUser>().AnyAsync(u => u.Id == id, ct)) return new NotFound();
        return await db.InTransactionAsync(async () =>
        {
            var all = await db.Set<PortalRole>().ToListAsync(ct);
            if (wanted.FirstOrDefault(w => all.All(r => r.Name != w)) is { } unknown) return new RoleIsUnknown(unknown);
            var has = await db.Set<IdentityUserRole<Guid>>().Where(r => r.UserId == id).ToListAsync(ct);
            foreach (var role in all)
            {
                var row = has.Find(h => h.RoleId == role.Id);
                if (wanted.Contains(role.Name!) && row is null)
                {
                    db.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = role.Id });
                    db.Raise(new RoleGranted(id, role.Name!));
                }
                else if (!wanted.Contains(role.Name!) && row is not null)
                {
                    if (role.Name == Roles.Administrator && !await AnotherAdministratorAsync(id, ct)) return new LastAdministrator();
                    db.Remove(row);
                    db.Raise(new RoleRevoked(id, role.Name!));
                }
            }

            return await db.SaveAsync(ct: ct);
        }, ct);
    }

    public async Task<Result> BlockAsync(Guid id, string? reason, CancellationToken ct)
    {
        if (await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == id, ct) is not { } user) return new NotFound();
        if (await RolesOf(id).AnyAsync(r => r.Name == Roles.Administrator, ct) && !await AnotherAdministratorAsync(id, ct)) return new LastAdministrator();
        var blocked = user.Block(reason ?? "", who.UserId, clock.GetUtcNow());
        if (!blocked.IsDone) return blocked;
        change.Why = user.BlockedReason;
        db.Raise(new AccountBlocked(user.Id, user.BlockedReason!));
        return await db.SaveAsync(ct: ct);
    }

    /// <summary>Opens an account that was closed, by an administrator or by wrong tries.</summary>
    public async Task<Result> UnblockAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } account) return new NotFound();
        if (account.ClosedUntil is not null) await tries.ForgetAsync(SignInTries.KeyOf("password", account.User.NormalizedEmail!), ct);
        else if (account.User.Unblock() is { IsDone: false } open) return open;
        db.Raise(new AccountUnblocked(id));
        account.User.Touch();
        return await db.SaveAsync(ct: ct);
    }

    public async Task<Result> SendConfirmationAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == id && !u.EmailConfirmed, ct) is not { } user) return new NotFound();
        db.Add(new AccountMail(AccountMailKind.Register, user.Email!, user.Culture, null, clock.GetUtcNow()));
        return await db.SaveAsync(ct: ct);
    }

    private IQueryable<PortalRole> RolesOf(Guid id) =>
        db.Set<PortalRole>().Where(r => db.Set<IdentityUserRole<Guid>>().Any(m => m.UserId == id && m.RoleId == r.Id)).OrderBy(r => r.Name);

    private Task<bool> AnotherAdministratorAsync(Guid but, CancellationToken ct) => db.OpenAdministrators().AnyAsync(u => u.Id != but, ct);
}

internal static class Administrators
{
    /// <summary>Accounts that can run the site now.</summary>
    public static IQueryable<PortalUser> OpenAdministrators(this PortalDbContext db) => db.Set<PortalUser>().Where(u => u.BlockedAt == null && u.EmailConfirmed
        && db.Set<IdentityUserRole<Guid>>().Any(m => m.UserId == u.Id && db.Set<PortalRole>().Any(r => r.Id == m.RoleId && r.Name == Roles.Administrator)));
}
