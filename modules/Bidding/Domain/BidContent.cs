using System.Text.Json.Serialization;
using Procurement.Bidding.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>How far a bid has come, before it is opened. It stands inside the sealed content and nowhere else.</summary>
internal enum BidState
{
    Draft,
    Submitted,
    NeedsReconfirming,
    Withdrawn,
}

/// <summary>
/// Everything that a bid says, its bidder's name among it. It is only ever stored as one encrypted text: see <see cref="Bid"/>.
/// </summary>
internal sealed class BidContent
{
    public Guid? ConsortiumId { get; set; }
    public int ConsortiumVersion { get; set; }
    public string BidderName { get; set; } = "";
    public Guid LeadOrganisationId { get; set; }
    public List<BidMember> Members { get; set; } = [];
    public List<Guid> LotIds { get; set; } = [];
    public Dictionary<Guid, string> Answers { get; set; } = [];
    public Dictionary<Guid, int> Prices { get; set; } = [];
    public string WomensStatement { get; set; } = "";
    public string WelshStatement { get; set; } = "";
    public List<BidAttachment> Files { get; set; } = [];

    public BidState State { get; set; }
    public int Version { get; set; } = 1;
    public int TermsVersion { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public string ChangedBy { get; set; } = "";
    public string? WithdrawnBecause { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public List<Receipt> Receipts { get; set; } = [];

    /// <summary>Counts the saves of each page, so that two people who edit different pages do not meet.</summary>
    public Dictionary<string, int> Revisions { get; set; } = [];

    [JsonIgnore]
    public BidMember Lead => Members.First(m => m.IsLead);
}

/// <summary>An organisation that stands in a bid.</summary>
internal sealed class BidMember
{
    public Guid OrganisationId { get; set; }
    public string Name { get; set; } = "";
    public int Share { get; set; }
    public bool IsLead { get; set; }

    /// <summary>False for a group that is no legal person and has no trustees: it neither leads nor signs.</summary>
    public bool CanSign { get; set; }

    public string Delivers { get; set; } = "";
    public Declaration? Declaration { get; set; }
    public int? AcceptedVersion { get; set; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public string? AcceptedBy { get; set; }
    public DateTimeOffset? AskedAt { get; set; }
}

/// <summary>What a member declares of itself.</summary>
internal sealed class Declaration
{
    public bool HasInterest { get; set; }
    public string Interest { get; set; } = "";
    public bool HasExclusion { get; set; }
    public string Exclusion { get; set; } = "";
    public DateTimeOffset DeclaredAt { get; set; }
    public string DeclaredBy { get; set; } = "";
}

/// <summary>A file of the bid.</summary>
internal sealed class BidAttachment
{
    public Guid FileId { get; set; }
    public string Name { get; set; } = "";
    public long Size { get; set; }
    public string Sha256 { get; set; } = "";
    public BidFileClass Class { get; set; }
    public DateTimeOffset AddedAt { get; set; }
}

/// <summary>Evidence of an attempt to submit: received in time, or refused as late.</summary>
internal sealed class Receipt
{
    public Guid Id { get; set; }

    /// <summary>The version that it confirms again after the notice changed; null for a version's own receipt.</summary>
    public Guid? Confirms { get; set; }

    public bool WasAccepted { get; set; }
    public int Version { get; set; }
    public int TermsVersion { get; set; }
    public DateTimeOffset ArrivedAt { get; set; }
    public DateTimeOffset ClosesAt { get; set; }
    public string By { get; set; } = "";

    /// <summary>SHA-256 of the envelope: everything in the version, the files' hashes among it.</summary>
    public string Hash { get; set; } = "";

    public List<ReceiptFile> Files { get; set; } = [];

    /// <summary>The stored version that it speaks of.</summary>
    [JsonIgnore]
    public Guid VersionId => Confirms ?? Id;
}

/// <summary>A file as a receipt lists it.</summary>
internal sealed record ReceiptFile(string Name, long Size, string Sha256, BidFileClass Class);
