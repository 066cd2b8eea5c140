using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.ManagePeople;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.YourOrganisation;

/// <summary>The organisation of the person who asks: where it stands, and what can be done.</summary>
public sealed class IndexModel : PortalPage
{
    internal Organisation? Organisation { get; private set; }

    internal IReadOnlyList<OrganisationCard> All { get; private set; } = [];

    internal AnswersView Answers { get; private set; } = null!;

    internal IReadOnlyList<string> Warnings { get; private set; } = [];

    internal IReadOnlyList<AppointmentView> Appointments { get; private set; } = [];

    /// <summary>Shows it; a choice when there are several.</summary>
    public async Task<IActionResult> OnGetAsync(string? reference, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (reference is null)
        {
            var mine = await services.GetRequiredService<IOrganisations>().FindAsync([.. Who.Memberships.Select(m => m.OrganisationId)], ct);
            if (mine.Count == 1) return LocalRedirect("/your-organisation/" + mine.Values.Single().Reference.ToLowerInvariant());
            All = [.. Who.Memberships.Where(m => mine.ContainsKey(m.OrganisationId)).Select(m => mine[m.OrganisationId])];
            return Page();
        }

        var organisation = await services.GetRequiredService<PeopleHandler>().FindAsync(reference, ct);
        if (organisation is null || !Who.BelongsTo(organisation.Id)) return NotFound();
        var places = services.GetRequiredService<IPlaces>();
        var today = London.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
        Organisation = organisation;
        Answers = AnswersView.Of(organisation, false, W, places, services.GetRequiredService<IServiceCatalogue>());
        Warnings = organisation.IsDraft ? [] : YourOrganisation.Warnings.Of(organisation, W);
        Appointments = AppointmentView.Of(organisation, places, today, mayEnd: false);
        return Page();
    }
}
