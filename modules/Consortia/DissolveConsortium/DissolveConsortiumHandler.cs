using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.DissolveConsortium;

/// <summary>The lead member ends the consortium, with a reason that its members read.</summary>
internal sealed class DissolveConsortiumHandler(ConsortiumBook book, IWho who, TimeProvider clock)
{
    public Task<Result> HandleAsync(Guid id, string reason, CancellationToken ct) =>
        book.ChangeAsync(id, c => who.May(Duties.Approve, c.Lead.OrganisationId), async consortium =>
        {
            var done = consortium.Dissolve(reason, clock.GetUtcNow());
            if (!done.IsDone) return done;
            foreach (var member in consortium.Members)
                await book.TellAsync(consortium, member.OrganisationId, "ConsortiumDissolved", null, $"/consortia/{id}", ct, about: consortium.DissolvedBecause);
            return done;
        }, ct);
}
