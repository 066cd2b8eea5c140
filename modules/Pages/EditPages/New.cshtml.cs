using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Pages.ReadPage;

namespace Procurement.Pages.EditPages;

/// <summary>Writes a new page.</summary>
public sealed class NewModel : PageForm
{
    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Saves the page as a draft, or shows what it would look like.</summary>
    public async Task<IActionResult> OnPostAsync(string? todo, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (todo == "preview")
        {
            var (rendered, site) = (services.GetRequiredService<RenderedPages>(), services.GetRequiredService<ISiteIdentity>());
            (PreviewEn, PreviewCy) = (rendered.Html(Input.BodyEn ?? "", site), rendered.Html(Input.BodyCy ?? "", site));
            return Page();
        }

        var written = await services.GetRequiredService<WritePageHandler>().WriteAsync(Input.Slug ?? "", Input.Text, publish: false, ct);
        return written.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/admin/pages/{written.Value}", "Pages.New.Saved");
    }
}
