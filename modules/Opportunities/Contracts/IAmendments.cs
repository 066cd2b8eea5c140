namespace Procurement.Opportunities.Contracts;

/// <summary>An amendment that was published.</summary>
/// <param name="Version">The version of the opportunity from it on.</param>
/// <param name="IsMaterial">True when it made that version, so that bids have to be confirmed again.</param>
/// <param name="Note">What changes and why.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="ClosesAt">When the opportunity closes from it on.</param>
/// <param name="PreviousClosesAt">When it would have closed.</param>
public sealed record AmendmentCard(int Version, bool IsMaterial, string Note, DateTimeOffset PublishedAt, DateTimeOffset ClosesAt, DateTimeOffset PreviousClosesAt);

/// <summary>Reads what was amended of an opportunity that the public may see.</summary>
public interface IAmendments
{
    /// <summary>Its published amendments, newest first; none of an opportunity that is not public.</summary>
    Task<IReadOnlyList<AmendmentCard>> OfAsync(Guid opportunityId, CancellationToken ct);
}
