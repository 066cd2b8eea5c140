using Procurement.Kernel;

namespace Procurement.Opportunities.Contracts;

/// <summary>What happens to an opportunity, as the audit trail files it.</summary>
public static class OpportunitySubject
{
    /// <summary>The noun.</summary>
    public const string Type = "Opportunity";

    internal static Subject Of(Guid id, string? reference = null) => new(Type, id, reference);
}

/// <summary>Somebody at a lead provider has started to write.</summary>
public sealed record OpportunityStarted(Guid OpportunityId, Guid LeadProviderId) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId);
}

/// <summary>A part of a draft was changed.</summary>
public sealed record OpportunityDraftChanged(Guid OpportunityId, string Part) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId);
}

/// <summary>A draft was sent to a second person.</summary>
public sealed record OpportunitySentForApproval(Guid OpportunityId, Guid LeadProviderId, Guid SubmittedBy) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId);
}

/// <summary>The second person, or the first, took it back to be changed.</summary>
public sealed record OpportunitySentBack(Guid OpportunityId, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId);
}

/// <summary>A workflow holds its publication, with a reason.</summary>
public sealed record PublicationHeld(Guid OpportunityId, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId);
}

/// <summary>Its workflow has released the publication.</summary>
public sealed record PublicationHoldReleased(Guid OpportunityId, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId);
}

/// <summary>A second person has published it: at once, as a planned notice, or for the day when it opens.</summary>
public sealed record OpportunityPublished(
    Guid OpportunityId, string Reference, string Title, Guid LeadProviderId, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    IReadOnlyList<string> AreaCodes, IReadOnlyList<string> AuthorityCodes, IReadOnlyList<string> ServiceCodes) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>Somebody at the lead provider has written, or changed, an amendment that nobody has published yet.</summary>
public sealed record AmendmentWritten(Guid OpportunityId, string Reference) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>An amendment was sent to a second person.</summary>
public sealed record AmendmentSentForApproval(Guid OpportunityId, string Reference, Guid SubmittedBy) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>The second person sent an amendment back, or the first took it back, to be changed.</summary>
public sealed record AmendmentSentBack(Guid OpportunityId, string Reference, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>An amendment was given up before anybody published it.</summary>
public sealed record AmendmentDiscarded(Guid OpportunityId, string Reference) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>The opportunity closed or was withdrawn before anybody had published an amendment.</summary>
public sealed record AmendmentLapsed(Guid OpportunityId, string Reference) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>A second person has published an amendment. Only a material one makes a new version, under which bids have to be confirmed again.</summary>
/// <param name="OpportunityId">The key.</param>
/// <param name="Reference">What people call it.</param>
/// <param name="Title">Its title from now on.</param>
/// <param name="Version">Its version from now on.</param>
/// <param name="IsMaterial">True when bids have to be confirmed again.</param>
/// <param name="Note">What changes and why, as it was published.</param>
/// <param name="ClosesAt">When it closes from now on.</param>
/// <param name="PreviousClosesAt">When it would have closed; the same when nothing was extended.</param>
public sealed record OpportunityAmended(
    Guid OpportunityId, string Reference, string Title, int Version, bool IsMaterial, string Note, DateTimeOffset ClosesAt, DateTimeOffset PreviousClosesAt) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>Its opening instant has come: bids are taken.</summary>
public sealed record OpportunityOpenedForBids(Guid OpportunityId, string Reference, DateTimeOffset OpensAt) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>Its closing instant has come.</summary>
public sealed record OpportunityClosed(Guid OpportunityId, string Reference, Guid LeadProviderId, DateTimeOffset ClosesAt) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>The lead provider took it back before it closed.</summary>
public sealed record OpportunityWithdrawn(Guid OpportunityId, string Reference, string Title, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>The lead provider ended it after it closed.</summary>
public sealed record OpportunityCancelled(Guid OpportunityId, string Reference, string Title, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>The lead provider ended one lot after the opportunity closed.</summary>
public sealed record LotCancelled(Guid OpportunityId, string Reference, Guid LotId, int LotNumber, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}

/// <summary>A lot has moved on.</summary>
public sealed record LotMoved(Guid OpportunityId, string Reference, Guid LotId, int LotNumber, LotStage From, LotStage To) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => OpportunitySubject.Of(OpportunityId, Reference);
}
