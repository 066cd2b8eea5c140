namespace Procurement.Awards.Contracts;

/// <summary>Where an award stands.</summary>
public enum AwardState
{
    /// <summary>Proposed; the authorities are being heard.</summary>
    Proposed,

    /// <summary>Every authority was heard and answered; a second person may decide.</summary>
    Cleared,

    /// <summary>Approved, bidders told, and the standstill runs.</summary>
    Standstill,

    /// <summary>Somebody has challenged it; nothing goes on until that is settled.</summary>
    Challenged,

    /// <summary>Final and public.</summary>
    Confirmed,

    /// <summary>Given up, with a reason.</summary>
    Cancelled,
}

/// <summary>Awards, for rooms above.</summary>
public interface IAwards
{
    /// <summary>An award; null when there is none.</summary>
    Task<AwardCard?> FindAsync(Guid awardId, CancellationToken ct);

    /// <summary>The confirmed awards of an opportunity.</summary>
    Task<IReadOnlyList<AwardCard>> ConfirmedAsync(Guid opportunityId, CancellationToken ct);
}

/// <summary>An award, as rooms above see it. The bidder and the value are given when it is confirmed, never before.</summary>
public sealed record AwardCard(
    Guid Id, string Reference, Guid OpportunityId, Guid LotId, Guid LeadProviderId, AwardState State, Guid? WinningBidId,
    string? WinnerName, Guid? WinnerOrganisationId, int? ValueAYear, DateTimeOffset? ConfirmedAt);
