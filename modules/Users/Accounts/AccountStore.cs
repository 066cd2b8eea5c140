using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.Accounts;

/// <summary>Finds accounts for other modules, and makes them where no person registers.</summary>
internal sealed class AccountStore(
    PortalDbContext db, IPasswordHasher<PortalUser> hasher, IEnumerable<Permission> permissions, DemonstrationGuard guard, DemonstrationPassword password,
    TimeProvider clock) : IAccounts, IAccountSetup
{
    public async Task<AccountCard?> FindAsync(Guid id, CancellationToken ct) =>
        await Cards(db.Set<PortalUser>().Where(u => u.Id == id)).FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, AccountCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0 ? new Dictionary<Guid, AccountCard>()
            : await Cards(db.Set<PortalUser>().Where(u => wanted.Contains(u.Id))).ToDictionaryAsync(c => c.Id, ct);
    }

    public async Task<AccountCard?> FindByEmailAsync(string email, CancellationToken ct)
    {
        var normal = EmailAddress.Normal(email);
        return await Cards(db.Set<PortalUser>().Where(u => u.NormalizedEmail == normal)).FirstOrDefaultAsync(ct);
    }

    public async Task<Result<Guid>> CreateConfirmedAsync(string email, string displayName, string password, CancellationToken ct)
    {
        if (AccountDetails.Check(email, displayName, password).FirstOrDefault() is { } refusal) return refusal;
        var user = new PortalUser(EmailAddress.Read(email)!, displayName, "en", clock.GetUtcNow())
        {
            EmailConfirmed = true,
            IsDemonstration = guard.IsAllowed && password == Passwords.Demonstration,
        };
        user.PasswordHash = hasher.HashPassword(user, password);
        return await AddAsync(user, ct);
    }

    public async Task EnsureRoleAsync(string name, IReadOnlyList<string> granted, CancellationToken ct)
    {
        foreach (var unknown in granted.Where(g => permissions.All(p => p.Name != g)))
            throw new InvalidOperationException($"The role {name} is to have the permission '{unknown}', which no module declares.");
        var normal = name.ToUpperInvariant();
        var role = await db.Set<PortalRole>().FirstOrDefaultAsync(r => r.NormalizedName == normal, ct);
        if (role is null) db.Add(role = new PortalRole(name));
        var changed = await db.Set<RolePermission>().Where(p => p.RoleId == role.Id).ToListAsync(ct);
        // What an administrator has decided since stands: a recipe only adds what nobody has spoken of.
        foreach (var permission in granted.Where(g => changed.All(c => c.Permission != g)))
            db.Add(new RolePermission { RoleId = role.Id, Permission = permission, IsGranted = true });
        await db.SaveChangesAsync(ct);
    }

    public async Task<Guid> EnsureDemonstrationAccountAsync(string email, string displayName, string culture, IReadOnlyList<string> roles, CancellationToken ct)
    {
        if (!guard.IsAllowed) throw new InvalidOperationException("Accounts with a known password are made in Development and Testing alone.");
        var normal = EmailAddress.Normal(email);
        var id = await db.Set<PortalUser>().Where(u => u.NormalizedEmail == normal).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);
        if (id is null)
        {
            var user = new PortalUser(EmailAddress.Read(email) ?? throw new InvalidOperationException($"'{email}' is no address."), displayName, culture, clock.GetUtcNow())
            {
                EmailConfirmed = true,
                IsDemonstration = true,
                PasswordHash = password.Hash,
            };
            id = (await AddAsync(user, ct)).Value;
        }

        foreach (var role in roles)
        {
            var roleNormal = role.ToUpperInvariant();
            var roleId = await db.Set<PortalRole>().Where(r => r.NormalizedName == roleNormal).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct)
                ?? throw new InvalidOperationException($"There is no role '{role}': a roles step has to come first.");
            if (await db.Set<IdentityUserRole<Guid>>().AnyAsync(r => r.UserId == id && r.RoleId == roleId, ct)) continue;
            db.Add(new IdentityUserRole<Guid> { UserId = id.Value, RoleId = roleId });
            db.Raise(new RoleGranted(id.Value, role));
        }

        await db.SaveChangesAsync(ct);
        return id.Value;
    }

    private async Task<Result<Guid>> AddAsync(PortalUser user, CancellationToken ct)
    {
        db.Add(user);
        db.Raise(new AccountRegistered(user.Id));
        db.Raise(new AccountConfirmed(user.Id));
        var saved = await db.SaveAsync(AccountDetails.Duplicate, ct);
        return saved.Refusal is { } refusal ? refusal : user.Id;
    }

    private static IQueryable<AccountCard> Cards(IQueryable<PortalUser> users) =>
        users.AsNoTracking().Select(u => new AccountCard(u.Id, u.Email!, u.DisplayName, u.Culture, u.EmailConfirmed, u.BlockedAt != null));
}

/// <summary>The hash of the demonstration's password, made once: its seventy accounts would cost seconds at every start of a test.</summary>
internal sealed class DemonstrationPassword(IServiceProvider services)
{
    private readonly Lazy<string> _hash = new(() =>
    {
        var hasher = ActivatorUtilities.CreateInstance<PasswordHasher<PortalUser>>(services);
        return hasher.HashPassword(new PortalUser(), Passwords.Demonstration);
    });

    public string Hash => _hash.Value;
}

/// <summary>What is asked of an account's details, all at once, so that a form shows every fault together.</summary>
internal static class AccountDetails
{
    public static IEnumerable<Refusal> Check(string? email, string? displayName, string? password)
    {
        if (EmailAddress.Read(email) is null) yield return new EmailIsInvalid();
        if (CheckName(displayName) is { } name) yield return name;
        if (PasswordPolicy.Check(password ?? "", email?.Trim() ?? "") is { } weak) yield return weak;
    }

    public static Refusal? CheckName(string? displayName) =>
        string.IsNullOrWhiteSpace(displayName) ? new DisplayNameIsMissing()
        : displayName.Trim().Length > PortalUser.NameLength ? new DisplayNameIsTooLong(PortalUser.NameLength)
        : null;

    public static Refusal? Duplicate(string index) =>
        index.Contains("users_accounts", StringComparison.Ordinal) ? new EmailIsTaken() : null;
}
