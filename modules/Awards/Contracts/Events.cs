using Procurement.Kernel;

namespace Procurement.Awards.Contracts;

/// <summary>An award was proposed; its comment requests were written with it.</summary>
public sealed record AwardProposed(Guid AwardId, string Reference, Guid OpportunityId, Guid LotId, Guid LeadProviderId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>A ranked bid was passed over in a proposal, with a reason that its bidder will read.</summary>
public sealed record BidPassedOver(Guid AwardId, string Reference, Guid BidId, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>The reasons that a bidder will read were changed.</summary>
public sealed record AwardFeedbackChanged(Guid AwardId, string Reference, Guid BidId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>A second person approved it; the letters went out and the standstill began.</summary>
public sealed record AwardApproved(Guid AwardId, string Reference, Guid OpportunityId, Guid LotId, DateTimeOffset StandstillEndsAt) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>A workflow holds its decision, with a reason.</summary>
public sealed record AwardHeld(Guid AwardId, string Reference, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>A hold of its decision was released, by its workflow or by an administrator, with a reason.</summary>
public sealed record AwardHoldReleased(Guid AwardId, string Reference, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>Somebody has challenged it.</summary>
public sealed record AwardChallenged(Guid AwardId, string Reference, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>The challenge is settled and the award goes on.</summary>
public sealed record ChallengeSettled(Guid AwardId, string Reference, string Outcome, DateTimeOffset StandstillEndsAt) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>It is final and public.</summary>
public sealed record AwardConfirmed(Guid AwardId, string Reference, Guid OpportunityId, Guid LotId, Guid WinningBidId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}

/// <summary>It was given up.</summary>
public sealed record AwardCancelled(Guid AwardId, string Reference, Guid OpportunityId, Guid LotId, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", AwardId, Reference);
}
