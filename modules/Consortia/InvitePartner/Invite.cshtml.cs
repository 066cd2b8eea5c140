using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Contracts;
using Procurement.Consortia.Domain;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;

namespace Procurement.Consortia.InvitePartner;

public sealed class InviteModel : PortalPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Consortium Consortium { get; private set; } = null!;

    internal OrganisationCard Organisation { get; private set; } = null!;

    internal IReadOnlyList<Choice> Replaceable => [new Choice("", W.Text("Consortia.Invite.ReplacesNobody")),
        .. Consortium.Members.Where(m => !m.IsLead).Select(m => new Choice(m.OrganisationId.ToString(), m.Name))];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid organisation, CancellationToken ct) => await LoadAsync(id, organisation, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid organisation, CancellationToken ct)
    {
        if (await LoadAsync(id, organisation, ct) is { } no) return no;
        if (!int.TryParse(Input.Share?.TrimEnd('%', ' '), out var share)) return Refused(new ShareIsNotWhole());
        var result = await HttpContext.RequestServices.GetRequiredService<InvitePartnerHandler>()
            .InviteAsync(id, organisation, share, Input.Message, Guid.TryParse(Input.Replaces, out var replaces) ? replaces : null, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/consortia/{id}", "Consortia.Invite.Done", Organisation.Name);
    }

    private async Task<IActionResult?> LoadAsync(Guid id, Guid organisation, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<ConsortiumBook>().MineAsync(id, ct) is not { } consortium) return NotFound();
        if (!Who.May(Duties.Write, consortium.Lead.OrganisationId)) return StatusCode(403);
        if (await services.GetRequiredService<IOrganisations>().FindAsync(organisation, ct) is not { } card || !Standing.MayBid(card)) return NotFound();
        (Consortium, Organisation) = (consortium, card);
        return null;
    }

    public sealed class InputModel
    {
        public string? Share { get; set; }

        public string? Message { get; set; }

        public string? Replaces { get; set; }
    }
}
