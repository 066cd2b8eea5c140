using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.InviteColleague;

/// <summary>What an invitation came to: its key, and the secret that stands in the mailed link and nowhere else.</summary>
internal sealed record Invited(Guid InvitationId, string Token);

/// <summary>Invites a person to an organisation, as one who manages it or as an administrator.</summary>
internal sealed class InviteHandler(PortalDbContext db, IWho who, IAccounts accounts, INotify notify, TimeProvider clock)
{
    private const int MostOpen = 30;

    public async Task<Result<Invited>> HandleAsync(Guid organisationId, string? email, IReadOnlyCollection<string> duties, CancellationToken ct)
    {
        if (!who.May(OrganisationsPermissions.ManageOrganisations) && !who.HasDuty(Duties.Manage, organisationId)) return new NotFound();
        if (await db.Set<Organisation>().Include(o => o.Members).FirstOrDefaultAsync(o => o.Id == organisationId, ct) is not { } organisation) return new NotFound();

        var now = clock.GetUtcNow();
        var address = (email ?? "").Trim().ToLowerInvariant();
        var account = Organisation.LooksLikeEmail(address) ? await accounts.FindByEmailAsync(address, ct) : null;
        var isMember = account is not null && organisation.Members.Any(m => m.IsActive && m.UserId == account.Id);
        var invited = organisation.Invite(address, duties, isMember, now);
        if (invited.Refusal is { } refusal) return refusal;

        // Each is a mail to a stranger, in the organisation's name.
        var open = await db.Set<Invitation>().CountAsync(i => i.OrganisationId == organisationId && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now, ct);
        if (open >= MostOpen) return new TooManyInvitations(MostOpen);

        var (invitation, token) = invited.Value;
        if (await db.Set<Invitation>().FirstOrDefaultAsync(i => i.OpenKey == invitation.OpenKey, ct) is { } earlier)
        {
            if (earlier.StateAt(now) == InvitationState.Invited) return new PersonIsInvitedAlready();
            earlier.Forget();
            if ((await db.SaveAsync(ct: ct)).Refusal is { } conflict) return conflict;
        }

        db.Add(invitation);
        await notify.SendAsync(new Notice("ColleagueInvitation", new To.Address(address, account?.Culture ?? "en"), "/invitations/" + token, new()
        {
            ["Organisation"] = organisation.Name,
            ["Inviter"] = who.DisplayName,
            ["Until"] = London.Long(invitation.ExpiresAt),
        }), ct);
        var saved = await db.SaveAsync(index => index.Contains("organisations_invitations", StringComparison.Ordinal) ? new PersonIsInvitedAlready() : null, ct);
        return saved.Refusal is { } other ? other : new Invited(invitation.Id, token);
    }
}
