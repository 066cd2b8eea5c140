using Procurement.Consortia.Domain;
using Procurement.Kernel;

namespace Procurement.Consortia.ChangeMakeUp;

/// <summary>Changes shares, name and lead; and each member's acceptance of the result.</summary>
internal sealed class ChangeMakeUpHandler(ConsortiumBook book, IWho who, TimeProvider clock)
{
    public Task<Result> SharesAsync(Guid id, IReadOnlyDictionary<Guid, int> shares, int rowVersion, CancellationToken ct) =>
        ByLeadAsync(id, c => c.RowVersion != rowVersion ? new ChangedBySomebodyElse() : c.SetShares(shares, clock.GetUtcNow()), ct);

    public Task<Result> NameAndLeadAsync(Guid id, string name, Guid lead, int rowVersion, CancellationToken ct) =>
        ByLeadAsync(id, c =>
        {
            if (c.RowVersion != rowVersion) return new ChangedBySomebodyElse();
            var renamed = c.Rename(name, clock.GetUtcNow());
            return renamed.IsDone ? c.ChangeLead(lead, clock.GetUtcNow()) : renamed;
        }, ct);

    public Task<Result> AcceptAsync(Guid id, Guid organisationId, int version, CancellationToken ct) =>
        book.ChangeAsync(id, _ => who.May(Duties.Approve, organisationId), c => Task.FromResult(c.AcceptMakeUp(organisationId, version, who.DisplayName, clock.GetUtcNow())), ct);

    /// <summary>Asks the members who have not accepted.</summary>
    public Task<Result> AskAsync(Guid id, CancellationToken ct) =>
        book.ChangeAsync(id, c => who.May(Duties.Write, c.Lead.OrganisationId), async consortium =>
        {
            foreach (var member in consortium.Members.Where(m => !m.HasAccepted(consortium.Version)))
                await book.TellAsync(consortium, member.OrganisationId, "ConsortiumAcceptanceAsked", Duties.Approve, $"/consortia/{id}", ct);
            return Result.Done;
        }, ct);

    private Task<Result> ByLeadAsync(Guid id, Func<Consortium, Result> act, CancellationToken ct) =>
        book.ChangeAsync(id, c => who.May(Duties.Write, c.Lead.OrganisationId), c => Task.FromResult(act(c)), ct);
}
