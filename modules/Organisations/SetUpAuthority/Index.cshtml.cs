using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.SetUpAuthority;

/// <summary>Sets an authority up and invites its first officer.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Authorities { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>Sets it up.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await HttpContext.RequestServices.GetRequiredService<SetUpAuthorityHandler>().HandleAsync(Input.Gss, null, Input.Email, Duties.All.ToArray(), ct);
        if (result.Refusal is null) return Confirmed("/admin/organisations/" + result.Value.Reference.ToLowerInvariant(), "Organisations.SetUp.Done", Input.Email!.Trim());
        await LoadAsync(ct);
        return Refused(result.Refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var taken = await HttpContext.RequestServices.GetRequiredService<PortalDbContext>().Set<Organisation>().Where(o => o.GssCode != null).Select(o => o.GssCode!).ToHashSetAsync(ct);
        var places = HttpContext.RequestServices.GetRequiredService<IPlaces>();
        Authorities =
        [
            new Choice("", W.Text("Common.Choose")),
            .. places.CurrentAuthorities().Where(a => !taken.Contains(a.Gss))
                .OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Select(a => new Choice(a.Gss, $"{a.Name} ({a.CouncilName})")),
            .. places.Commissioners().Where(c => !taken.Contains(c.Code))
                .OrderBy(c => c.Office, StringComparer.OrdinalIgnoreCase).Select(c => new Choice(c.Code, $"{c.Office} ({c.PoliceForce})")),
        ];
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The authority's code.</summary>
        public string? Gss { get; set; }

        /// <summary>The first officer's address.</summary>
        public string? Email { get; set; }
    }
}
