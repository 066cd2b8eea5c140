using Procurement.Consortia.Domain;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Consortia.FormConsortium;

/// <summary>Forms a consortium, led by an organisation for which the person may write.</summary>
internal sealed class FormConsortiumHandler(PortalDbContext db, ConsortiumBook book, IOpportunities opportunities, IWho who, TimeProvider clock)
{
    public async Task<Result<Guid>> HandleAsync(string name, Guid leadId, string? opportunityReference, CancellationToken ct)
    {
        if (!who.May(Duties.Write, leadId)) return new NotAllowed();
        if (await book.PartyAsync(leadId, ct) is not { } lead) return new NotAllowed();
        OpportunityTerms? terms = null;
        if (!string.IsNullOrWhiteSpace(opportunityReference))
        {
            terms = await opportunities.FindByReferenceAsync(opportunityReference.Trim().ToUpperInvariant(), ct);
            if (terms is null || terms.Stage is not (OpportunityStage.Planned or OpportunityStage.Open)) return new NoOpportunityToFormFor();
        }

        return await db.InTransactionAsync<Guid>(async () =>
        {
            var formed = Consortium.Form(name, terms?.Id, lead, clock.GetUtcNow());
            if (formed.Refusal is { } refusal) return refusal;
            book.Add(formed.Value);
            return (await db.SaveAsync(ct: ct)).Refusal is { } r ? r : formed.Value.Id;
        }, ct);
    }
}
