using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Domain;
using Procurement.Bidding.MyBids;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Shared;

/// <summary>A page of a bid, for its own bidders: for everybody else there is none.</summary>
public abstract class BidPage : PortalPage
{
    /// <summary>The reference in the address.</summary>
    public string Reference => (RouteData.Values["reference"] as string ?? "").ToUpperInvariant();

    /// <summary>The bid's own page.</summary>
    public string Home => "/bids/" + Reference;

    internal OpenBid Mine { get; private set; } = null!;

    internal Bid Bid => Mine.Bid;

    internal BidContent Written => Mine.Bid.Content;

    internal OpportunityTerms Terms => Mine.Terms;

    internal IReadOnlyList<BidTask> Tasks { get; private set; } = [];

    internal MyBidState State { get; private set; }

    internal Opened? Opened { get; private set; }

    internal DateTimeOffset Now { get; private set; }

    internal bool IsOpenForWriting => Now < Terms.ClosesAt && Written.State != BidState.Withdrawn && Terms.Stage == OpportunityStage.Open;

    internal bool MayWrite => IsOpenForWriting && Written.Members.Exists(m => Who.May(Duties.Write, m.OrganisationId));

    internal bool MaySubmit => Who.May(Duties.Approve, Written.LeadOrganisationId);

    internal int Revision(string part) => Written.Revisions.GetValueOrDefault(part);

    internal T Get<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    internal async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Get<BidDesk>().FindAsync(Reference, ct) is not { } mine) return false;
        Mine = mine;
        Now = Get<TimeProvider>().GetUtcNow();
        Tasks = BidTasks.Of(mine.Bid, mine.Conditions);
        var db = Get<PortalDbContext>();
        Opened = await db.Set<Opened>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == mine.Bid.Id, ct);
        var wasOpened = await db.Set<Opening>().AnyAsync(o => o.OpportunityId == mine.Bid.OpportunityId && o.ConfirmedAt != null, ct);
        State = MyBidsQuery.StateOf(mine.Bid, mine.Terms, Opened, wasOpened, Now);
        return true;
    }

    /// <summary>The page for writing; sent back to the bid's own page, which says why, when nothing can be written any more.</summary>
    internal async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        return MayWrite ? Page() : LocalRedirect(Home);
    }

    internal string LotName(Guid lotId) => Terms.Lots.FirstOrDefault(l => l.Id == lotId) is { } lot ? W.Text("Bidding.Lot", lot.Number, lot.Title) : "";

    internal string FirstLeft => Tasks.FirstOrDefault(t => t.State is TaskState.Problem or TaskState.InProgress or TaskState.NotStarted)?.Path is { } path ? $"{Home}/{path}" : Home;
}
