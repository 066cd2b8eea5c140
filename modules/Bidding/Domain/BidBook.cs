using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>Takes bids out of the database and puts them back, sealed. It asks nobody's rights: <see cref="BidDesk"/> does.</summary>
internal sealed class BidBook(PortalDbContext db, ISeals seals, KeyedHash hash)
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>A reference that says nothing of order or number.</summary>
    public static string NewReference()
    {
        var text = RandomNumberGenerator.GetString(Letters, 8);
        return $"{text[..4]}-{text[4..]}";
    }

    public async Task<Bid?> FindAsync(string reference, CancellationToken ct) =>
        Opened(await db.Set<Bid>().FirstOrDefaultAsync(b => b.Reference == reference.ToUpperInvariant(), ct));

    /// <summary>The same for reading: what is done to it is not saved.</summary>
    public async Task<Bid?> ReadAsync(string reference, CancellationToken ct) =>
        Opened(await db.Set<Bid>().AsNoTracking().FirstOrDefaultAsync(b => b.Reference == reference.ToUpperInvariant(), ct));

    public async Task<Bid?> ReadAsync(Guid id, CancellationToken ct) =>
        Opened(await db.Set<Bid>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct));

    public async Task<IReadOnlyList<Bid>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var bids = await db.Set<Bid>().AsNoTracking().Where(b => ids.Contains(b.Id)).ToListAsync(ct);
        bids.ForEach(b => Opened(b));
        return bids;
    }

    public async Task<IReadOnlyList<Bid>> OfOpportunityAsync(Guid opportunityId, CancellationToken ct)
    {
        var bids = await db.Set<Bid>().AsNoTracking().Where(b => b.OpportunityId == opportunityId).OrderBy(b => b.Id).ToListAsync(ct);
        bids.ForEach(b => Opened(b));
        return bids;
    }

    public void Add(Bid bid)
    {
        Seal(bid);
        db.Add(bid);
    }

    public void Seal(Bid bid) => bid.Seal(text => seals.Seal(bid.Id, text));

    public void Seal(BidVersion version) => version.Seal(text => seals.Seal(version.BidId, text));

    public Envelope Open(BidVersion version) => version.Open(text => seals.Open(version.BidId, text));

    public string TextOf(BidVersion version) => version.Text(text => seals.Open(version.BidId, text));

    // ---- Whose bids ----

    /// <summary>The keys of the bids that an organisation stands in, newest first.</summary>
    public async Task<IReadOnlyList<Guid>> IdsOfAsync(Guid organisationId, CancellationToken ct)
    {
        var key = hash.GuidOf("portfolio", organisationId);
        var row = await db.Set<Portfolio>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == key, ct);
        return row is null ? [] : [.. List(row).Distinct().OrderDescending()];
    }

    /// <summary>Files a bid under each of its members, in the transaction under way.</summary>
    public async Task FileAsync(Bid bid, CancellationToken ct)
    {
        foreach (var member in bid.Content.Members)
        {
            var key = hash.GuidOf("portfolio", member.OrganisationId);
            var row = await db.Set<Portfolio>().FirstOrDefaultAsync(p => p.Id == key, ct);
            if (row is null) db.Add(row = Portfolio.Of(key));
            var list = List(row);
            if (list.Contains(bid.Id)) continue;
            row.Put(seals.Seal(key, JsonSerializer.Serialize(list.Append(bid.Id), EventJson.Options)));
        }
    }

    private List<Guid> List(Portfolio row) =>
        row.Sealed.Length == 0 ? [] : JsonSerializer.Deserialize<List<Guid>>(seals.Open(row.Id, row.Sealed), EventJson.Options)!;

    // ---- One place for each organisation in each lot ----

    /// <summary>Takes the places of a submitted bid and gives back those that it no longer needs, in the transaction under way.</summary>
    public async Task<Result> ClaimAsync(Bid bid, OpportunityTerms terms, CancellationToken ct)
    {
        var holder = hash.Of("holder", bid.Id);
        var wanted = terms.AllowsOverlap ? [] : bid.Content.LotIds.SelectMany(lot => bid.Content.Members.Select(m => hash.Of("slot", lot, m.OrganisationId))).ToHashSet();
        var there = await db.Set<Slot>().Where(s => s.Holder == holder || wanted.Contains(s.Key)).ToListAsync(ct);
        if (there.Any(s => s.Holder != holder)) return new OrganisationStandsInAnotherBid();

        db.RemoveRange(there.Where(s => !wanted.Contains(s.Key)));
        db.AddRange(wanted.Except(there.Select(s => s.Key)).Select(key => new Slot { Key = key, Holder = holder }));
        return Result.Done;
    }

    /// <summary>Gives all places back.</summary>
    public async Task GiveBackAsync(Bid bid, CancellationToken ct)
    {
        var holder = hash.Of("holder", bid.Id);
        db.RemoveRange(await db.Set<Slot>().Where(s => s.Holder == holder).ToListAsync(ct));
    }

    /// <summary>A violated index means that another transaction was a moment faster: look again, and say then what it means.</summary>
    public static Refusal? OnDuplicate(string index) =>
        index.Contains("bidding_", StringComparison.Ordinal) ? new ChangedBySomebodyElse() : null;

    private Bid? Opened(Bid? bid)
    {
        bid?.Open(text => seals.Open(bid.Id, text));
        return bid;
    }
}
