using Microsoft.AspNetCore.Identity;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.ResetPassword;

/// <summary>Sets a new password by a link in a mail.</summary>
internal sealed class ResetPasswordHandler(
    PortalDbContext db, AccountLinks links, IPasswordHasher<PortalUser> hasher, INotify notify, Tries tries, TimeProvider clock)
{
    /// <summary>Asks for the mail: the same work whether or not there is an account.</summary>
    public async Task<Refusal?> AskAsync(string? email, string? returnUrl, CancellationToken ct)
    {
        if (EmailAddress.Read(email) is not { } address) return new EmailIsInvalid();
        db.Add(new AccountMail(AccountMailKind.Reset, address, PageHelp.Culture, LocalAddress.Safe(returnUrl), clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return null;
    }

    public async Task<bool> WorksAsync(string? token, CancellationToken ct) => await links.ReadAsync(token, LinkPurpose.ResetPassword, ct) is not null;

    /// <summary>Sets it, ends every session, and tells the owner. Returns where to go on.</summary>
    public async Task<Result<string>> ResetAsync(string? token, string? password, CancellationToken ct)
    {
        if (await links.ReadAsync(token, LinkPurpose.ResetPassword, ct) is not var (user, returnUrl)) return new LinkIsOver();
        if (PasswordPolicy.Check(password ?? "", user.Email!) is { } refusal) return refusal;
        user.PasswordHash = hasher.HashPassword(user, password!);
        user.EndSessions();
        if (!user.EmailConfirmed)
        {
            user.EmailConfirmed = true;
            db.Raise(new AccountConfirmed(user.Id));
        }

        db.Raise(new PasswordReset(user.Id));
        await notify.SendAsync(new Notice("AccountPasswordChanged", new To.Address(user.Email!, user.Culture), "/forgot-password", new() { ["At"] = London.Long(clock.GetUtcNow()) }), ct);
        var saved = await db.SaveAsync(ct: ct);
        if (saved.Refusal is not null) return new LinkIsOver();
        await tries.ForgetAsync(SignInTries.KeyOf("password", user.NormalizedEmail!), ct);
        return LocalAddress.With("/sign-in", returnUrl);
    }
}
