using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.DecideRegistration;

/// <summary>Decides about an organisation as an administrator: lets it in or not, shuts it out, lets it in again.</summary>
internal sealed class DecideRegistrationHandler(PortalDbContext db, IWho who, INotify notify, ChangeContext change, TimeProvider clock)
{
    public async Task<Organisation?> FindAsync(string reference, CancellationToken ct)
    {
        if (!who.May(OrganisationsPermissions.ManageOrganisations)) return null;
        var wanted = reference.ToUpperInvariant();
        return await db.Set<Organisation>().Include(o => o.Identifiers).Include(o => o.Members).Include(o => o.Appointments).AsSplitQuery()
            .FirstOrDefaultAsync(o => o.Reference == wanted && o.Status != OrganisationStatus.Draft, ct);
    }

    public Task<Result> ApproveAsync(string reference, CancellationToken ct) =>
        DecideAsync(reference, null, o => o.Approve(clock.GetUtcNow()), "OrganisationApproved", ct);

    public Task<Result> RejectAsync(string reference, string? reason, CancellationToken ct) =>
        DecideAsync(reference, reason, o => o.Reject(reason, clock.GetUtcNow()), "OrganisationRejected", ct);

    public Task<Result> SuspendAsync(string reference, string? reason, CancellationToken ct) =>
        DecideAsync(reference, reason, o => o.Suspend(reason), "OrganisationSuspended", ct);

    public Task<Result> ReinstateAsync(string reference, CancellationToken ct) =>
        DecideAsync(reference, null, o => o.Reinstate(), "OrganisationReinstated", ct);

    public async Task<Result> NoteRegistersAsync(string reference, IReadOnlyCollection<Guid> checkedNumbers, bool isAccountsOverdue, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } organisation) return new NotFound();
        organisation.NoteRegisters(checkedNumbers, isAccountsOverdue);
        return await db.SaveAsync(ct: ct);
    }

    private async Task<Result> DecideAsync(string reference, string? reason, Func<Organisation, Result> decide, string template, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } organisation) return new NotFound();
        if (decide(organisation).Refusal is { } refusal) return refusal;

        change.Why = reason;
        await notify.SendAsync(new Notice(template, new To.Organisation(organisation.Id, Duties.Manage), "/your-organisation/" + organisation.Reference.ToLowerInvariant(),
            new() { ["Organisation"] = organisation.Name, ["Reference"] = organisation.Reference, ["Reason"] = organisation.StatusReason }), ct);
        return await db.SaveAsync(ct: ct);
    }
}
