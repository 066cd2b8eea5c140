using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Site.Contracts;

namespace Procurement.Site.EditSettings;

/// <summary>What the site says of itself.</summary>
public sealed class EditSettingsModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>True when the site has a mark of its own.</summary>
    public bool HasMark { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        var stored = await HttpContext.RequestServices.GetRequiredService<ISettings>().ReadAsync<SiteSettings>(ct);
        HasMark = stored.Value.MarkSvg.Length > 0;
        Input = new InputModel
        {
            Name = stored.Value.Name,
            Tagline = stored.Value.Tagline,
            ContactEmail = stored.Value.ContactEmail,
            BaseUrl = stored.Value.BaseUrl,
            Version = stored.Version,
        };
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        HasMark = HttpContext.RequestServices.GetRequiredService<ISettings>().Current<SiteSettings>().MarkSvg.Length > 0;
        var mark = Input.OwnMark ? "" : await ReadMarkAsync(ct);
        var refusals = await HttpContext.RequestServices.GetRequiredService<EditSettingsHandler>()
            .SaveAsync(Input.Name, Input.Tagline, Input.ContactEmail, Input.BaseUrl, mark, Input.Version, ct);
        if (refusals.Count == 0) return Confirmed("/admin", "Site.Settings.Saved");
        foreach (var refusal in refusals) ModelState.AddModelError(refusal.Field ?? "", W.Text(refusal));
        return Page();
    }

    /// <summary>The file that was chosen, no further than it may be; null when none was.</summary>
    private async Task<string?> ReadMarkAsync(CancellationToken ct)
    {
        if (Input.Mark is not { } file) return null;
        using var reader = new StreamReader(file.OpenReadStream());
        var text = new char[EditSettingsHandler.LargestMark + 1];
        return new string(text, 0, await reader.ReadBlockAsync(text, ct));
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The name.</summary>
        public string? Name { get; set; }

        /// <summary>The line below it.</summary>
        public string? Tagline { get; set; }

        /// <summary>Where people write to.</summary>
        public string? ContactEmail { get; set; }

        /// <summary>What links in mails begin with.</summary>
        public string? BaseUrl { get; set; }

        /// <summary>A mark to show from now on.</summary>
        public IFormFile? Mark { get; set; }

        /// <summary>True to go back to the portal's own mark.</summary>
        public bool OwnMark { get; set; }

        /// <summary>What was read.</summary>
        public int Version { get; set; }
    }
}
