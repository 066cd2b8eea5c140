using System.Security.Cryptography;
using System.Text.Json;
using Procurement.Bidding.Contracts;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>One submitted version: a single enciphered envelope that holds everything, and is never altered.</summary>
internal sealed class BidVersion : Entity
{
    private Envelope? _envelope;

    private BidVersion() { }

    public Guid BidId { get; private set; }

    public Guid OpportunityId { get; private set; }

    public int Number { get; private set; }

    public string Sealed { get; private set; } = "";

    public static (BidVersion Version, string Hash) Of(Bid bid, OpportunityTerms terms, DateTimeOffset arrivedAt, string by)
    {
        var version = new BidVersion { BidId = bid.Id, OpportunityId = bid.OpportunityId, Number = bid.Content.Version };
        // One that is confirmed again after the notice changed is not stored again: its receipts say under which notice it counts.
        version._envelope = Envelope.Of(bid, terms, arrivedAt, by);
        return (version, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(version._envelope, EventJson.Options))));
    }

    public void Seal(Func<string, string> seal) => Sealed = seal(JsonSerializer.Serialize(_envelope, EventJson.Options));

    /// <summary>The envelope letter for letter, as it was sealed: what the receipt's SHA-256 is of.</summary>
    public string Text(Func<string, string> open) => open(Sealed);

    public Envelope Open(Func<string, string> open) => _envelope ??= JsonSerializer.Deserialize<Envelope>(open(Sealed), EventJson.Options)!;
}

/// <summary>Everything that a version says, as one document. Its SHA-256 stands on the receipt.</summary>
internal sealed record Envelope(
    string Reference, Guid BidId, Guid OpportunityId, string OpportunityReference, string OpportunityTitle, int TermsVersion, int Version,
    string BidderName, Guid? ConsortiumId, Guid LeadOrganisationId, List<BidMember> Members, List<Guid> LotIds, Dictionary<Guid, string> Answers,
    Dictionary<Guid, int> Prices, string WomensStatement, string? WelshStatement, List<BidAttachment> Files, DateTimeOffset ArrivedAt,
    DateTimeOffset ClosesAt, string SubmittedBy)
{
    public static Envelope Of(Bid bid, OpportunityTerms terms, DateTimeOffset arrivedAt, string by)
    {
        var content = JsonSerializer.Deserialize<BidContent>(JsonSerializer.Serialize(bid.Content, EventJson.Options), EventJson.Options)!;
        return new Envelope(
            bid.Reference, bid.Id, bid.OpportunityId, terms.Reference, terms.Title, terms.Version, content.Version, content.BidderName,
            content.ConsortiumId, content.LeadOrganisationId, content.Members, content.LotIds, content.Answers, content.Prices,
            content.WomensStatement, content.WelshStatement.Length == 0 ? null : content.WelshStatement, content.Files, arrivedAt, terms.ClosesAt, by);
    }
}
