using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;
using Procurement.Users.TwoStep;

namespace Procurement.Users.SignIn;

/// <summary>
/// Checks a password, and then a code where the account asks for one. An address without an account costs the same work and gives the
/// same answers, down to being closed for a while.
/// </summary>
internal sealed class SignInHandler(
    PortalDbContext db, IPasswordHasher<PortalUser> hasher, Tries tries, DemonstrationGuard guard, NobodysPassword nobody,
    TwoStepKeys keys, TimeProvider clock)
{
    public async Task<Result<PortalUser>> CheckPasswordAsync(string? email, string? password, CancellationToken ct)
    {
        var normal = EmailAddress.Normal(email ?? "");
        var key = SignInTries.KeyOf("password", normal);
        var user = await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.NormalizedEmail == normal, ct);
        if (user is { IsDemonstration: true } && !guard.IsAllowed) user = null;
        var typed = password is { Length: <= Passwords.MaximumLength } ? password : "";
        var verdict = hasher.VerifyHashedPassword(user ?? nobody.User, user?.PasswordHash ?? nobody.Hash, typed);
        if (await tries.ClosedUntilAsync(key, ct) is { } until) return new TooManyTries(until);
        if (user is null || verdict == PasswordVerificationResult.Failed)
        {
            var closed = await tries.FailAsync(key, at => ClosedNow(user, at), ct);
            return closed is { } end ? new TooManyTries(end) : new SignInIsWrong();
        }

        if (user.BlockedAt is not null) return new AccountWasClosed();
        if (!user.EmailConfirmed) return new EmailIsNotConfirmed();
        await tries.ForgetAsync(key, ct);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, typed);
            user.Touch();
            await db.SaveAsync(ct: ct);
        }

        return user;
    }

    /// <summary>Checks a code of the app, or one of the recovery codes.</summary>
    public async Task<Result<PortalUser>> CheckCodeAsync(Session awaiting, string? code, bool recovery, CancellationToken ct)
    {
        var user = await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == awaiting.UserId, ct);
        if (user is null || user.SecurityStamp != awaiting.Stamp || user.BlockedAt is not null || !user.TwoFactorEnabled) return new LinkIsOver();
        var key = SignInTries.KeyOf("code", user.Id.ToString());
        if (await tries.ClosedUntilAsync(key, ct) is { } until) return new TooManyTries(until);
        if (!(recovery ? user.UseRecoveryCode(code ?? "") : UseCode(user, code ?? "")))
        {
            return await tries.FailAsync(key, at => ClosedNow(user, at), ct) is { } end ? new TooManyTries(end) : new CodeIsWrong();
        }

        if (recovery) db.Raise(new RecoveryCodeUsed(user.Id, user.RecoveryCodes.Count));
        // The same code at the same moment in two windows: the second finds the row changed.
        var saved = await db.SaveAsync(ct: ct);
        if (!saved.IsDone) return new CodeIsWrong();
        await tries.ForgetAsync(key, ct);
        return user;
    }

    /// <summary>The account of the demonstration, where there is one.</summary>
    public async Task<PortalUser?> DemonstrationAccountAsync(Guid id, CancellationToken ct) =>
        guard.IsAllowed ? await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == id && u.IsDemonstration && u.BlockedAt == null, ct) : null;

    private bool UseCode(PortalUser user, string code)
    {
        if (Totp.Match(keys.Open(user), code, clock.GetUtcNow(), user.TwoStepLastUsed) is not { } step) return false;
        user.TwoStepLastUsed = step;
        user.Touch();
        return true;
    }

    private void ClosedNow(PortalUser? user, DateTimeOffset until)
    {
        if (user is not null) db.Raise(new AccountLockedOut(user.Id, until));
    }
}

/// <summary>A password that nobody has, so that an address without an account costs the same work as one with it.</summary>
internal sealed class NobodysPassword(IServiceProvider services)
{
    private readonly Lazy<string> _hash = new(() =>
        ActivatorUtilities.CreateInstance<PasswordHasher<PortalUser>>(services).HashPassword(new PortalUser(), Guid.CreateVersion7().ToString()));

    public PortalUser User { get; } = new();

    public string Hash => _hash.Value;
}
