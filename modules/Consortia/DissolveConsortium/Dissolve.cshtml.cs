using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.DissolveConsortium;

public sealed class DissolveModel : PortalPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Consortium Consortium { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } no) return no;
        var result = await HttpContext.RequestServices.GetRequiredService<DissolveConsortiumHandler>().HandleAsync(id, Input.Reason ?? "", ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/consortia", "Consortia.Dissolve.Done", Consortium.Name);
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<ConsortiumBook>().MineAsync(id, ct) is not { } consortium) return NotFound();
        if (!Who.May(Duties.Approve, consortium.Lead.OrganisationId)) return StatusCode(403);
        Consortium = consortium;
        return null;
    }

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }
}
