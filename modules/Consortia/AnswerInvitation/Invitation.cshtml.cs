using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Data;
using Procurement.Consortia.Domain;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Consortia.AnswerInvitation;

public sealed class InvitationModel : PortalPage
{
    internal Consortium Consortium { get; private set; } = null!;

    internal Invitation Invitation { get; private set; } = null!;

    internal InvitationState State { get; private set; }

    internal OpportunityTerms? For { get; private set; }

    internal bool MayAnswer => Who.May(Duties.Approve, Invitation.OrganisationId);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken ct) =>
        AnswerAsync(id, h => h.AcceptAsync(Consortium.Id, id, Invitation.OrganisationId, ct), () => $"/consortia/{Consortium.Id}", "Consortia.Invitation.AcceptedDone", ct);

    public Task<IActionResult> OnPostDeclineAsync(Guid id, CancellationToken ct) =>
        AnswerAsync(id, h => h.DeclineAsync(Consortium.Id, id, Invitation.OrganisationId, ct), () => "/consortia", "Consortia.Invitation.DeclinedDone", ct);

    private async Task<IActionResult> AnswerAsync(Guid id, Func<AnswerInvitationHandler, Task<Result>> act, Func<string> to, string done, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var result = await act(HttpContext.RequestServices.GetRequiredService<AnswerInvitationHandler>());
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed(to(), done, Consortium.Name);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<Invitations>().ConsortiumOfAsync(id, ct) is not { } key) return false;
        if (await services.GetRequiredService<ConsortiumBook>().LoadAsync(key, ct) is not { } consortium) return false;
        if (consortium.Invitations.FirstOrDefault(i => i.Id == id) is not { } invitation || !Who.BelongsTo(invitation.OrganisationId)) return false;
        (Consortium, Invitation) = (consortium, invitation);
        State = invitation.StateAt(services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (consortium.OpportunityId is { } opportunity) For = await services.GetRequiredService<IOpportunities>().FindAsync(opportunity, ct);
        return true;
    }
}
