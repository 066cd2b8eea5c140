using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Users.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>Begins a registration for the person who asks: a draft with a reference, which is saved from then on.</summary>
internal sealed class BeginRegistrationHandler(PortalDbContext db, IWho who, IAccounts accounts, TimeProvider clock)
{
    public async Task<Result<string>> HandleAsync(CancellationToken ct)
    {
        if (who.UserId is not { } userId) return new NotAllowed();
        if (await accounts.FindAsync(userId, ct) is not { IsConfirmed: true }) return new AccountIsNotConfirmed();

        return await db.InTransactionAsync<string>(async () =>
        {
            var now = clock.GetUtcNow();
            var reference = await db.NextReferenceAsync("ORG", London.DateOf(now).Year, ct);
            db.Add(Organisation.Begin(reference, userId, now));
            await db.SaveChangesAsync(ct);
            return reference;
        }, ct);
    }
}

/// <summary>Changes a draft of one's own, one question at a time.</summary>
internal sealed class ChangeDraftHandler(PortalDbContext db, IWho who)
{
    /// <summary>The draft, when the person who asks may change it; null otherwise.</summary>
    public async Task<Organisation?> FindAsync(string reference, CancellationToken ct)
    {
        var wanted = reference.ToUpperInvariant();
        var draft = await db.Set<Organisation>().Include(o => o.Identifiers).Include(o => o.Members).AsSplitQuery()
            .FirstOrDefaultAsync(o => o.Reference == wanted && o.Kind == OrganisationKind.Supplier, ct);
        return draft is not null && who.UserId is not null && who.HasDuty(Duties.Manage, draft.Id) ? draft : null;
    }

    public async Task<Result> HandleAsync(string reference, Func<Organisation, Result> change, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } draft) return new NotFound();
        if (change(draft).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }

    /// <summary>The claims among these that another organisation has made. Whose they are nobody learns.</summary>
    public async Task<IReadOnlySet<string>> TakenAsync(Guid organisationId, IReadOnlyCollection<string> claims, CancellationToken ct)
    {
        string[] wanted = [.. claims];
        return await db.Set<Identifier>().Where(i => i.OrganisationId != organisationId && i.Claim != null && wanted.Contains(i.Claim))
            .Select(i => i.Claim!).ToHashSetAsync(ct);
    }
}

/// <summary>Sends a registration to the administrators.</summary>
internal sealed class SendRegistrationHandler(PortalDbContext db, ChangeDraftHandler drafts, Slugs slugs, INotify notify, TimeProvider clock)
{
    public async Task<Result> HandleAsync(string reference, CancellationToken ct)
    {
        if (await drafts.FindAsync(reference, ct) is not { } draft) return new NotFound();
        var claims = draft.Identifiers.Select(i => Identifier.KeyOf(i.Scheme, i.Number)).ToArray();
        var taken = await drafts.TakenAsync(draft.Id, claims, ct);
        if (taken.Count > 0) return new NumberIsRegisteredAlready();
        if (draft.Send(await slugs.ForAsync(draft, ct), clock.GetUtcNow()).Refusal is { } refusal) return refusal;

        await notify.SendAsync(new Notice("OrganisationWaiting", new To.WithPermission(OrganisationsPermissions.ManageOrganisations),
            "/admin/organisations/" + draft.Reference, new() { ["Organisation"] = draft.Name, ["Reference"] = draft.Reference }), ct);
        return await db.SaveAsync(NumberTaken, ct);
    }

    internal static Refusal? NumberTaken(string index) =>
        index.Contains("organisations_identifiers", StringComparison.Ordinal) ? new NumberIsRegisteredAlready()
        : index.Contains("GssCode", StringComparison.Ordinal) ? new AuthorityHasAnOrganisation()
        : index.Contains("Slug", StringComparison.Ordinal) ? new ChangedBySomebodyElse()
        : null;
}

/// <summary>Finds a free address for an organisation's page.</summary>
internal sealed class Slugs(PortalDbContext db)
{
    private static readonly HashSet<string> Kept = ["register"];

    public async Task<string> ForAsync(Organisation organisation, CancellationToken ct)
    {
        var slug = Naming.Slug(organisation.Name);
        var isFree = slug.Length > 0 && !Kept.Contains(slug) && !await db.Set<Organisation>().AnyAsync(o => o.Slug == slug && o.Id != organisation.Id, ct);
        return isFree ? slug : $"{slug}-{organisation.Reference.ToLowerInvariant()}".Trim('-');
    }
}
