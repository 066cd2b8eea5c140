using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.LeaveConsortium;

/// <summary>A member leaves, or the lead member lets it go.</summary>
internal sealed class LeaveConsortiumHandler(ConsortiumBook book, IWho who, TimeProvider clock)
{
    public Task<Result> HandleAsync(Guid id, Guid organisationId, CancellationToken ct) =>
        book.ChangeAsync(id, c => who.May(Duties.Approve, organisationId) || who.May(Duties.Approve, c.Lead.OrganisationId), async consortium =>
        {
            var name = consortium.Members.FirstOrDefault(m => m.OrganisationId == organisationId)?.Name;
            var done = consortium.Withdraw(organisationId, clock.GetUtcNow());
            if (!done.IsDone) return done;
            await book.TellAsync(consortium, organisationId, "ConsortiumMemberLeft", null, "/consortia", ct, about: name);
            await book.TellAsync(consortium, consortium.Lead.OrganisationId, "ConsortiumMemberLeft", null, $"/consortia/{id}", ct, about: name);
            return done;
        }, ct);
}
