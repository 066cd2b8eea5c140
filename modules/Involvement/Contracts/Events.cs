using Procurement.Kernel;

namespace Procurement.Involvement.Contracts;

/// <summary>Requests were written for a subject.</summary>
public sealed record CommentsExpected(Guid SubjectId, string Reference, int Authorities) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>A request was sent to an authority.</summary>
public sealed record CommentRequested(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, DateTimeOffset DueAt) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>A request could not be sent, because nobody at the authority can receive it.</summary>
public sealed record CommentRequestHasNobody(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>Somebody at the authority said that the request has arrived.</summary>
public sealed record CommentRequestAcknowledged(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>The authority took more time.</summary>
public sealed record CommentRequestExtended(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, DateTimeOffset DueAt, string Why) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>The authority was reminded.</summary>
public sealed record AuthorityReminded(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, DateTimeOffset DueAt) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>A comment came in.</summary>
public sealed record CommentSubmitted(
    Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, CommentOutcome Outcome, bool IsFinal, bool IsLate) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>A committee ratified a comment.</summary>
public sealed record CommentRatified(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>The authority changed its view.</summary>
public sealed record CommentVaried(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, CommentOutcome Outcome) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>A redacted copy was made for publication; the text itself stays as it was submitted.</summary>
public sealed record CommentRedacted(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, string Why) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>The authority must not comment.</summary>
public sealed record AuthorityRecused(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, string Reason) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>A request's time went by without a comment.</summary>
public sealed record CommentRequestExpired(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode, string? Reason = null) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>The lead provider said how it regarded a comment.</summary>
public sealed record CommentRegarded(Guid RequestId, Guid SubjectId, string Reference, string AuthorityCode) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>Every request of a subject is finished and every comment that asks for an answer has one.</summary>
public sealed record SubjectCleared(Guid SubjectId, string Reference) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>Something came in that has to be answered before the subject, which was clear, may be decided.</summary>
public sealed record SubjectReopened(Guid SubjectId, string Reference) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}

/// <summary>The comments on a subject, and how each was regarded, were published.</summary>
public sealed record CommentsPublished(Guid SubjectId, string Reference) : IEvent
{
    /// <inheritdoc />
    public Subject Subject => new("Award", SubjectId, Reference);
}
