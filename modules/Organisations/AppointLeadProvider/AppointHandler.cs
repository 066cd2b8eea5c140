using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.AppointLeadProvider;

/// <summary>Appoints a lead provider to areas, and ends an appointment early. Neither is ever erased.</summary>
internal sealed class AppointHandler(PortalDbContext db, IWho who, IPlaces places, INotify notify, ChangeContext change, TimeProvider clock)
{
    public async Task<Organisation?> FindAsync(string reference, CancellationToken ct)
    {
        if (!who.May(OrganisationsPermissions.ManageOrganisations)) return null;
        var wanted = reference.ToUpperInvariant();
        return await db.Set<Organisation>().Include(o => o.Appointments)
            .FirstOrDefaultAsync(o => o.Reference == wanted && o.Kind == OrganisationKind.LeadProvider, ct);
    }

    public async Task<Result<Guid>> AppointAsync(string reference, IReadOnlyCollection<string> areaCodes, DateOnly from, DateOnly? to, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } organisation) return new NotFound();
        string[] known = [.. areaCodes.Where(c => places.Area(c) is not null)];
        var appointed = organisation.Appoint(known, from, to, clock.GetUtcNow());
        if (appointed.Refusal is { } refusal) return refusal;

        await notify.SendAsync(new Notice("LeadProviderAppointed", new To.Organisation(organisation.Id, Duties.Manage), "/your-organisation/" + organisation.Reference.ToLowerInvariant(), new()
        {
            ["Organisation"] = organisation.Name,
            ["Areas"] = string.Join(", ", known.Select(c => places.Area(c)!.Name)),
            ["From"] = London.Date(from),
        }), ct);
        var saved = await db.SaveAsync(ct: ct);
        return saved.Refusal is { } other ? other : appointed.Value.Id;
    }

    public async Task<Result> EndAsync(string reference, Guid appointmentId, DateOnly to, string? reason, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } organisation) return new NotFound();
        if (organisation.EndAppointment(appointmentId, to, reason, London.DateOf(clock.GetUtcNow())).Refusal is { } refusal) return refusal;

        change.Why = reason;
        await notify.SendAsync(new Notice("AppointmentEnded", new To.Organisation(organisation.Id, Duties.Manage), "/your-organisation/" + organisation.Reference.ToLowerInvariant(), new()
        {
            ["Organisation"] = organisation.Name,
            ["To"] = London.Date(to),
            ["Reason"] = reason?.Trim(),
        }), ct);
        return await db.SaveAsync(ct: ct);
    }
}
