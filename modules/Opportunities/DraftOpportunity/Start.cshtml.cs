using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>What it is called: the first question.</summary>
public sealed class StartModel : PortalPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Organisations =>
        [.. Who.Memberships.Where(m => m is { Kind: OrganisationKind.LeadProvider, IsApproved: true } && m.Has(Duties.Write))
            .Select(m => new Choice(m.OrganisationId.ToString(), m.OrganisationName))];

    private StartHandler Handler => HttpContext.RequestServices.GetRequiredService<StartHandler>();

    /// <summary>Shows the question.</summary>
    public void OnGet() => Input.Organisation = Organisations[0].Value;

    /// <summary>Starts the draft.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var organisation = Guid.TryParse(Input.Organisation ?? Organisations[0].Value, out var id) ? id : Guid.Empty;
        var started = await Handler.HandleAsync(organisation, Input.Title, ct);
        return started.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/lead/opportunities/{started.Value}", "Opportunities.Start.Done");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>For which lead provider.</summary>
        public string? Organisation { get; set; }

        /// <summary>The title.</summary>
        public string? Title { get; set; }
    }
}
