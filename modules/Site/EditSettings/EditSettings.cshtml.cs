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

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        var stored = await HttpContext.RequestServices.GetRequiredService<ISettings>().ReadAsync<SiteSettings>(ct);
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
        var refusals = await HttpContext.RequestServices.GetRequiredService<EditSettingsHandler>()
            .SaveAsync(Input.Name, Input.Tagline, Input.ContactEmail, Input.BaseUrl, Input.Version, ct);
        if (refusals.Count == 0) return Confirmed("/admin", "Site.Settings.Saved");
        foreach (var refusal in refusals) ModelState.AddModelError(refusal.Field ?? "", W.Text(refusal));
        return Page();
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

        /// <summary>What was read.</summary>
        public int Version { get; set; }
    }
}
