using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Organisations.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>Starts a draft with the usual criteria, which its writer may change.</summary>
internal sealed class StartHandler(PortalDbContext db, IWho who, IOrganisations organisations, IWords words, DraftDesk desk)
{
    private static readonly (string Key, int Weight, bool IsPrice)[] Usual =
    [
        ("Opportunities.Usual.Service", 30, false), ("Opportunities.Usual.Partnership", 15, false), ("Opportunities.Usual.Equality", 10, false),
        ("Opportunities.Usual.People", 10, false), ("Opportunities.Usual.Mobilisation", 5, false), ("Opportunities.Usual.Price", 30, true),
    ];

    public async Task<Result<Guid>> HandleAsync(Guid leadProviderId, string? title, CancellationToken ct)
    {
        if (!who.BelongsTo(leadProviderId)) return new NotFound();
        if (!who.May(Duties.Write, leadProviderId)) return new NotAllowed();
        if (await organisations.FindAsync(leadProviderId, ct) is not { Kind: OrganisationKind.LeadProvider, IsApproved: true } lead) return new NotAllowed();
        if (string.IsNullOrWhiteSpace(title)) return new OpportunityTitleMissing();
        if (title.Trim().Length > 200) return new OpportunityTitleTooLong();

        var criteria = Usual.Select(u => new Criterion(Guid.CreateVersion7(), words.Text(u.Key), u.Weight, u.IsPrice, null, []));
        var opportunity = Opportunity.Start(leadProviderId, lead.Name, title, criteria, desk.Hand());
        db.Add(opportunity);
        return (await db.SaveAsync(ct: ct)).Refusal is { } refusal ? refusal : opportunity.Id;
    }
}
