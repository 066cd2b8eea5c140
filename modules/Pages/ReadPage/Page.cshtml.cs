using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;

namespace Procurement.Pages.ReadPage;

/// <summary>A page that editors have published; from an old address it leads to the new one.</summary>
public sealed class PageModel : PortalPage
{
    internal ReadablePage Shown { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var reader = HttpContext.RequestServices.GetRequiredService<PageReader>();
        if (await reader.FindAsync(slug, ct) is { } page)
        {
            Shown = page;
            return Page();
        }

        return await reader.WhereNowAsync(slug, ct) is { } now ? RedirectPermanent("/pages/" + now) : NotFound();
    }
}
