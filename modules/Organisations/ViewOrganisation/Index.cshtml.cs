using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;
using Procurement.Organisations.Domain;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Organisations.YourOrganisation;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.ViewOrganisation;

/// <summary>What everybody may know of an organisation.</summary>
public sealed class IndexModel : PortalPage
{
    internal Organisation Organisation { get; private set; } = null!;

    internal AnswersView Answers { get; private set; } = null!;

    internal IReadOnlyList<string> Warnings { get; private set; } = [];

    internal IReadOnlyList<AreaCard> Areas { get; private set; } = [];

    internal IReadOnlyList<AppointmentView> Appointments { get; private set; } = [];

    /// <summary>The lines of its address; null when it has none, or one that must not be public.</summary>
    internal IReadOnlyList<string>? Address =>
        Organisation.IsAddressSecret || Organisation.Address.Length == 0 ? null : Organisation.Address.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal string? Website
    {
        get
        {
            var typed = Organisation.Website;
            if (typed.Length == 0) return null;
            var address = typed.Contains("://", StringComparison.Ordinal) ? typed : "https://" + typed;
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;
        }
    }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var (wanted, reference) = (slug.ToLowerInvariant(), slug.ToUpperInvariant());
        var found = await services.GetRequiredService<PortalDbContext>().Set<Organisation>().AsNoTracking().Include(o => o.Identifiers).Include(o => o.Appointments).AsSplitQuery()
            .FirstOrDefaultAsync(o => (o.Slug == wanted || o.Reference == reference) && o.Status == OrganisationStatus.Approved, ct);
        if (found is null) return NotFound();
        if (found.Slug != slug) return LocalRedirect("/organisations/" + found.Slug);

        var places = services.GetRequiredService<IPlaces>();
        Organisation = found;
        Answers = AnswersView.Of(found, false, W, places, services.GetRequiredService<IServiceCatalogue>());
        Warnings = YourOrganisation.Warnings.Of(found, W);
        Areas = [.. found.AreaCodes.Select(places.Area).OfType<AreaCard>()];
        Appointments = AppointmentView.Of(found, places, London.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow()), mayEnd: false);
        return Page();
    }
}
