using Procurement.Kernel;

namespace Procurement.Involvement.Contracts;

/// <summary>What an authority thinks of it.</summary>
public enum CommentOutcome
{
    /// <summary>Wants it to go ahead as proposed.</summary>
    Support,

    /// <summary>Wants it to go ahead if something is added or changed.</summary>
    SupportWithConditions,

    /// <summary>Has a concern that must be answered in public.</summary>
    Concern,

    /// <summary>Does not want it to go ahead; it must be answered in public.</summary>
    Objection,
}

/// <summary>Where a request to an authority stands.</summary>
public enum RequestState
{
    /// <summary>Written by the proposal, not yet sent, or sent to nobody.</summary>
    Expected,

    /// <summary>Sent to the authority's people.</summary>
    Sent,

    /// <summary>Somebody there has said that it has arrived.</summary>
    Acknowledged,

    /// <summary>A draft is saved.</summary>
    Drafting,

    /// <summary>The final comment has come in.</summary>
    Submitted,

    /// <summary>A comment under delegated powers has come in; a committee may ratify or vary it.</summary>
    SubjectToRatification,

    /// <summary>The committee has ratified it.</summary>
    Ratified,

    /// <summary>The authority has changed its view; how it is regarded is open again.</summary>
    Varied,

    /// <summary>The time went by.</summary>
    Expired,

    /// <summary>The authority must not comment.</summary>
    Recused,

    /// <summary>A comment came in after the time; it is kept, and flagged.</summary>
    Late,
}

/// <summary>Asked by Involvement, answered by the room that owns the subject: what an authority may read of it. Never a price, never a score.</summary>
public interface IDescribeSubject
{
    /// <summary>Describes it to one authority; null when the subject is not this room's.</summary>
    Task<SubjectForAuthorities?> DescribeAsync(Guid subjectId, string gss, CancellationToken ct);
}

/// <summary>
/// Asked by Involvement, answered by the room that owns the subject, before a person of the organisation that asks sees what was said
/// about it: one who stood back from the matter itself stands back from this too.
/// </summary>
public interface IStandBack
{
    /// <summary>True when that person takes no part in this subject.</summary>
    Task<bool> StandsBackAsync(Guid subjectId, IWho who, CancellationToken ct);
}

/// <summary>What an authority reads before it comments.</summary>
/// <param name="Reference">What people call it.</param>
/// <param name="Title">Its title.</param>
/// <param name="ParentReference">The opportunity's reference.</param>
/// <param name="ParentUrl">The opportunity's page.</param>
/// <param name="Proposals">What is proposed, the preferred first.</param>
public sealed record SubjectForAuthorities(
    string Reference, string Title, string ParentReference, string ParentUrl, IReadOnlyList<ProposalForAuthorities> Proposals);

/// <summary>One bidder as an authority may see it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">The bidder.</param>
/// <param name="Kind">What kind of organisation it is, and whether it bids alone.</param>
/// <param name="IsPreferred">True for the preferred one, false for the reserve.</param>
/// <param name="Points">What it would do, assures, and so on: a question and its answer.</param>
/// <param name="Files">Its files, without the pricing files.</param>
public sealed record ProposalForAuthorities(
    Guid Id, string Name, string Kind, bool IsPreferred, IReadOnlyList<PointForAuthorities> Points, IReadOnlyList<FileForAuthorities> Files);

/// <summary>A question and what the bidder answered.</summary>
public sealed record PointForAuthorities(string Heading, string Question, string Text);

/// <summary>A file that an authority may download.</summary>
public sealed record FileForAuthorities(Guid Id, string Name, long Size);

/// <summary>Published comments.</summary>
public interface IComments
{
    /// <summary>What each authority said about a subject, and how it was regarded; empty before it is published.</summary>
    Task<IReadOnlyList<PublishedComment>> PublishedAsync(Guid subjectId, CancellationToken ct);

    /// <summary>Every request of a subject as its owner may see it, with what was said so far.</summary>
    Task<IReadOnlyList<RequestCard>> OfSubjectAsync(Guid subjectId, CancellationToken ct);

    /// <summary>True when that authority has been asked about the subject, and may therefore read what is described to it.</summary>
    Task<bool> WasAskedAsync(Guid subjectId, Guid organisationId, CancellationToken ct);
}

/// <summary>What an authority said, as everybody reads it.</summary>
/// <param name="AuthorityCode">Its GSS code.</param>
/// <param name="AuthorityName">Its name.</param>
/// <param name="State">Where its request ended.</param>
/// <param name="Outcome">Its view; null when it gave none.</param>
/// <param name="Text">Its words, redacted where somebody has.</param>
/// <param name="IsRedacted">True when passages were left out.</param>
/// <param name="IsLate">True when it came after its time.</param>
/// <param name="SubmittedAt">When; null when it did not.</param>
/// <param name="Answer">How the lead provider regarded it; an answer to an earlier view is not this one's.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="NeedsAnswer">True while the lead provider owes an answer to it.</param>
/// <param name="EndedWhy">Why the request ended without a comment, when somebody had to say so.</param>
/// <param name="ReachedNobody">True when it was never sent, because nobody at the authority could receive it.</param>
public sealed record PublishedComment(
    string AuthorityCode, string AuthorityName, RequestState State, CommentOutcome? Outcome, string? Text, bool IsRedacted, bool IsLate,
    DateTimeOffset? SubmittedAt, string? Answer, DateTimeOffset? AnsweredAt, bool NeedsAnswer = false, string? EndedWhy = null, bool ReachedNobody = false);

/// <summary>A request in a list.</summary>
public sealed record RequestCard(
    Guid Id, string AuthorityCode, string AuthorityName, RequestState State, DateTimeOffset? DueAt, CommentOutcome? Outcome, bool NeedsAnswer, bool HasNobody);
