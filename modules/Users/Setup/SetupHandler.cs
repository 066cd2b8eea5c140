using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;
using Procurement.Users.ManageAccounts;

namespace Procurement.Users.Setup;

/// <summary>Makes the first administrator, for whoever can read the log of the start.</summary>
internal sealed class SetupHandler(PortalDbContext db, IPasswordHasher<PortalUser> hasher, IAccountSetup roles, TimeProvider clock)
{
    /// <summary>True while there is nobody who can run the site.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct) => !await db.OpenAdministrators().AnyAsync(ct);

    public async Task<string> MakeTokenAsync(CancellationToken ct)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20)).ToLowerInvariant();
        db.Add(new SetupToken { Hash = Hash(token), MadeAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return token;
    }

    public async Task<(IReadOnlyList<Refusal> Refusals, PortalUser? User)> MakeAdministratorAsync(string? token, string? email, string? displayName, string? password, CancellationToken ct)
    {
        Refusal[] refusals = [.. AccountDetails.Check(email, displayName, password)];
        var found = await FindTokenAsync(token, ct);
        if (found is null) return ([new SetupTokenIsWrong(), .. refusals], null);
        if (refusals.Length > 0) return (refusals, null);
        var fresh = new PortalUser(EmailAddress.Read(email)!, displayName!, PageHelp.Culture, clock.GetUtcNow()) { EmailConfirmed = true };
        fresh.PasswordHash = hasher.HashPassword(fresh, password!);
        var made = await db.InTransactionAsync(async () =>
        {
            // Whoever deletes it has used it; for a second one there is nothing left to delete.
            if (await db.Set<SetupToken>().Where(t => t.Id == found).ExecuteDeleteAsync(ct) == 0 || !await IsNeededAsync(ct)) return new SetupTokenIsWrong();
            await roles.EnsureRoleAsync(Roles.Administrator, [], ct);
            var role = await db.Set<PortalRole>().FirstAsync(r => r.Name == Roles.Administrator, ct);
            db.Add(fresh);
            db.Add(new IdentityUserRole<Guid> { UserId = fresh.Id, RoleId = role.Id });
            db.Raise(new AccountRegistered(fresh.Id));
            db.Raise(new RoleGranted(fresh.Id, Roles.Administrator));
            db.Raise(new FirstAdministratorMade(fresh.Id));
            var saved = await db.SaveAsync(AccountDetails.Duplicate, ct);
            if (!saved.IsDone) return saved;
            await db.Set<SetupToken>().ExecuteDeleteAsync(ct);
            return Result.Done;
        }, ct);
        return made.Refusal is { } refusal ? ([refusal], null) : ([], fresh);
    }

    private async Task<Guid?> FindTokenAsync(string? token, CancellationToken ct)
    {
        var typed = Encoding.ASCII.GetBytes(Hash(token?.Trim().ToLowerInvariant() ?? ""));
        Guid? found = null;
        foreach (var row in await db.Set<SetupToken>().AsNoTracking().ToListAsync(ct))
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(row.Hash))) found = row.Id;
        return found;
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("setup:" + token)));
}

/// <summary>Prints a token at a start without an administrator. Each machine prints its own; the first one used ends all.</summary>
internal sealed partial class SetupAnnouncer(IServiceScopeFactory scopes, Readiness readiness, ILogger<SetupAnnouncer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        await using var scope = scopes.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<SetupHandler>();
        if (await handler.IsNeededAsync(stoppingToken)) LogToken(logger, await handler.MakeTokenAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no administrator yet. Open /setup and give this one-time token: {Token}")]
    private static partial void LogToken(ILogger logger, string token);
}
