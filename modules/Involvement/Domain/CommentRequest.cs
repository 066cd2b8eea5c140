using System.Security.Cryptography;
using System.Text;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Involvement.Domain;

/// <summary>Who acts: written down with what was done.</summary>
internal sealed record Actor(Guid? UserId, string Name)
{
    public static Actor Of(IWho who) => new(who.UserId, who.DisplayName);
}

/// <summary>One authority asked about one subject, from the moment that the proposal expects it to the answer that the lead provider gives.</summary>
internal sealed class CommentRequest : Entity
{
    public const int MostCharacters = 10_000;

    private readonly List<Comment> _comments = [];
    private readonly List<Regard> _regards = [];

    private CommentRequest()
    {
    }

    public CommentRequest(CommentSubject subject, string authorityCode, string authorityName, Guid? authorityOrganisationId) =>
        (SubjectId, SubjectReference, AuthorityCode, AuthorityName, AuthorityOrganisationId) =
        (subject.Id, subject.Reference, authorityCode, authorityName, authorityOrganisationId);

    public Guid SubjectId { get; private set; }
    public string SubjectReference { get; private set; } = "";
    public string AuthorityCode { get; private set; } = "";
    public string AuthorityName { get; private set; } = "";
    public Guid? AuthorityOrganisationId { get; private set; }
    public RequestState State { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public DateTimeOffset? HasNobodySince { get; private set; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public string? AcknowledgedBy { get; private set; }
    public DateTimeOffset? RemindedAt { get; private set; }
    public DateTimeOffset? ExtendedAt { get; private set; }
    public string? ExtendedWhy { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public string? EndedWhy { get; private set; }

    public CommentOutcome? DraftOutcome { get; private set; }
    public string DraftText { get; private set; } = "";
    public bool? DraftIsFinal { get; private set; }
    public DateTimeOffset? DraftSavedAt { get; private set; }
    public string? DraftSavedBy { get; private set; }

    /// <summary>Stands for what the draft says. Who saves or sends it shows the mark of what was on the page.</summary>
    public string DraftMark => MarkOf(DraftOutcome, DraftIsFinal, DraftText);

    public static string MarkOf(CommentOutcome? outcome, bool? isFinal, string? text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{outcome}\n{isFinal}\n{text?.Trim()}")))[..16];

    /// <summary>The view that counts now: the last one.</summary>
    public CommentOutcome? Outcome { get; private set; }

    public int CommentNumber { get; private set; }
    public int RegardedNumber { get; private set; }

    /// <summary>True while the lead provider owes an answer: to a concern, an objection, or anything that was varied.</summary>
    public bool NeedsAnswer { get; private set; }

    public IReadOnlyList<Comment> Comments => _comments;
    public IReadOnlyList<Regard> Regards => _regards;
    public Comment? Latest => _comments.OrderByDescending(c => c.Number).FirstOrDefault();

    /// <summary>How the comment that counts now was regarded. An answer to an earlier one is none to this.</summary>
    public Regard? Answer => AnswerTo(CommentNumber);

    /// <summary>True when it ended without ever having been sent, because nobody could receive it.</summary>
    public bool ReachedNobody => State is RequestState.Expired && SentAt is null;

    private bool IsWaiting => State is RequestState.Sent or RequestState.Acknowledged or RequestState.Drafting;

    /// <summary>Where it stands at an instant, whether or not a job has run: past its time it is expired.</summary>
    public RequestState StateAt(DateTimeOffset now) => IsWaiting && DueAt < now ? RequestState.Expired : State;

    public Regard? AnswerTo(int commentNumber) => _regards.Where(r => r.CommentNumber == commentNumber).OrderByDescending(r => r.Id).FirstOrDefault();

    public bool IsFinishedAt(DateTimeOffset now) =>
        StateAt(now) is not (RequestState.Expected or RequestState.Sent or RequestState.Acknowledged or RequestState.Drafting);

    public Result Send(Guid organisationId, DateTimeOffset dueAt, DateTimeOffset now)
    {
        if (State is RequestState.Recused) return new RequestIsRecused();
        if (SentAt is { } at) return new RequestAlreadySent(at);
        if (State is not RequestState.Expected) return new RequestIsOver(now);
        (State, SentAt, DueAt, AuthorityOrganisationId, HasNobodySince) = (RequestState.Sent, now, dueAt, organisationId, null);
        Raise(new CommentRequested(Id, SubjectId, SubjectReference, AuthorityCode, dueAt));
        return Result.Done;
    }

    /// <summary>There is nobody who could receive it. It stays expected, and is shown and escalated. True the first time.</summary>
    public bool FoundNobody(DateTimeOffset now)
    {
        if (State is not RequestState.Expected || HasNobodySince is not null) return false;
        HasNobodySince = now;
        Raise(new CommentRequestHasNobody(Id, SubjectId, SubjectReference, AuthorityCode));
        return true;
    }

    public Result Acknowledge(Actor actor, DateTimeOffset now)
    {
        if (StateAt(now) is RequestState.Expired) return new RequestIsOver(DueAt ?? now);
        if (State is not RequestState.Sent) return Result.Done;
        (State, AcknowledgedAt, AcknowledgedBy) = (RequestState.Acknowledged, now, actor.Name);
        Raise(new CommentRequestAcknowledged(Id, SubjectId, SubjectReference, AuthorityCode));
        return Result.Done;
    }

    public void Reminded(DateTimeOffset now)
    {
        RemindedAt = now;
        Raise(new AuthorityReminded(Id, SubjectId, SubjectReference, AuthorityCode, DueAt ?? now));
    }

    public Result Extend(int days, int most, string? why, DateTimeOffset newDueAt, DateTimeOffset now)
    {
        if (State is RequestState.Expected) return new RequestNotSent();
        if (StateAt(now) is RequestState.Expired) return new RequestIsOver(DueAt!.Value);
        if (!IsWaiting) return new RequestIsOver(DueAt ?? now);
        if (ExtendedAt is not null) return new ExtensionAlreadyUsed(DueAt!.Value);
        if (days < 1 || days > most) return new ExtensionOutOfRange(most);
        if (string.IsNullOrWhiteSpace(why)) return new ReasonIsNeeded();
        (DueAt, ExtendedAt, ExtendedWhy) = (newDueAt, now, why.Trim());
        Raise(new CommentRequestExtended(Id, SubjectId, SubjectReference, AuthorityCode, newDueAt, why.Trim()));
        return Result.Done;
    }

    /// <summary>A draft is nobody's own: what a colleague has written meanwhile is neither sent nor replaced unseen.</summary>
    public Result SeenDraft(string? mark)
    {
        if (Latest is { } there) return new CommentAlreadySubmitted(there.SubmittedAt);
        return mark == DraftMark ? Result.Done : new ChangedBySomebodyElse();
    }

    public Result SaveDraft(CommentOutcome? outcome, string? text, bool? isFinal, Actor actor, DateTimeOffset now)
    {
        if (State is RequestState.Expected) return new RequestNotSent();
        if (State is RequestState.Recused) return new RequestIsRecused();
        if (Latest is { } there) return new CommentAlreadySubmitted(there.SubmittedAt);
        if (text?.Length > MostCharacters) return new CommentIsTooLong(MostCharacters);
        (DraftOutcome, DraftText, DraftIsFinal, DraftSavedAt, DraftSavedBy) = (outcome, text?.Trim() ?? "", isFinal, now, actor.Name);
        if (StateAt(now) is RequestState.Sent or RequestState.Acknowledged) State = RequestState.Drafting;
        return Result.Done;
    }

    public Result Submit(CommentOutcome? outcome, string? text, bool? isFinal, Actor actor, DateTimeOffset now)
    {
        if (State is RequestState.Expected) return new RequestNotSent();
        if (State is RequestState.Recused) return new RequestIsRecused();
        if (Latest is { } there) return new CommentAlreadySubmitted(there.SubmittedAt);
        if (outcome is not { } view) return new OutcomeIsMissing();
        if (string.IsNullOrWhiteSpace(text)) return new CommentIsEmpty();
        if (text.Length > MostCharacters) return new CommentIsTooLong(MostCharacters);
        if (isFinal is not { } final) return new FinalityIsMissing();
        var isLate = StateAt(now) is RequestState.Expired;
        Add(view, text, final, isLate, false, actor, now);
        State = isLate ? RequestState.Late : final ? RequestState.Submitted : RequestState.SubjectToRatification;
        FinishedAt ??= now;
        (DraftOutcome, DraftText, DraftIsFinal) = (null, "", null);
        Raise(new CommentSubmitted(Id, SubjectId, SubjectReference, AuthorityCode, view, final, isLate));
        return Result.Done;
    }

    public Result Ratify(Actor actor, DateTimeOffset now)
    {
        if (Latest is not { IsFinal: false, RatifiedAt: null } latest) return new NothingToRatify();
        latest.Ratify(actor, now);
        if (State is RequestState.SubjectToRatification) State = RequestState.Ratified;
        Raise(new CommentRatified(Id, SubjectId, SubjectReference, AuthorityCode));
        return Result.Done;
    }

    /// <summary>The authority changes its view. What it said before is kept as it was, and how it is regarded is open again.</summary>
    public Result Vary(CommentOutcome? outcome, string? text, Actor actor, DateTimeOffset now)
    {
        if (State is RequestState.Recused) return new RequestIsRecused();
        if (Latest is not { } latest) return new NothingSubmitted();
        if (outcome is not { } view) return new OutcomeIsMissing();
        if (string.IsNullOrWhiteSpace(text)) return new CommentIsEmpty();
        if (text.Length > MostCharacters) return new CommentIsTooLong(MostCharacters);
        Add(view, text, true, latest.IsLate, true, actor, now);
        State = RequestState.Varied;
        Raise(new CommentVaried(Id, SubjectId, SubjectReference, AuthorityCode, view));
        return Result.Done;
    }

    public Result Recuse(string? reason, DateTimeOffset now)
    {
        if (State is RequestState.Recused) return Result.Done;
        if (Latest is { } there) return new CommentAlreadySubmitted(there.SubmittedAt);
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonIsNeeded();
        (State, FinishedAt, EndedWhy, DraftText, DraftOutcome) = (RequestState.Recused, now, reason.Trim(), "", null);
        Raise(new AuthorityRecused(Id, SubjectId, SubjectReference, AuthorityCode, reason.Trim()));
        return Result.Done;
    }

    /// <summary>Writes down that the time went by. True when it did.</summary>
    public bool Expire(DateTimeOffset now)
    {
        if (!IsWaiting || StateAt(now) is not RequestState.Expired) return false;
        (State, FinishedAt) = (RequestState.Expired, DueAt);
        Raise(new CommentRequestExpired(Id, SubjectId, SubjectReference, AuthorityCode));
        return true;
    }

    /// <summary>An administrator ends a request that reaches nobody, after the time that an authority would have had, and says why.</summary>
    public Result Lapse(string? reason, bool canBeReceived, DateTimeOffset notBefore, DateTimeOffset now)
    {
        if (State is not RequestState.Expected || HasNobodySince is null || canBeReceived) return new SomebodyCanReceiveIt();
        if (now < notBefore) return new TooEarlyToLapse(notBefore);
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonIsNeeded();
        (State, FinishedAt, EndedWhy) = (RequestState.Expired, now, reason.Trim());
        Raise(new CommentRequestExpired(Id, SubjectId, SubjectReference, AuthorityCode, reason.Trim()));
        return Result.Done;
    }

    /// <summary>The lead provider says how it regarded the comment that it has read. An answer may be improved until it is published.</summary>
    public Result RegardAs(int commentNumber, string? text, bool isPublished, Actor actor, DateTimeOffset now)
    {
        if (CommentNumber == 0) return new NothingSubmitted();
        if (commentNumber != CommentNumber) return new ViewHasChanged();
        if (isPublished && !NeedsAnswer) return new AnswerIsPublished();
        if (string.IsNullOrWhiteSpace(text)) return new AnswerIsEmpty();
        if (text.Length > MostCharacters) return new CommentIsTooLong(MostCharacters);
        _regards.Add(new Regard(Id, CommentNumber, text.Trim(), actor, now));
        (RegardedNumber, NeedsAnswer) = (CommentNumber, false);
        Raise(new CommentRegarded(Id, SubjectId, SubjectReference, AuthorityCode));
        return Result.Done;
    }

    /// <summary>Makes, or changes, the copy of one comment that is published. The text itself stays as it was submitted.</summary>
    public Result Redact(int commentNumber, string? text, string? why, Actor actor, DateTimeOffset now)
    {
        if (_comments.Find(c => c.Number == commentNumber) is not { } comment) return new NothingSubmitted();
        if (string.IsNullOrWhiteSpace(text)) return new CommentIsEmpty();
        if (string.IsNullOrWhiteSpace(why)) return new ReasonIsNeeded();
        if (text.Length > MostCharacters) return new CommentIsTooLong(MostCharacters);
        comment.Redact(text.Trim(), why.Trim(), actor, now);
        Raise(new CommentRedacted(Id, SubjectId, SubjectReference, AuthorityCode, why.Trim()));
        return Result.Done;
    }

    private void Add(CommentOutcome outcome, string text, bool isFinal, bool isLate, bool isVariation, Actor actor, DateTimeOffset now)
    {
        _comments.Add(new Comment(Id, SubjectId, ++CommentNumber, outcome, text.Trim(), isFinal, isLate, isVariation, actor, now));
        Outcome = outcome;
        NeedsAnswer = isVariation || outcome is CommentOutcome.Concern or CommentOutcome.Objection;
    }
}

/// <summary>What an authority said. It is written once.</summary>
internal sealed class Comment : Entity
{
    private Comment()
    {
    }

    public Comment(
        Guid requestId, Guid subjectId, int number, CommentOutcome outcome, string text, bool isFinal, bool isLate, bool isVariation, Actor actor, DateTimeOffset now) =>
        (RequestId, SubjectId, Number, Outcome, Text, IsFinal, IsLate, IsVariation, SubmittedBy, SubmittedByUserId, SubmittedAt) =
        (requestId, subjectId, number, outcome, text, isFinal, isLate, isVariation, actor.Name, actor.UserId, now);

    public Guid RequestId { get; private set; }
    public Guid SubjectId { get; private set; }
    public int Number { get; private set; }
    public CommentOutcome Outcome { get; private set; }
    public string Text { get; private set; } = "";
    public bool IsFinal { get; private set; }
    public bool IsLate { get; private set; }
    public bool IsVariation { get; private set; }
    public string SubmittedBy { get; private set; } = "";
    public Guid? SubmittedByUserId { get; private set; }
    public DateTimeOffset SubmittedAt { get; private set; }
    public DateTimeOffset? RatifiedAt { get; private set; }
    public string? RatifiedBy { get; private set; }
    public string? RedactedText { get; private set; }
    public string? RedactedWhy { get; private set; }
    public string? RedactedBy { get; private set; }
    public DateTimeOffset? RedactedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>What everybody may read.</summary>
    public string PublicText => RedactedText ?? Text;

    internal void Ratify(Actor actor, DateTimeOffset now) => (RatifiedAt, RatifiedBy) = (now, actor.Name);

    internal void Redact(string text, string why, Actor actor, DateTimeOffset now) => (RedactedText, RedactedWhy, RedactedBy, RedactedAt) = (text, why, actor.Name, now);

    internal void Publish(DateTimeOffset now) => PublishedAt ??= now;
}

/// <summary>How the lead provider regarded a comment. A later one takes the place of an earlier; both are kept.</summary>
internal sealed class Regard : Entity
{
    private Regard()
    {
    }

    public Regard(Guid requestId, int commentNumber, string text, Actor actor, DateTimeOffset now) =>
        (RequestId, CommentNumber, Text, AnsweredBy, AnsweredByUserId, AnsweredAt) = (requestId, commentNumber, text, actor.Name, actor.UserId, now);

    public Guid RequestId { get; private set; }
    public int CommentNumber { get; private set; }
    public string Text { get; private set; } = "";
    public string AnsweredBy { get; private set; } = "";
    public Guid? AnsweredByUserId { get; private set; }
    public DateTimeOffset AnsweredAt { get; private set; }
}
