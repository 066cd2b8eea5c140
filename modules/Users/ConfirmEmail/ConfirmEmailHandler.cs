using Microsoft.AspNetCore.Identity;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.ConfirmEmail;

/// <summary>Confirms an address: the link proves that the mail arrived, the password that who opened it is who registered.</summary>
internal sealed class ConfirmEmailHandler(PortalDbContext db, AccountLinks links, IPasswordHasher<PortalUser> hasher, Tries tries)
{
    /// <summary>Whether the link still works, and where it leads on.</summary>
    public async Task<(bool Works, string? ReturnUrl, string? Email)> LookAsync(string? token, CancellationToken ct) =>
        await links.ReadAsync(token, LinkPurpose.ConfirmEmail, ct) is { } link && !link.User.EmailConfirmed ? (true, link.ReturnUrl, link.User.Email) : (false, null, null);

    public async Task<Result<PortalUser>> ConfirmAsync(string? token, string? password, CancellationToken ct)
    {
        if (await links.ReadAsync(token, LinkPurpose.ConfirmEmail, ct) is not { User: { EmailConfirmed: false } user }) return new LinkIsOver();
        var key = SignInTries.KeyOf("confirm", user.Id.ToString());
        if (await tries.ClosedUntilAsync(key, ct) is { } until) return new TooManyTries(until);
        if (hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password ?? "") == PasswordVerificationResult.Failed)
        {
            await tries.FailAsync(key, null, ct);
            return new RegisteredPasswordIsWrong();
        }

        user.EmailConfirmed = true;
        user.EndSessions();
        db.Raise(new AccountConfirmed(user.Id));
        var saved = await db.SaveAsync(ct: ct);
        return saved.Refusal is { } refusal ? refusal : user;
    }
}
