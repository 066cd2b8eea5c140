using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>Where a lead provider's people work on their opportunities: nobody sees another's, and nobody overwrites a colleague's.</summary>
internal sealed class DraftDesk(
    PortalDbContext db, IWho who, TimeProvider clock, ISettings settings, IOrganisations organisations, IPlaces places, IWorkingDays days)
{
    /// <summary>Who asks, and now.</summary>
    public Hand Hand() => new(who.UserId, who.DisplayName, clock.GetUtcNow());

    /// <summary>One of the asker's own organisation's; null when there is none, or it is another's.</summary>
    public async Task<Opportunity?> FindOwnAsync(Guid id, CancellationToken ct)
    {
        var opportunity = await db.Set<Opportunity>().Include(o => o.Lots).FirstOrDefaultAsync(o => o.Id == id, ct);
        return opportunity is not null && who.BelongsTo(opportunity.LeadProviderId) ? opportunity : null;
    }

    /// <summary>The same, to be read only.</summary>
    public async Task<Opportunity?> ReadOwnAsync(Guid id, CancellationToken ct)
    {
        var opportunity = await db.Set<Opportunity>().AsNoTracking().Include(o => o.Lots).FirstOrDefaultAsync(o => o.Id == id, ct);
        return opportunity is not null && who.BelongsTo(opportunity.LeadProviderId) ? opportunity : null;
    }

    /// <summary>What a draft is measured by today.</summary>
    public async Task<PublishingRules> RulesAsync(Opportunity opportunity, CancellationToken ct) => new(
        clock.GetUtcNow(), await settings.GetAsync<OpportunitySettings>(ct),
        await organisations.AppointedAreasAsync(opportunity.LeadProviderId, London.DateOf(clock.GetUtcNow()), ct), places, days);

    /// <summary>Changes a draft that the asker may write, unless a colleague has changed it since the form was shown.</summary>
    public async Task<Result> ChangeAsync(Guid id, int rowVersion, Func<Opportunity, Hand, Result> change, CancellationToken ct)
    {
        if (await FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Write, opportunity.LeadProviderId)) return new NotAllowed();
        if (opportunity.Stage is not OpportunityStage.Draft) return new NotADraft();
        if (opportunity.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (change(opportunity, Hand()).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }
}
