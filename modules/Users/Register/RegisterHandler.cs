using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Users.Accounts;
using Procurement.Users.Contracts;
using Procurement.Users.Domain;

namespace Procurement.Users.Register;

/// <summary>
/// Registers an account. Whether the address has one already is told to nobody but its owner, by mail; the work is the same. Until the
/// address is confirmed the last registration counts, and confirming takes its password: nobody can prepare an account with a password
/// of theirs for somebody else's address.
/// </summary>
internal sealed class RegisterHandler(PortalDbContext db, IPasswordHasher<PortalUser> hasher, TimeProvider clock)
{
    public async Task<IReadOnlyList<Refusal>> RegisterAsync(string? email, string? displayName, string? password, string? returnUrl, CancellationToken ct)
    {
        Refusal[] refusals = [.. AccountDetails.Check(email, displayName, password)];
        if (refusals.Length > 0) return refusals;

        var address = EmailAddress.Read(email)!;
        var fresh = new PortalUser(address, displayName!, PageHelp.Culture, clock.GetUtcNow());
        fresh.PasswordHash = hasher.HashPassword(fresh, password!);
        var normal = EmailAddress.Normal(address);
        var user = await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.NormalizedEmail == normal, ct);
        if (user is null)
        {
            db.Add(fresh);
            db.Raise(new AccountRegistered(fresh.Id));
        }
        else if (!user.EmailConfirmed)
        {
            user.PasswordHash = fresh.PasswordHash;
            user.Culture = fresh.Culture;
            user.Name(fresh.DisplayName);
            user.EndSessions();
        }

        db.Add(new AccountMail(AccountMailKind.Register, address, fresh.Culture, LocalAddress.Safe(returnUrl), clock.GetUtcNow()));
        // Somebody registered the same address at the same moment: the answer is the same, and that one's mail is on its way.
        await db.SaveAsync(AccountDetails.Duplicate, ct);
        return [];
    }

    /// <summary>Sends the link again, if there is anybody to send it to.</summary>
    public async Task<Refusal?> SendAgainAsync(string? email, string? returnUrl, CancellationToken ct)
    {
        if (EmailAddress.Read(email) is not { } address) return new EmailIsInvalid();
        db.Add(new AccountMail(AccountMailKind.Register, address, PageHelp.Culture, LocalAddress.Safe(returnUrl), clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return null;
    }
}
