using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.AcceptInvitation;

/// <summary>What the holder of a link may know.</summary>
internal sealed record InvitationView(Organisation Organisation, Invitation Invitation, InvitationState State, bool HasAccount);

/// <summary>Takes a person in by the link that was mailed to it. The link proves the address, and works once.</summary>
internal sealed class AcceptInvitationHandler(PortalDbContext db, IWho who, IAccounts accounts, INotify notify, TimeProvider clock)
{
    public async Task<InvitationView?> FindAsync(string token, CancellationToken ct)
    {
        if (token.Length is < 20 or > 100) return null;
        var hash = Invitation.HashOf(token);
        if (await db.Set<Invitation>().FirstOrDefaultAsync(i => i.TokenHash == hash, ct) is not { } invitation) return null;
        var organisation = await db.Set<Organisation>().Include(o => o.Members).FirstAsync(o => o.Id == invitation.OrganisationId, ct);
        var hasAccount = await accounts.FindByEmailAsync(invitation.Email, ct) is not null;
        return new InvitationView(organisation, invitation, invitation.StateAt(clock.GetUtcNow()), hasAccount);
    }

    /// <summary>Accepts as the person who is signed in.</summary>
    public async Task<Result> AcceptAsync(string token, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } view) return new NotFound();
        if (who.UserId is not { } userId || await accounts.FindAsync(userId, ct) is not { } account) return new NotAllowed();

        return await JoinAsync(view, account.Id, account.Email, account.DisplayName, ct);
    }

    /// <summary>Makes an account for the address that the link was sent to, and accepts as it.</summary>
    public async Task<Result> AcceptWithNewAccountAsync(string token, string? displayName, string? password, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } view) return new NotFound();
        if (view.State != InvitationState.Invited) return new InvitationCannotBeUsed();
        if (view.HasAccount) return new InvitationIsForAnotherAddress();
        if (string.IsNullOrWhiteSpace(displayName)) return new DisplayNameIsMissing();

        // Made before the transaction of joining: a password is slow to hash, and writers wait in line.
        var made = await accounts.CreateConfirmedAsync(view.Invitation.Email, displayName.Trim(), password ?? "", ct);
        if (made.Refusal is { } refusal) return refusal;

        return await JoinAsync(view, made.Value, view.Invitation.Email, displayName.Trim(), ct);
    }

    private async Task<Result> JoinAsync(InvitationView view, Guid userId, string email, string displayName, CancellationToken ct)
    {
        if (view.Organisation.Join(view.Invitation, userId, email, clock.GetUtcNow()).Refusal is { } refusal) return refusal;

        await notify.SendAsync(new Notice("ColleagueJoined", new To.Organisation(view.Organisation.Id, Duties.Manage),
            $"/your-organisation/{view.Organisation.Reference.ToLowerInvariant()}/people",
            new() { ["Organisation"] = view.Organisation.Name, ["Person"] = displayName }), ct);
        return await db.SaveAsync(index => index.Contains("organisations_members", StringComparison.Ordinal) ? new InvitationCannotBeUsed() : null, ct);
    }
}
