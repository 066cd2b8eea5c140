using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Data;

namespace Procurement.Bidding.ReadVersion;

/// <summary>A version as it was received, for its own bidders, and the envelope that its receipt states the SHA-256 of.</summary>
public sealed class VersionModel : BidPage
{
    private BidVersion _version = null!;

    internal Receipt Receipt { get; private set; } = null!;

    internal Envelope Envelope { get; private set; } = null!;

    internal long Size { get; private set; }

    internal string ReceiptUrl => $"{Home}/receipts/{Receipt.Id}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetEnvelopeAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct)
        ? File(Encoding.UTF8.GetBytes(Get<BidBook>().TextOf(_version)), "application/json", $"bid-{Reference}-version-{Receipt.Version}.json")
        : NotFound();

    /// <summary>How a name in the notice is shown when the envelope holds an answer that the notice no longer asks for.</summary>
    internal IEnumerable<string> AnswersBeyondTheNotice()
    {
        var asked = Terms.Criteria.SelectMany(c => c.Questions).Select(q => q.Id).ToHashSet();
        return Envelope.Answers.Where(a => !asked.Contains(a.Key)).Select(a => a.Value);
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Written.Receipts.Find(r => r.Id == id && r.WasAccepted) is not { } receipt) return false;
        if (await Get<PortalDbContext>().Set<BidVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == id && v.BidId == Bid.Id, ct) is not { } version) return false;
        (Receipt, _version) = (receipt, version);
        Envelope = Get<BidBook>().Open(version);
        Size = Encoding.UTF8.GetByteCount(Get<BidBook>().TextOf(version));
        return true;
    }
}
