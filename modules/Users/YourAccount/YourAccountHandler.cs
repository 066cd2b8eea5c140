using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.YourAccount;

/// <summary>What people change of their own account.</summary>
internal sealed class YourAccountHandler(
    PortalDbContext db, IWho who, IPasswordHasher<PortalUser> hasher, INotify notify, Tries tries, TimeProvider clock)
{
    public Task<PortalUser?> LoadAsync(CancellationToken ct) => db.Set<PortalUser>().FirstOrDefaultAsync(u => u.Id == who.UserId, ct);

    public async Task<Result> RenameAsync(string? displayName, CancellationToken ct)
    {
        if (AccountDetails.CheckName(displayName) is { } refusal) return refusal;
        if (await LoadAsync(ct) is not { } user) return new NotFound();
        user.Name(displayName!);
        db.Raise(new AccountDetailsChanged(user.Id));
        return await db.SaveAsync(ct: ct);
    }

    public async Task<Result> SpeakAsync(string? culture, CancellationToken ct)
    {
        if (culture is not ("en" or "cy")) return new LanguageIsMissing();
        if (await LoadAsync(ct) is not { } user) return new NotFound();
        user.Culture = culture;
        user.Touch();
        db.Raise(new AccountDetailsChanged(user.Id));
        return await db.SaveAsync(ct: ct);
    }

    /// <summary>Changes the password, and ends every other session.</summary>
    public async Task<Result<PortalUser>> ChangePasswordAsync(string? current, string? password, CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } user) return new NotFound();
        if (await CheckAsync(user, current, ct) is { } wrong) return wrong;
        if (PasswordPolicy.Check(password ?? "", user.Email!) is { } weak) return weak;
        user.PasswordHash = hasher.HashPassword(user, password!);
        user.EndSessions();
        db.Raise(new PasswordChanged(user.Id));
        await notify.SendAsync(new Notice("AccountPasswordChanged", new To.Person(user.Id), "/forgot-password", new() { ["At"] = London.Long(clock.GetUtcNow()) }), ct);
        var saved = await db.SaveAsync(ct: ct);
        return saved.Refusal is { } refusal ? refusal : user;
    }

    public async Task<Result<PortalUser>> SignOutEverywhereAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } user) return new NotFound();
        user.EndSessions();
        db.Raise(new SignedOutEverywhere(user.Id));
        var saved = await db.SaveAsync(ct: ct);
        return saved.Refusal is { } refusal ? refusal : user;
    }

    /// <summary>Asks for the password again: an unattended screen must not be enough. Wrong ones are counted here too.</summary>
    public async Task<Refusal?> CheckAsync(PortalUser user, string? current, CancellationToken ct)
    {
        var key = SignInTries.KeyOf("again", user.Id.ToString());
        if (await tries.ClosedUntilAsync(key, ct) is { } until) return new TooManyTries(until);
        if (hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", current is { Length: <= Passwords.MaximumLength } ? current : "") != PasswordVerificationResult.Failed) return null;
        return await tries.FailAsync(key, null, ct) is { } end ? new TooManyTries(end) : new PasswordIsWrong();
    }
}
