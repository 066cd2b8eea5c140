using Procurement.Kernel;

namespace Procurement.Involvement.Contracts;

/// <summary>How a room above asks for authorities to be heard about a subject of its own, in its own transaction.</summary>
public interface IInvolvement
{
    /// <summary>Writes one expected request for each authority. What was written for the subject before is kept.</summary>
    Task<Result> ExpectAsync(ExpectedComments expected, CancellationToken ct);

    /// <summary>The subject is decided: its comments, and how each was regarded, are published.</summary>
    Task<Result> PublishAsync(Guid subjectId, CancellationToken ct);

    /// <summary>The subject was given up: nobody is asked any more, and what was said is kept.</summary>
    Task<Result> CloseAsync(Guid subjectId, string why, CancellationToken ct);
}

/// <summary>Who is to be heard, about what.</summary>
/// <param name="SubjectId">The subject's key in the room that owns it.</param>
/// <param name="SubjectReference">What people call it, for example <c>AWD-2026-0013</c>.</param>
/// <param name="Title">What the authority reads in its list.</param>
/// <param name="AskingOrganisationId">The organisation that asks, and that must answer.</param>
/// <param name="AuthorityCodes">The GSS codes of the authorities.</param>
/// <param name="Conflicted">GSS codes of those among them that stand on the other side, with the reason: they are recused at once.</param>
/// <param name="ProposedBy">The person who proposed it, if any.</param>
public sealed record ExpectedComments(
    Guid SubjectId, string SubjectReference, string Title, Guid AskingOrganisationId, IReadOnlyList<string> AuthorityCodes,
    IReadOnlyDictionary<string, string>? Conflicted = null, Guid? ProposedBy = null);

/// <summary>Whether a subject may be decided.</summary>
public interface IClearance
{
    /// <summary>Counts the requests that the proposal wrote. Where none was written, nothing is clear.</summary>
    Task<Clearance> ForAsync(Guid subjectId, CancellationToken ct);

    /// <summary>Counts them for a decision, in the caller's transaction: until it ends, nothing comes in that would change the answer.</summary>
    Task<Clearance> HoldAsync(Guid subjectId, CancellationToken ct);
}

/// <summary>Where a subject stands with the authorities.</summary>
/// <param name="IsClear">True when every request is finished and every comment that asks for an answer has one.</param>
/// <param name="Expected">How many requests were written.</param>
/// <param name="Finished">How many are finished: answered, expired or recused.</param>
/// <param name="Unanswered">How many concerns, objections and variations wait for their answer.</param>
public sealed record Clearance(bool IsClear, int Expected, int Finished, int Unanswered);
