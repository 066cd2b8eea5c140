using Procurement.Kernel;

namespace Procurement.Consortia.Contracts;

// Who joins with whom says who will bid: all of these stay sealed, under the consortium, until a bid of the consortium is opened.

/// <summary>A consortium was formed.</summary>
public sealed record ConsortiumFormed(Guid ConsortiumId, string Name, Guid LeadOrganisationId, Guid SealId) : ISealedEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Consortium", ConsortiumId, Name);
}

/// <summary>An organisation was invited.</summary>
public sealed record OrganisationInvited(Guid ConsortiumId, string Name, Guid OrganisationId, DateTimeOffset ExpiresAt, Guid SealId) : ISealedEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Consortium", ConsortiumId, Name);
}

/// <summary>An invitation came to an end: accepted, declined, revoked or expired.</summary>
public sealed record InvitationAnswered(Guid ConsortiumId, string Name, Guid OrganisationId, string Answer, Guid SealId) : ISealedEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Consortium", ConsortiumId, Name);
}

/// <summary>The make-up changed, and all acceptances lapsed.</summary>
public sealed record ConsortiumChanged(Guid ConsortiumId, string Name, int Version, string Change, Guid SealId) : ISealedEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Consortium", ConsortiumId, Name);
}

/// <summary>A member accepted a version of the make-up.</summary>
public sealed record MakeUpAccepted(Guid ConsortiumId, string Name, int Version, Guid OrganisationId, Guid SealId) : ISealedEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Consortium", ConsortiumId, Name);
}

/// <summary>Every member has accepted.</summary>
public sealed record ConsortiumAgreed(Guid ConsortiumId, string Name, int Version, Guid SealId) : ISealedEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Consortium", ConsortiumId, Name);
}

/// <summary>The consortium is over.</summary>
public sealed record ConsortiumDissolved(Guid ConsortiumId, string Name, string Reason, Guid SealId) : ISealedEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Consortium", ConsortiumId, Name);
}
