using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.EditProfile;

/// <summary>A profile as it was typed.</summary>
internal sealed record Profile(
    string? NameCy, string? Description, string? DescriptionCy, int? Income, string? Email, string? Phone, string? Website, string? Address,
    bool IsAddressSecret, IReadOnlyCollection<string> Services, IReadOnlyCollection<string> Cohorts, IReadOnlyCollection<string> Areas);

/// <summary>Changes the profile of an organisation in use, as one who manages it.</summary>
internal sealed class EditProfileHandler(PortalDbContext db, IWho who)
{
    public async Task<Organisation?> FindAsync(string reference, CancellationToken ct)
    {
        var wanted = reference.ToUpperInvariant();
        var organisation = await db.Set<Organisation>().Include(o => o.Identifiers).FirstOrDefaultAsync(o => o.Reference == wanted, ct);
        return organisation is { IsDraft: false } && who.HasDuty(Duties.Manage, organisation.Id) ? organisation : null;
    }

    public async Task<Result> HandleAsync(string reference, int version, Profile profile, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } o) return new NotFound();
        if (o.RowVersion != version) return new ChangedBySomebodyElse();
        if (o.GiveWelshName(profile.NameCy).Refusal is { } name) return name;
        if (o.GiveContact(profile.Email, profile.Phone, profile.Website, profile.Address, profile.IsAddressSecret).Refusal is { } contact) return contact;
        if (o.Describe(profile.Description, profile.DescriptionCy, profile.Income).Refusal is { } words) return words;
        if (o.Kind == OrganisationKind.Supplier)
        {
            if (o.Offer(profile.Services).Refusal is { } services) return services;
            if (o.Serve(profile.Cohorts).Refusal is { } cohorts) return cohorts;
            if (o.Cover(profile.Areas).Refusal is { } areas) return areas;
        }

        o.ProfileChanged();
        return await db.SaveAsync(ct: ct);
    }
}
