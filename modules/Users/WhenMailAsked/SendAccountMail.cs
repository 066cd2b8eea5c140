using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Users.Accounts;
using Procurement.Users.Domain;

namespace Procurement.Users.WhenMailAsked;

/// <summary>Looks up, away from the request, what the owner of an address is to read, and forgets that it was asked.</summary>
internal sealed class SendAccountMail(PortalDbContext db, INotify notify, AccountLinks links, Tries tries) : IReactTo<AccountMailAsked>
{
    public async Task HandleAsync(AccountMailAsked happened, Guid messageId, CancellationToken ct)
    {
        if (await db.Set<AccountMail>().FirstOrDefaultAsync(m => m.Id == happened.MailId, ct) is not { } asked) return;
        var normal = EmailAddress.Normal(asked.Email);
        var user = await db.Set<PortalUser>().FirstOrDefaultAsync(u => u.NormalizedEmail == normal, ct);
        if (user is { BlockedAt: null } && NoticeFor(asked, user) is { } notice && await MayHaveAnotherAsync(user, ct)) await notify.SendAsync(notice, ct);
        db.Remove(asked);
    }

    /// <summary>Nobody's letter box is filled by somebody who keeps typing its address: after five mails in a row there is a pause.</summary>
    private async Task<bool> MayHaveAnotherAsync(PortalUser user, CancellationToken ct)
    {
        var key = SignInTries.KeyOf("mail", user.NormalizedEmail!);
        if (await tries.ClosedUntilAsync(key, ct) is not null) return false;
        await tries.FailAsync(key, null, ct);
        return true;
    }

    private Notice? NoticeFor(AccountMail asked, PortalUser user)
    {
        var to = new To.Address(user.Email!, asked.Culture);
        var values = new Dictionary<string, string?> { ["Email"] = user.Email, ["AskedAt"] = London.Long(asked.AskedAt) };
        return (asked.Kind, user.EmailConfirmed) switch
        {
            (AccountMailKind.Register, false) =>
                new Notice("AccountConfirm", to, "/confirm-email?token=" + links.Make(user, LinkPurpose.ConfirmEmail, asked.ReturnUrl), values),
            (AccountMailKind.Register, true) => new Notice("AccountExists", to, LocalAddress.With("/sign-in", asked.ReturnUrl), values),
            // Who can read the address's mail may set its password: that proves as much as the first link does.
            (AccountMailKind.Reset, _) =>
                new Notice("AccountReset", to, "/reset-password?token=" + links.Make(user, LinkPurpose.ResetPassword, asked.ReturnUrl), values),
            _ => null,
        };
    }
}

/// <summary>Forgets addresses that were typed and led to nothing, should their message have failed for good.</summary>
internal sealed class ForgetAskedMailsJob(PortalDbContext db, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(2);
        if (!await db.Set<AccountMail>().AnyAsync(m => m.AskedAt < before, ct)) return 0;
        return (await db.InTransactionAsync<int>(async () => await db.Set<AccountMail>().Where(m => m.AskedAt < before).ExecuteDeleteAsync(ct), ct)).Value;
    }
}
