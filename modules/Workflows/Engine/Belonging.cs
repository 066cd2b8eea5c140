using Procurement.Users.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Engine;

/// <summary>Whether somebody still belongs to the organisation that made it a colleague: what was handed on ends with that.</summary>
internal sealed class Belonging(IEnumerable<IMembershipSource> memberships)
{
    public async Task<bool> IsAtAsync(Guid person, Guid organisation, CancellationToken ct)
    {
        foreach (var source in memberships)
            if ((await source.OfAsync(person, ct)).Any(m => m.OrganisationId == organisation && m.IsApproved)) return true;
        return false;
    }

    /// <summary>True while a task is with somebody to whom it was handed. What was handed on by a role's right names no organisation, and stays.</summary>
    public async Task<bool> IsHandedOnAsync(UserTask task, CancellationToken ct) =>
        task is { DelegateId: { } to, DelegateOrganisationId: { } organisation } && (organisation == Guid.Empty || await IsAtAsync(to, organisation, ct));
}
