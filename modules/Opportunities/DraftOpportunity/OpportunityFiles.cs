using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>The documents of what is public are read by anyone; those of a draft by its lead provider's people alone.</summary>
internal sealed class OpportunityFiles(PortalDbContext db, TimeProvider clock) : IMayRead
{
    public const string Kind = "Opportunity";

    public string OwnerKind => Kind;

    public bool ClaimsFiles => true;

    public async Task<bool> MayReadAsync(FileOwner owner, Guid fileId, IWho who, CancellationToken ct)
    {
        var opportunity = await db.Set<Opportunity>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == owner.Id, ct);
        if (opportunity is null || !opportunity.Documents.Exists(d => d.FileId == fileId)) return false;
        return opportunity.IsPublicAt(clock.GetUtcNow()) || who.BelongsTo(opportunity.LeadProviderId);
    }
}
