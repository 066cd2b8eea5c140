using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.Search;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Progress;

/// <summary>
/// Says that opening and closing instants have come, so that others can react. What people read is right before it has run: every
/// reader asks the clock.
/// </summary>
internal sealed class ClockJob(PortalDbContext db, TimeProvider clock, Listings listings, IWorkflows workflows) : IJob
{
    private const int Batch = 50;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Opportunity>()
            .Where(o => (o.Stage == OpportunityStage.Open && o.ClosesAt <= now)
                || ((o.Stage == OpportunityStage.Scheduled || o.Stage == OpportunityStage.Planned) && o.OpensAt <= now))
            .OrderBy(o => o.Id).Take(Batch).Select(o => o.Id).ToListAsync(ct);
        var done = 0;
        foreach (var id in due)
        {
            var turned = await db.InTransactionAsync(async () =>
            {
                if (await db.Set<Opportunity>().Include(o => o.Lots).FirstOrDefaultAsync(o => o.Id == id, ct) is not { } opportunity) return Result.Done;
                opportunity.OpenIfDue(now);
                if (opportunity.CloseIfDue(now)) await workflows.TellAsync(OpportunityNews.Closed, opportunity, null, ct);
                await listings.FollowAsync(opportunity, ct);
                return await db.SaveAsync(ct: ct);
            }, ct);
            db.ChangeTracker.Clear();
            if (turned.IsDone) done++;
        }

        if (!await db.Set<Listing>().AnyAsync(l => !l.IsShelved && l.EndsAt <= now, ct)) return done;
        var shelved = (await db.InTransactionAsync<int>(async () => await listings.ShelveAsync(now, ct), ct)).Value;
        return done + shelved;
    }
}
