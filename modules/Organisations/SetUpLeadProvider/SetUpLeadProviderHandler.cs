using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.InviteColleague;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Organisations.SetUpAuthority;

namespace Procurement.Organisations.SetUpLeadProvider;

/// <summary>Makes the organisation of a lead provider and invites its first manager.</summary>
internal sealed class SetUpLeadProviderHandler(PortalDbContext db, IWho who, Slugs slugs, InviteHandler invite, TimeProvider clock)
{
    public async Task<Result<SetUp>> HandleAsync(
        string? type, string? name, string? nameCy, IReadOnlyList<(string Scheme, string Number)> numbers, string? email, IReadOnlyCollection<string> duties, CancellationToken ct)
    {
        if (!who.May(OrganisationsPermissions.ManageOrganisations)) return new NotAllowed();
        if (!Organisation.LooksLikeEmail(email)) return new EmailIsMalformed();

        return await db.InTransactionAsync<SetUp>(async () =>
        {
            var now = clock.GetUtcNow();
            var reference = await db.NextReferenceAsync("ORG", London.DateOf(now).Year, ct);
            var made = Organisation.ForLeadProvider(reference, type ?? "", name ?? "", nameCy ?? "", numbers, now);
            if (made.Refusal is { } refusal) return refusal;
            var organisation = made.Value;
            organisation.TakeSlug(await slugs.ForAsync(organisation, ct));
            db.Add(organisation);
            if ((await db.SaveAsync(SendRegistrationHandler.NumberTaken, ct)).Refusal is { } taken) return taken;
            var invited = await invite.HandleAsync(organisation.Id, email, duties, ct);
            return invited.Refusal is { } other ? other : new SetUp(organisation.Id, reference, invited.Value);
        }, ct);
    }
}
