using System.Globalization;
using Procurement.Bidding.Domain;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.SubmitBid;

/// <summary>What the mail of a receipt says.</summary>
internal static class ReceiptMail
{
    public static Dictionary<string, string?> Values(Receipt receipt, Bid bid, OpportunityTerms terms) => new()
    {
        ["Bid"] = bid.Reference,
        ["Bidder"] = bid.Content.BidderName,
        ["Opportunity"] = terms.Title,
        ["Version"] = receipt.Version.ToString(CultureInfo.InvariantCulture),
        ["Received"] = $"{London.Day(London.DateOf(receipt.ArrivedAt))}, {London.ClockWithSeconds(receipt.ArrivedAt)} ({London.ZoneName(receipt.ArrivedAt)})",
        ["Closes"] = London.Long(receipt.ClosesAt),
        ["Hash"] = receipt.Hash,
        ["By"] = receipt.By,
        ["Files"] = receipt.Files.Count == 0 ? "–" : string.Join("\n", receipt.Files.Select(f => $"{f.Name} ({f.Size:N0} bytes)\nSHA-256 {f.Sha256}")),
        // What has to be confirmed again does not stand.
        ["Earlier"] = receipt.WasAccepted || bid.StateUnder(terms) != BidState.Submitted ? null : bid.LastReceived!.Version.ToString(CultureInfo.InvariantCulture),
    };
}
