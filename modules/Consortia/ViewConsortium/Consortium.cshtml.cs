using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.ChangeMakeUp;
using Procurement.Consortia.Contracts;
using Procurement.Consortia.Domain;
using Procurement.Consortia.FindPartners;
using Procurement.Consortia.InvitePartner;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Consortia.ViewConsortium;

public sealed class ConsortiumModel : PortalPage
{
    internal Consortium Consortium { get; private set; } = null!;

    internal OpportunityTerms? For { get; private set; }

    internal IReadOnlyList<Need> Needs { get; private set; } = [];

    internal IReadOnlyDictionary<Guid, OrganisationCard> Cards { get; private set; } = new Dictionary<Guid, OrganisationCard>();

    internal DateTimeOffset Now { get; private set; }

    /// <summary>True when only members may read on: somebody who is invited sees who is in it, not who else was asked.</summary>
    internal bool IsMember { get; private set; }

    internal bool MayChange => Consortium.State is ConsortiumState.Forming or ConsortiumState.Agreed && Who.May(Duties.Write, Consortium.Lead.OrganisationId);

    internal bool MayDissolve => Consortium.State is ConsortiumState.Forming or ConsortiumState.Agreed && Who.May(Duties.Approve, Consortium.Lead.OrganisationId);

    internal IEnumerable<ConsortiumMember> MayAcceptFor => Consortium.State == ConsortiumState.Forming && Consortium.Members.Count() > 1 && Consortium.Shares == 100 && Consortium.Members.All(m => m.Share > 0)
        ? Consortium.Members.Where(m => !m.HasAccepted(Consortium.Version) && Who.May(Duties.Approve, m.OrganisationId)) : [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(Guid id, Guid organisation, int version, CancellationToken ct) =>
        DoAsync(id, s => s.GetRequiredService<ChangeMakeUpHandler>().AcceptAsync(id, organisation, version, ct), "Consortia.View.AcceptedDone", ct);

    public Task<IActionResult> OnPostAskAsync(Guid id, CancellationToken ct) =>
        DoAsync(id, s => s.GetRequiredService<ChangeMakeUpHandler>().AskAsync(id, ct), "Consortia.View.AskedDone", ct);

    public Task<IActionResult> OnPostRevokeAsync(Guid id, Guid invitation, CancellationToken ct) =>
        DoAsync(id, s => s.GetRequiredService<InvitePartnerHandler>().RevokeAsync(id, invitation, ct), "Consortia.View.RevokedDone", ct);

    private async Task<IActionResult> DoAsync(Guid id, Func<IServiceProvider, Task<Result>> act, string done, CancellationToken ct)
    {
        var result = await act(HttpContext.RequestServices);
        if (result.IsDone) return Confirmed($"/consortia/{id}", done);
        return await LoadAsync(id, ct) ? Refused(result.Refusal!) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var book = services.GetRequiredService<ConsortiumBook>();
        if (await book.MineAsync(id, ct) is not { } consortium) return false;
        Consortium = consortium;
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        IsMember = book.IsMember(consortium);
        Cards = await services.GetRequiredService<IOrganisations>().FindAsync([.. consortium.Members.Select(m => m.OrganisationId)], ct);
        if (consortium.OpportunityId is { } opportunity && await services.GetRequiredService<IOpportunities>().FindAsync(opportunity, ct) is { } terms)
        {
            For = terms;
            Needs = services.GetRequiredService<Gaps>().Of(terms, [.. Cards.Values]);
        }

        return true;
    }
}
