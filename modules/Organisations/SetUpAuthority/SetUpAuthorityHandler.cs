using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.InviteColleague;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.SetUpAuthority;

/// <summary>What setting an organisation up came to.</summary>
internal sealed record SetUp(Guid OrganisationId, string Reference, Invited Invited);

/// <summary>
/// Makes the organisation of an authority, or of the office that governs the police of an area, and invites its first officer. One
/// authority has one organisation.
/// </summary>
internal sealed class SetUpAuthorityHandler(PortalDbContext db, IWho who, IPlaces places, Slugs slugs, InviteHandler invite, TimeProvider clock)
{
    public async Task<Result<SetUp>> HandleAsync(string? gss, string? name, string? email, IReadOnlyCollection<string> duties, CancellationToken ct)
    {
        if (!who.May(OrganisationsPermissions.ManageOrganisations)) return new NotAllowed();
        var code = gss?.Trim().ToUpperInvariant();
        var authority = places.Authority(code);
        var commissioner = authority is null ? places.Commissioners().FirstOrDefault(c => c.Code == code) : null;
        if (authority is null && commissioner is null) return new AuthorityIsUnknown();
        var known = authority?.Gss ?? commissioner!.Code;
        if (!Organisation.LooksLikeEmail(email)) return new EmailIsMalformed();
        if (await db.Set<Organisation>().AnyAsync(o => o.GssCode == known, ct)) return new AuthorityHasAnOrganisation();

        return await db.InTransactionAsync<SetUp>(async () =>
        {
            var now = clock.GetUtcNow();
            var reference = await db.NextReferenceAsync("ORG", London.DateOf(now).Year, ct);
            var usual = authority?.CouncilName ?? commissioner!.Office;
            var organisation = Organisation.ForAuthority(
                reference, known, string.IsNullOrWhiteSpace(name) ? usual : name.Trim(), authority?.CouncilNameCy ?? commissioner!.OfficeCy,
                authority?.AreaCode ?? commissioner!.AreaCode, authority?.OrgId ?? "", now);
            organisation.TakeSlug(await slugs.ForAsync(organisation, ct));
            db.Add(organisation);
            if ((await db.SaveAsync(SendRegistrationHandler.NumberTaken, ct)).Refusal is { } taken) return taken;
            var invited = await invite.HandleAsync(organisation.Id, email, duties, ct);
            return invited.Refusal is { } refusal ? refusal : new SetUp(organisation.Id, reference, invited.Value);
        }, ct);
    }
}
