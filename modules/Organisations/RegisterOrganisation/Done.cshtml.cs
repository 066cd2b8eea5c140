using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>The registration was sent, and what happens next.</summary>
public sealed class DoneModel : PortalPage
{
    internal Organisation Draft { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<ChangeDraftHandler>().FindAsync(reference, ct) is not { } sent) return NotFound();
        if (sent.IsDraft) return LocalRedirect($"/organisations/register/{sent.Reference.ToLowerInvariant()}/check");
        Draft = sent;
        return Page();
    }
}
