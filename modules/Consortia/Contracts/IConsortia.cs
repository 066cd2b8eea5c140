using Procurement.Kernel;

namespace Procurement.Consortia.Contracts;

/// <summary>How far a consortium has come.</summary>
public enum ConsortiumState
{
    /// <summary>Its make-up is not agreed: members are missing, shares do not add up, or somebody has not accepted.</summary>
    Forming,

    /// <summary>Every member has accepted this make-up.</summary>
    Agreed,

    /// <summary>A submitted bid stands on it: its make-up cannot change.</summary>
    Locked,

    /// <summary>It is over.</summary>
    Dissolved,
}

/// <summary>A consortium, as others read it.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">Its name.</param>
/// <param name="LeadOrganisationId">The member that signs and submits.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Version">Counts the changes of its make-up.</param>
/// <param name="Members">Its members now, the lead first.</param>
/// <param name="OpportunityId">What it was formed for; null when for any.</param>
public sealed record ConsortiumCard(
    Guid Id, string Name, Guid LeadOrganisationId, ConsortiumState State, int Version, IReadOnlyList<MemberCard> Members, Guid? OpportunityId = null);

/// <summary>A member of a consortium.</summary>
/// <param name="OrganisationId">Who.</param>
/// <param name="Name">Its name.</param>
/// <param name="Share">Its share in whole percent.</param>
/// <param name="IsLead">True for the member that signs and submits.</param>
/// <param name="HasAccepted">True when it has accepted this version of the make-up.</param>
public sealed record MemberCard(Guid OrganisationId, string Name, int Share, bool IsLead, bool HasAccepted);

/// <summary>What higher rooms ask of consortia. It answers to the portal itself: who may see the answer is for the asker to judge.</summary>
public interface IConsortia
{
    /// <summary>A consortium; null when there is none.</summary>
    Task<ConsortiumCard?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>The consortia that an organisation is a member of and that are not dissolved, newest first.</summary>
    Task<IReadOnlyList<ConsortiumCard>> OfOrganisationAsync(Guid organisationId, CancellationToken ct);

    /// <summary>Holds the make-up while a submitted bid stands on it, in the caller's transaction. Refused unless it is agreed.</summary>
    Task<Result> LockAsync(Guid consortiumId, Guid bidId, CancellationToken ct);

    /// <summary>Lets the make-up go, in the caller's transaction. Done, too, when the bid did not hold it.</summary>
    Task<Result> ReleaseAsync(Guid consortiumId, Guid bidId, CancellationToken ct);
}
