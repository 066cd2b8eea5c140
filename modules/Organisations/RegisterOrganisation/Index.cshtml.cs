using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>What registering means, what is needed for it, and registrations that were begun.</summary>
public sealed class IndexModel : PortalPage
{
    internal IReadOnlyList<Organisation> Drafts { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>Begins one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var begun = await HttpContext.RequestServices.GetRequiredService<BeginRegistrationHandler>().HandleAsync(ct);
        if (begun.Refusal is null) return LocalRedirect($"/organisations/register/{begun.Value.ToLowerInvariant()}/type");
        await LoadAsync(ct);
        return Refused(begun.Refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Guid[] mine = [.. Who.Memberships.Select(m => m.OrganisationId)];
        Drafts = await HttpContext.RequestServices.GetRequiredService<PortalDbContext>().Set<Organisation>().AsNoTracking()
            .Where(o => mine.Contains(o.Id) && (o.Status == OrganisationStatus.Draft || o.Status == OrganisationStatus.Rejected))
            .OrderBy(o => o.Id).ToListAsync(ct);
    }
}
