using Procurement.Bidding.Domain;
using Procurement.Consortia.Contracts;
using Procurement.Kernel;

namespace Procurement.Bidding.WhenConsortiumChanged;

/// <summary>A running bid follows the make-up of its consortium at once: who is new finds it, and whose acceptance lapsed is told.</summary>
internal sealed class FollowMakeUp(BidBook book, BidDesk desk, IConsortia consortia) : IReactTo<ConsortiumChanged>
{
    public async Task HandleAsync(ConsortiumChanged happened, Guid messageId, CancellationToken ct)
    {
        if (await consortia.FindAsync(happened.ConsortiumId, ct) is not { } consortium) return;
        HashSet<Guid> ids = [];
        foreach (var member in consortium.Members) ids.UnionWith(await book.IdsOfAsync(member.OrganisationId, ct));
        foreach (var bid in (await book.ReadAsync(ids, ct)).Where(b => b.Content.ConsortiumId == consortium.Id)) await desk.FollowAsync(bid.Reference, ct);
    }
}
