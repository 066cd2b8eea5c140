using Microsoft.EntityFrameworkCore;
using Procurement.Consortia.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;

namespace Procurement.Consortia.WhenOrganisationChanged;

/// <summary>Members are shown by the name that they have now.</summary>
internal sealed class CopyName(PortalDbContext db) : IReactTo<OrganisationProfileChanged>
{
    public async Task HandleAsync(OrganisationProfileChanged happened, Guid messageId, CancellationToken ct) =>
        await db.Set<ConsortiumMember>().Where(m => m.OrganisationId == happened.OrganisationId && m.State == MemberState.Active && m.Name != happened.Name)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Name, happened.Name), ct);
}
