using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.LeaveConsortium;

public sealed class LeaveModel : PortalPage
{
    internal Consortium Consortium { get; private set; } = null!;

    internal ConsortiumMember Member { get; private set; } = null!;

    internal bool IsOwn => Who.BelongsTo(Member.OrganisationId);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid organisation, CancellationToken ct) => await LoadAsync(id, organisation, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid organisation, CancellationToken ct)
    {
        if (!await LoadAsync(id, organisation, ct)) return NotFound();
        var (own, name) = (IsOwn, Member.Name);
        var result = await HttpContext.RequestServices.GetRequiredService<LeaveConsortiumHandler>().HandleAsync(id, organisation, ct);
        if (result.Refusal is { } refusal) return Refused(refusal);
        return own ? Confirmed("/consortia", "Consortia.Leave.OwnDone", Consortium.Name) : Confirmed($"/consortia/{id}", "Consortia.Leave.Done", name);
    }

    private async Task<bool> LoadAsync(Guid id, Guid organisation, CancellationToken ct)
    {
        if (await HttpContext.RequestServices.GetRequiredService<ConsortiumBook>().MineAsync(id, ct) is not { } consortium) return false;
        if (consortium.Members.FirstOrDefault(m => m.OrganisationId == organisation && !m.IsLead) is not { } member) return false;
        if (!Who.May(Duties.Approve, organisation) && !Who.May(Duties.Approve, consortium.Lead.OrganisationId)) return false;
        (Consortium, Member) = (consortium, member);
        return true;
    }
}
