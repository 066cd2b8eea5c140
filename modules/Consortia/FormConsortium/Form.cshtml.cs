using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Consortia.FormConsortium;

public sealed class FormModel : PortalPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Leads => [.. Who.Memberships
        .Where(m => m.IsApproved && m.Kind != OrganisationKind.Authority && m.Has(Duties.Write)).Select(m => new Choice(m.OrganisationId.ToString(), m.OrganisationName))];

    internal OpportunityTerms? For { get; private set; }

    public async Task OnGetAsync(string? opportunity, CancellationToken ct)
    {
        Input.Lead = Leads.Count > 0 ? Leads[0].Value : null;
        if (string.IsNullOrEmpty(opportunity) || opportunity.Length > 40) return;
        For = await HttpContext.RequestServices.GetRequiredService<IOpportunities>().FindByReferenceAsync(opportunity.Trim().ToUpperInvariant(), ct);
        Input.Opportunity = For?.Reference;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(Input.Opportunity) && Input.Opportunity.Length <= 40)
            For = await HttpContext.RequestServices.GetRequiredService<IOpportunities>().FindByReferenceAsync(Input.Opportunity.Trim().ToUpperInvariant(), ct);
        if (!Guid.TryParse(Input.Lead, out var lead)) lead = Leads.Count > 0 ? Guid.Parse(Leads[0].Value) : Guid.Empty;
        var formed = await HttpContext.RequestServices.GetRequiredService<FormConsortiumHandler>().HandleAsync(Input.Name ?? "", lead, Input.Opportunity, ct);
        return formed.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/consortia/{formed.Value}", "Consortia.Form.Done");
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public string? Lead { get; set; }

        public string? Opportunity { get; set; }
    }
}
