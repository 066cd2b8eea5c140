using Procurement.Kernel;

namespace Procurement.Bidding.Contracts;

/// <summary>A bid was started. Sealed until it is opened.</summary>
public sealed record BidStarted(Guid BidId, string Reference, Guid OpportunityId, Guid LeadOrganisationId, Guid? ConsortiumId) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A part of a draft was saved. Sealed until it is opened.</summary>
public sealed record BidChanged(Guid BidId, string Reference, Guid OpportunityId, int Version, string Part) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A member declared its interests and exclusions. Sealed until it is opened.</summary>
public sealed record BidInterestsDeclared(Guid BidId, string Reference, Guid OpportunityId, Guid OrganisationId) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A member accepted the exact version. Sealed until it is opened.</summary>
public sealed record BidVersionAccepted(Guid BidId, string Reference, Guid OpportunityId, int Version, Guid OrganisationId) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A version was submitted in time. Sealed until it is opened.</summary>
public sealed record BidSubmitted(Guid BidId, string Reference, Guid OpportunityId, int Version, DateTimeOffset ArrivedAt, string Hash) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A version that was submitted before the notice changed was confirmed in time. Sealed until it is opened.</summary>
public sealed record BidReconfirmed(Guid BidId, string Reference, Guid OpportunityId, int Version, int TermsVersion, DateTimeOffset ArrivedAt) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A submission came too late and was refused. Sealed until it is opened.</summary>
public sealed record BidRefusedAsLate(Guid BidId, string Reference, Guid OpportunityId, int Version, DateTimeOffset ArrivedAt, DateTimeOffset ClosesAt) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A bid was withdrawn by its bidder before closing. Sealed until it is opened.</summary>
public sealed record BidWithdrawn(Guid BidId, string Reference, Guid OpportunityId, string Reason) : ISealedEvent
{
    /// <inheritdoc />
    public Guid SealId => BidId;

    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>A first person of the lead provider asked for the bids to be opened. It says nothing of what there is to open.</summary>
public sealed record OpeningAsked(Guid OpportunityId, string Reference, string AskedBy) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}

/// <summary>Two people of the lead provider opened the bids: from here on they are no secret to it.</summary>
public sealed record BidsOpened(Guid OpportunityId, string Reference, DateTimeOffset OpenedAt, string AskedBy, string ConfirmedBy, IReadOnlyList<Guid> BidIds) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Opportunity", OpportunityId, Reference);
}

/// <summary>The lead provider decided whether an opened bid meets the conditions of the notice.</summary>
public sealed record BidComplianceDecided(Guid BidId, string Reference, Guid OpportunityId, BidStatus Status, string? Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>What had become of a bid for a lot is open again: the award was given up.</summary>
public sealed record BidOutcomeTakenBack(Guid BidId, string Reference, Guid OpportunityId, Guid LotId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}

/// <summary>It was decided what became of a bid for a lot.</summary>
public sealed record BidOutcomeSet(Guid BidId, string Reference, Guid OpportunityId, Guid LotId, BidOutcome Outcome) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Bid", BidId, Reference);
}
