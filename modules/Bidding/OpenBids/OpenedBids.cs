using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Data;
using Procurement.Kernel;

namespace Procurement.Bidding.OpenBids;

/// <summary>Reads opened bids out of their envelopes.</summary>
internal sealed class OpenedBids(PortalDbContext db, BidBook book) : IOpenedBids, IBidOutcomes
{
    public async Task<IReadOnlyList<OpenedBid>> OfLotAsync(Guid lotId, CancellationToken ct)
    {
        var rows = await db.Set<Opened>().AsNoTracking().Where(o => o.Lots.Any(l => l.LotId == lotId)).ToListAsync(ct);
        return await ReadAsync(rows, ct);
    }

    public async Task<IReadOnlyList<OpenedBid>> OfOpportunityAsync(Guid opportunityId, CancellationToken ct) =>
        await ReadAsync(await db.Set<Opened>().AsNoTracking().Where(o => o.OpportunityId == opportunityId).ToListAsync(ct), ct);

    public async Task<OpenedBid?> FindAsync(Guid bidId, CancellationToken ct) =>
        (await ReadAsync(await db.Set<Opened>().AsNoTracking().Where(o => o.Id == bidId).ToListAsync(ct), ct)).SingleOrDefault();

    public async Task<OpenedBid?> FindAsync(string reference, CancellationToken ct) =>
        (await ReadAsync(await db.Set<Opened>().AsNoTracking().Where(o => o.Reference == reference.ToUpperInvariant()).ToListAsync(ct), ct)).SingleOrDefault();

    public async Task<IReadOnlyDictionary<Guid, decimal>> PricesOfLotAsync(Guid lotId, CancellationToken ct)
    {
        var rows = await db.Set<Opened>().AsNoTracking().Where(o => o.Status == BidStatus.Compliant && o.Lots.Any(l => l.LotId == lotId)).ToListAsync(ct);
        var envelopes = await EnvelopesAsync(rows, ct);
        return rows.ToDictionary(r => r.Id, r => (decimal)envelopes[r.VersionId].Prices[lotId]);
    }

    public Task<bool> IsOpenAsync(Guid opportunityId, CancellationToken ct) =>
        db.Set<Opening>().AnyAsync(o => o.OpportunityId == opportunityId && o.ConfirmedAt != null, ct);

    public async Task<Result> SetAsync(Guid bidId, Guid lotId, BidOutcome outcome, CancellationToken ct)
    {
        if (await db.Set<Opened>().FirstOrDefaultAsync(o => o.Id == bidId, ct) is not { } opened) return new NotFound();
        var done = opened.Become(lotId, outcome);
        return done.IsDone ? await db.SaveAsync(ct: ct) : done;
    }

    public async Task<Result> TakeBackAsync(Guid bidId, Guid lotId, CancellationToken ct)
    {
        if (await db.Set<Opened>().FirstOrDefaultAsync(o => o.Id == bidId, ct) is not { } opened) return new NotFound();
        var done = opened.TakeBack(lotId);
        return done.IsDone ? await db.SaveAsync(ct: ct) : done;
    }

    private async Task<IReadOnlyList<OpenedBid>> ReadAsync(List<Opened> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return [];
        var envelopes = await EnvelopesAsync(rows, ct);
        return [.. rows.OrderBy(r => r.SubmittedAt).ThenBy(r => r.Id).Select(r => Of(r, envelopes[r.VersionId]))];
    }

    private async Task<Dictionary<Guid, Envelope>> EnvelopesAsync(List<Opened> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(r => r.VersionId);
        var versions = await db.Set<BidVersion>().AsNoTracking().Where(v => ids.Contains(v.Id)).ToListAsync(ct);
        return versions.ToDictionary(v => v.Id, book.Open);
    }

    private static OpenedBid Of(Opened row, Envelope envelope) => new(
        row.Id, row.Reference, row.OpportunityId, envelope.LotIds, row.BidderName, row.LeadOrganisationId,
        [.. envelope.Members.Select(m => m.OrganisationId)], row.SubmittedAt, envelope.Version, envelope.Answers,
        [.. envelope.Files.Select(f => new BidFile(f.FileId, f.Name, f.Size, f.Sha256, f.Class))],
        row.Status, row.DisqualifiedBecause, envelope.WomensStatement, envelope.WelshStatement,
        [.. envelope.Members.Select(m => new BidMemberCard(m.OrganisationId, m.Name, m.Share, m.IsLead, m.Delivers, m.Declaration is { HasInterest: true } i ? i.Interest : null,
            m.Declaration is { HasExclusion: true } e ? e.Exclusion : null))],
        row.Lots.Where(l => l.Outcome is not null).ToDictionary(l => l.LotId, l => l.Outcome!.Value));
}
