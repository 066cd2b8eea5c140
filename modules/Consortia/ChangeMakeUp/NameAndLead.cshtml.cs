using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.ChangeMakeUp;

public sealed class NameAndLeadModel : PortalPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Consortium Consortium { get; private set; } = null!;

    internal IReadOnlyList<Choice> Leads => [.. Consortium.Members.Select(m => new Choice(m.OrganisationId.ToString(), m.Name, m.CanSign ? null : W.Text("Consortia.Name.CannotLead")))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } no) return no;
        (Input.Name, Input.Lead, Input.RowVersion) = (Consortium.Name, Consortium.Lead.OrganisationId.ToString(), Consortium.RowVersion);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } no) return no;
        var lead = Guid.TryParse(Input.Lead, out var l) ? l : Consortium.Lead.OrganisationId;
        var result = await HttpContext.RequestServices.GetRequiredService<ChangeMakeUpHandler>().NameAndLeadAsync(id, Input.Name ?? "", lead, Input.RowVersion, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/consortia/{id}", "Consortia.Name.Done");
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<ConsortiumBook>().MineAsync(id, ct) is not { } consortium) return NotFound();
        if (!Who.May(Duties.Write, consortium.Lead.OrganisationId)) return StatusCode(403);
        Consortium = consortium;
        return null;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public string? Lead { get; set; }

        public int RowVersion { get; set; }
    }
}
