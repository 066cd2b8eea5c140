using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.Progress;

/// <summary>Answers other rooms: only of what the public may see at this instant.</summary>
internal sealed class OpportunityReader(PortalDbContext db, TimeProvider clock) : IOpportunities
{
    public async Task<OpportunityTerms?> FindAsync(Guid id, CancellationToken ct) =>
        Public(await Read().FirstOrDefaultAsync(o => o.Id == id, ct));

    public async Task<IReadOnlyDictionary<Guid, OpportunityTerms>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await Read().Where(o => ids.Contains(o.Id)).ToListAsync(ct)).Select(Public).OfType<OpportunityTerms>().ToDictionary(t => t.Id);

    public async Task<OpportunityTerms?> FindByReferenceAsync(string reference, CancellationToken ct) =>
        Public(await Read().FirstOrDefaultAsync(o => o.Reference == reference, ct));

    public async Task<OpportunityTerms?> FindByLotAsync(Guid lotId, CancellationToken ct) =>
        Public(await Read().FirstOrDefaultAsync(o => o.Lots.Any(l => l.Id == lotId), ct));

    private IQueryable<Opportunity> Read() => db.Set<Opportunity>().AsNoTracking().Include(o => o.Lots);

    private OpportunityTerms? Public(Opportunity? opportunity)
    {
        var now = clock.GetUtcNow();
        return opportunity?.IsPublicAt(now) == true ? TermsOf(opportunity, now) : null;
    }

    internal static OpportunityTerms TermsOf(Opportunity o, DateTimeOffset now) => new(
        o.Id, o.Reference!, o.Title, o.LeadProviderId, o.LeadProviderName, o.Version, o.OpensAt!.Value, o.ClosesAt!.Value, o.StageAt(now), o.AllowsOverlap,
        [.. o.LotsInOrder.Select(l => new LotTerms(l.Id, l.Number, l.Title, l.ValueAYear ?? 0, l.AreaCodes, l.AuthorityCodes, l.Stage) { PeopleAYear = l.PeopleAYear })],
        [.. o.Criteria.Select(c => new CriterionTerms(c.Id, c.Name, c.Weight, c.IsPrice, c.Threshold, [.. c.Questions.Select(q => new QuestionTerms(q.Id, q.Text, q.MaxWords))]))])
    {
        StartsOn = o.StartsOn,
        ServiceCodes = o.Services,
        CohortCodes = o.Cohorts,
    };
}
