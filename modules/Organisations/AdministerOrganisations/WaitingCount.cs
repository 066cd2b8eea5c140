using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Site.Contracts;

namespace Procurement.Organisations.AdministerOrganisations;

/// <summary>Registrations that wait for an administrator.</summary>
internal sealed class WaitingCount(PortalDbContext db) : IAdminCount
{
    public string TextKey => "Organisations.Admin.Waiting";

    public string Url => "/admin/organisations?status=AwaitingApproval";

    public string Feature => "Organisations";

    public string Permission => OrganisationsPermissions.ManageOrganisations;

    public Task<int> CountAsync(CancellationToken ct) => db.Set<Organisation>().CountAsync(o => o.Status == OrganisationStatus.AwaitingApproval, ct);
}
