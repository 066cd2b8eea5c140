using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Consortia.Contracts;
using Procurement.Consortia.Data;
using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.ListConsortia;

public sealed class IndexModel : PortalPage
{
    internal IReadOnlyList<ConsortiumCard> Consortia { get; private set; } = [];

    internal IReadOnlyList<(Invitation Invitation, Consortium Consortium)> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var book = services.GetRequiredService<ConsortiumBook>();
        var mine = Who.Memberships.Where(m => m.Kind != OrganisationKind.Authority).Select(m => m.OrganisationId).ToArray();
        List<ConsortiumCard> cards = [];
        foreach (var organisation in mine) cards.AddRange(await book.OfOrganisationAsync(organisation, ct));
        Consortia = [.. cards.DistinctBy(c => c.Id).OrderByDescending(c => c.Id)];

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        List<(Invitation, Consortium)> waiting = [];
        foreach (var (invitation, id) in await services.GetRequiredService<Invitations>().WaitingForAsync(mine, now, ct))
            if (await book.MineAsync(id, ct) is { } consortium) waiting.Add((invitation, consortium));
        Waiting = waiting;
    }

    internal bool MayForm => Who.Memberships.Any(m => m.IsApproved && m.Kind != OrganisationKind.Authority && m.Has(Duties.Write));
}
