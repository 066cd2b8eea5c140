using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.AuditTrail.Contracts;
using Procurement.Bidding.Activities;
using Procurement.Bidding.Domain;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Bidding.OpenBids;

/// <summary>Opens the bids of an opportunity: one person of the lead provider asks, another confirms.</summary>
internal sealed class OpenBidsHandler(
    PortalDbContext db, BidBook book, Arrivals arrivals, IOpportunities opportunities, ILotProgress lots, IAudit audit, IConsortia consortia,
    INotify notify, IUserTasks tasks, IWorkflows workflows, IWho who, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The opportunity, for those who may open its bids; null for everybody else.</summary>
    public async Task<OpportunityTerms?> FindAsync(string reference, CancellationToken ct) =>
        await opportunities.FindByReferenceAsync(reference.ToUpperInvariant(), ct) is { } terms && who.BelongsTo(terms.LeadProviderId) ? terms : null;

    /// <summary>Whoever writes or decides for the lead provider may ask; only somebody else who decides may confirm.</summary>
    public bool MayAsk(OpportunityTerms terms) => who.May(Duties.Write, terms.LeadProviderId) || who.May(Duties.Approve, terms.LeadProviderId);

    public Task<Opening?> OpeningAsync(Guid opportunityId, CancellationToken ct) =>
        db.Set<Opening>().AsNoTracking().FirstOrDefaultAsync(o => o.OpportunityId == opportunityId, ct);

    public async Task<Result> AskAsync(string reference, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } terms) return new NotFound();
        if (!MayAsk(terms) || who.UserId is not { } user) return new NotAllowed();
        if (terms.Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled) return new OpportunityWasWithdrawn();

        return await db.InTransactionAsync(async () =>
        {
            if (await db.Set<Opening>().AnyAsync(o => o.OpportunityId == terms.Id, ct)) return Result.Done;
            var asked = Opening.Ask(terms.Id, terms.Reference, terms.ClosesAt, user, who.DisplayName, clock.GetUtcNow());
            if (asked.Refusal is { } refusal) return refusal;
            db.Add(asked.Value);
            await notify.SendAsync(new Notice("OpeningAsked", new To.Organisation(terms.LeadProviderId, Duties.Approve), $"/lead/opportunities/{terms.Reference}/opening", new()
            {
                ["Opportunity"] = terms.Title,
                ["AskedBy"] = who.DisplayName,
            }), ct);
            await tasks.CompleteAsync(BidNews.OpeningTask(terms.Id, Opener.First), null, null, ct);
            await workflows.TellOpeningAsync(BidNews.OpeningAsked, terms, who.DisplayName, null, ct);
            return await db.SaveAsync(i => i.Contains("bidding_openings", StringComparison.Ordinal) ? new ChangedBySomebodyElse() : null, ct);
        }, ct);
    }

    public async Task<Result> ConfirmAsync(string reference, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } terms) return new NotFound();
        if (!who.May(Duties.Approve, terms.LeadProviderId) || who.UserId is not { } user) return new NotAllowed();
        if (terms.Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled) return new OpportunityWasWithdrawn();
        if (!await arrivals.QuietAsync(terms.Id, terms.ClosesAt, Patience, ct)) return new ArrivalsAreBeingStored(clock.GetUtcNow() + Opening.Grace);

        return await db.InTransactionAsync(async () =>
        {
            await Arrivals.AloneAsync(db, terms.Id, ct);
            if (await db.Set<Opening>().FirstOrDefaultAsync(o => o.OpportunityId == terms.Id, ct) is not { } opening) return new OpeningWasNotAsked();

            List<(Bid Bid, Opened Opened)> opened = [];
            List<Bid> notConfirmed = [];
            foreach (var bid in await book.OfOpportunityAsync(terms.Id, ct))
            {
                if (bid.LastReceived is not { } receipt) continue;
                if (bid.StateUnder(terms) == BidState.NeedsReconfirming)
                {
                    notConfirmed.Add(bid);
                    continue;
                }

                var version = await db.Set<BidVersion>().AsNoTracking().SingleAsync(v => v.Id == receipt.VersionId, ct);
                opened.Add((bid, Opened.Of(bid, version.Id, book.Open(version))));
            }

            var confirmed = opening.Confirm(terms.ClosesAt, user, who.DisplayName, clock.GetUtcNow(), [.. opened.Select(o => o.Bid.Id)]);
            if (!confirmed.IsDone) return confirmed;
            foreach (var (bid, row) in opened)
            {
                db.Add(row);
                audit.Unseal(bid.Id);
                await workflows.UnsealAsync(bid.Id, ct);
                if (bid.Content.ConsortiumId is { } consortium) audit.Unseal(consortium);
            }

            foreach (var lot in terms.Lots.Where(l => l.Stage == LotStage.Active))
            {
                var to = opened.Exists(o => o.Opened.Lots.Any(l => l.LotId == lot.Id)) ? LotStage.Opened : LotStage.Unsuccessful;
                if ((await lots.MoveAsync(lot.Id, to, ct)).Refusal is { } refusal) return refusal;
            }

            await tasks.CompleteAsync(BidNews.OpeningTask(terms.Id, Opener.Second), null, null, ct);
            await workflows.TellOpeningAsync(BidNews.Opened, terms, who.DisplayName, opened.Count, ct);
            foreach (var (bid, _) in opened) await TellAsync(bid, "BidWasOpened", terms, ct);
            foreach (var bid in notConfirmed)
            {
                // It stays sealed and nobody decides on it: its consortium is free again.
                if (bid.Content.ConsortiumId is { } free && (await consortia.ReleaseAsync(free, bid.Id, ct)).Refusal is { } held) return held;
                await TellAsync(bid, "BidWasNotReconfirmed", terms, ct);
            }

            return await db.SaveAsync(BidBook.OnDuplicate, ct);
        }, ct);
    }

    private async Task TellAsync(Bid bid, string template, OpportunityTerms terms, CancellationToken ct)
    {
        foreach (var member in bid.Content.Members)
            await notify.SendAsync(new Notice(template, new To.Organisation(member.OrganisationId, null), $"/bids/{bid.Reference}", new()
            {
                ["Bid"] = bid.Reference,
                ["Opportunity"] = terms.Title,
                ["Version"] = bid.LastReceived!.Version.ToString(CultureInfo.InvariantCulture),
            }, bid.Id), ct);
    }
}
