using Procurement.Kernel;

namespace Procurement.Organisations.Contracts;

/// <summary>Something that has happened to an organisation.</summary>
public abstract record OrganisationEvent(Guid OrganisationId, string Reference) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Organisation", OrganisationId, Reference);
}

/// <summary>A registration was sent to the administrators.</summary>
public sealed record OrganisationRegistered(Guid OrganisationId, string Reference, string Name) : OrganisationEvent(OrganisationId, Reference);

/// <summary>An administrator has let it in.</summary>
public sealed record OrganisationApproved(Guid OrganisationId, string Reference, string Name) : OrganisationEvent(OrganisationId, Reference);

/// <summary>An administrator has not let it in, and says why.</summary>
public sealed record OrganisationRejected(Guid OrganisationId, string Reference, string Name, string Reason) : OrganisationEvent(OrganisationId, Reference);

/// <summary>An administrator has shut it out, and says why.</summary>
public sealed record OrganisationSuspended(Guid OrganisationId, string Reference, string Reason) : OrganisationEvent(OrganisationId, Reference);

/// <summary>An administrator has let it in again.</summary>
public sealed record OrganisationReinstated(Guid OrganisationId, string Reference) : OrganisationEvent(OrganisationId, Reference);

/// <summary>Its profile has changed. Rooms that copied its name take the new one.</summary>
public sealed record OrganisationProfileChanged(Guid OrganisationId, string Reference, string Name) : OrganisationEvent(OrganisationId, Reference);

/// <summary>An organisation was set up by an administrator: an authority or a lead provider.</summary>
public sealed record OrganisationSetUp(Guid OrganisationId, string Reference, string Name, OrganisationKind Kind, string? GssCode) : OrganisationEvent(OrganisationId, Reference);

/// <summary>A person was invited to join it.</summary>
public sealed record ColleagueInvited(Guid OrganisationId, string Reference, Guid InvitationId, IReadOnlyList<string> Duties) : OrganisationEvent(OrganisationId, Reference);

/// <summary>An invitation was taken back.</summary>
public sealed record InvitationRevoked(Guid OrganisationId, string Reference, Guid InvitationId) : OrganisationEvent(OrganisationId, Reference);

/// <summary>A person has joined it.</summary>
public sealed record MemberJoined(Guid OrganisationId, string Reference, Guid UserId, IReadOnlyList<string> Duties) : OrganisationEvent(OrganisationId, Reference);

/// <summary>What a member may do has changed.</summary>
public sealed record MemberDutiesChanged(Guid OrganisationId, string Reference, Guid UserId, IReadOnlyList<string> Duties) : OrganisationEvent(OrganisationId, Reference);

/// <summary>A person has left it, or was removed.</summary>
public sealed record MemberRemoved(Guid OrganisationId, string Reference, Guid UserId) : OrganisationEvent(OrganisationId, Reference);

/// <summary>A lead provider was appointed to areas.</summary>
public sealed record LeadProviderAppointed(Guid OrganisationId, string Reference, Guid AppointmentId, IReadOnlyList<string> AreaCodes, DateOnly From, DateOnly? To) : OrganisationEvent(OrganisationId, Reference);

/// <summary>An appointment ends on a day.</summary>
public sealed record AppointmentEnded(Guid OrganisationId, string Reference, Guid AppointmentId, DateOnly To, string Reason) : OrganisationEvent(OrganisationId, Reference);
