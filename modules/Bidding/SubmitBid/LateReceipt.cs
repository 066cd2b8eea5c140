using Procurement.Bidding.Domain;

namespace Procurement.Bidding.SubmitBid;

/// <summary>What comes too late is written down with a receipt of its own, which every member is told of.</summary>
internal static class LateReceipt
{
    /// <summary>The receipt, or, of somebody who goes on trying, the last that there was.</summary>
    /// <param name="desk">Where the bid lies.</param>
    /// <param name="bid">The bid.</param>
    /// <param name="conditions">What it was judged by.</param>
    /// <param name="notice">What the members are told.</param>
    /// <param name="refuse">Writes it down.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<Receipt> GiveAsync(BidDesk desk, Bid bid, Conditions conditions, string notice, Func<Receipt> refuse, CancellationToken ct)
    {
        if (bid.Content.Receipts.Count(r => !r.WasAccepted) >= Bid.MostLateReceipts) return bid.Content.Receipts.Last(r => !r.WasAccepted);
        var receipt = refuse();
        await desk.TellAllAsync(bid, notice, $"/receipts/{receipt.Id}", ReceiptMail.Values(receipt, bid, conditions.Terms), ct);
        return receipt;
    }
}
