using Procurement.Evaluation.Contracts;
using Procurement.Kernel;

namespace Procurement.Evaluation.Domain;

/// <summary>A quality criterion, as the panel needs it.</summary>
internal sealed record Criterion(Guid Id, string Name, int Weight, decimal? Threshold);

/// <summary>A bid, as the panel needs it.</summary>
internal sealed record BidToScore(Guid Id, string Bidder, bool IsChecked);

/// <summary>What an evaluator typed for one criterion.</summary>
internal sealed record ScoreEntry(Guid CriterionId, decimal? Value, string Reason);

/// <summary>What the panel agreed for one bid and criterion.</summary>
internal sealed record AgreedEntry(Guid BidId, Guid CriterionId, decimal? Value, string Reason, string Note, string FieldPrefix);

/// <summary>The evaluation of one lot: who scores it, what they agreed, and when it was locked and signed.</summary>
internal sealed class LotEvaluation : Entity
{
    /// <summary>From this difference between two evaluators on, moderation says why it agreed on what it did.</summary>
    public const decimal Divergence = 2m;

    private readonly List<Evaluator> _panel = [];
    private readonly List<AgreedScore> _agreed = [];

    private LotEvaluation()
    {
    }

    public LotEvaluation(Guid lotId, Guid opportunityId, string reference, int lotNumber, Guid leadProviderId, DateTimeOffset now) =>
        (LotId, OpportunityId, Reference, LotNumber, LeadProviderId, StartedAt) = (lotId, opportunityId, reference, lotNumber, leadProviderId, now);

    public Guid LotId { get; private set; }
    public Guid OpportunityId { get; private set; }
    public string Reference { get; private set; } = "";
    public int LotNumber { get; private set; }
    public Guid LeadProviderId { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? QualityLockedAt { get; private set; }
    public string? QualityLockedBy { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }
    public string? SignedBy { get; private set; }
    public Guid? SignedByUserId { get; private set; }
    public IReadOnlyList<Evaluator> Panel => _panel;
    public IReadOnlyList<AgreedScore> Agreed => _agreed;

    /// <summary>Those who score: asked, and neither recused nor replaced.</summary>
    public IEnumerable<Evaluator> Active => _panel.Where(e => e.State is not (EvaluatorState.Recused or EvaluatorState.Replaced));

    public bool IsModerated => Active.Count(e => e.State is EvaluatorState.Locked) > 1;

    public Evaluator? Of(Guid? userId) => _panel.FirstOrDefault(e => e.UserId == userId && e.State is not EvaluatorState.Replaced);

    /// <summary>True when the person declared an interest, whatever became of their place since: nothing of the lot is for their eyes.</summary>
    public bool IsRecused(Guid? userId) => _panel.Exists(e => e.UserId == userId && e.Interest is not null);

    /// <summary>True when the person was asked to score and has not yet said whether an interest stands in the way.</summary>
    public bool IsUndeclared(Guid? userId) => Of(userId)?.State is EvaluatorState.Assigned;

    /// <summary>True when the person scores, and has said that no interest stands in the way.</summary>
    public bool Scores(Guid? userId) => Of(userId)?.State is EvaluatorState.NoInterest or EvaluatorState.Locked;

    /// <summary>Refused once quality is locked: from then on who is ranked, and so the ranking, is settled.</summary>
    public Result MayChangeCompliance() => QualityLockedAt is { } at ? new ComplianceIsSettled(at) : Result.Done;

    public Result Assign(Guid userId, string name, string assignedBy, DateTimeOffset now)
    {
        if (QualityLockedAt is { } at) return new QualityIsLocked(at);
        if (IsRecused(userId)) return new EvaluatorStoodBack(name);
        if (Of(userId) is not null) return new AlreadyOnPanel(name);
        _panel.Add(new Evaluator(Id, userId, name, assignedBy, now));
        Raise(new EvaluatorAssigned(LotId, OpportunityId, Reference, LotNumber, userId, name));
        return Result.Done;
    }

    public Result Replace(Guid evaluatorId, string? reason, DateTimeOffset now)
    {
        if (QualityLockedAt is { } at) return new QualityIsLocked(at);
        if (_panel.FirstOrDefault(e => e.Id == evaluatorId && e.State is not EvaluatorState.Replaced) is not { } evaluator) return new NotFound();
        if (evaluator.State is EvaluatorState.Locked) return new EvaluatorHasLocked(evaluator.Name);
        // Who stood back takes nobody's place, and the panel's list is the record of it.
        if (evaluator.State is EvaluatorState.Recused) return new EvaluatorStoodBack(evaluator.Name);
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonForReplacingIsMissing();
        evaluator.Replace(now);
        Raise(new EvaluatorReplaced(LotId, OpportunityId, Reference, LotNumber, evaluator.UserId, evaluator.Name, reason.Trim()));
        return Result.Done;
    }

    public Result Declare(Guid userId, bool hasInterest, string? what, DateTimeOffset now)
    {
        if (QualityLockedAt is { } at) return new QualityIsLocked(at);
        if (Of(userId) is not { } evaluator) return new NotOnThisPanel();
        if (evaluator.State is EvaluatorState.Recused) return new InterestIsDeclared();
        if (evaluator.State is EvaluatorState.Locked) return new ScoresAreLocked();
        if (hasInterest && string.IsNullOrWhiteSpace(what)) return new InterestHasNoWords();
        evaluator.Declare(hasInterest, what?.Trim(), now);
        Raise(new InterestDeclared(LotId, OpportunityId, Reference, LotNumber, userId, evaluator.Name, hasInterest));
        return Result.Done;
    }

    public Result SaveScores(Guid userId, Guid bidId, IReadOnlyList<Criterion> criteria, IReadOnlyList<ScoreEntry> entries, DateTimeOffset now)
    {
        if (QualityLockedAt is { } at) return new QualityIsLocked(at);
        if (Of(userId) is not { } evaluator) return new NotOnThisPanel();
        if (evaluator.State is EvaluatorState.Assigned) return new InterestNotDeclared();
        if (evaluator.State is EvaluatorState.Recused) return new NotFound();
        if (evaluator.State is EvaluatorState.Locked) return new ScoresAreLocked();
        for (var i = 0; i < entries.Count; i++)
        {
            if (criteria.FirstOrDefault(c => c.Id == entries[i].CriterionId) is not { } criterion) return new NotFound();
            if (!IsScore(entries[i].Value)) return new ScoreOutOfRange(criterion.Name, $"Input.Scores[{i}].Value");
        }

        evaluator.Save(bidId, entries, now);
        return Result.Done;
    }

    /// <summary>The evaluator's own scores are closed. Where one person scores alone, that locks quality too.</summary>
    public Result LockMine(Guid userId, IReadOnlyList<BidToScore> bids, IReadOnlyList<Criterion> criteria, DateTimeOffset now)
    {
        if (QualityLockedAt is { } at) return new QualityIsLocked(at);
        if (Of(userId) is not { } evaluator) return new NotOnThisPanel();
        if (evaluator.State is EvaluatorState.Assigned) return new InterestNotDeclared();
        if (evaluator.State is EvaluatorState.Recused) return new NotFound();
        if (evaluator.State is EvaluatorState.Locked) return new ScoresAreLocked();
        if (bids.FirstOrDefault(b => !b.IsChecked) is { } unchecked_) return new BidIsNotChecked(unchecked_.Bidder);
        if (bids.Count == 0) return new NoBidsToScore();
        foreach (var bid in bids)
        {
            foreach (var criterion in criteria)
            {
                var score = evaluator.Scores.FirstOrDefault(s => s.BidId == bid.Id && s.CriterionId == criterion.Id);
                if (score?.Value is null) return new ScoreIsMissing(bid.Bidder, criterion.Name);
                if (string.IsNullOrWhiteSpace(score.Reason)) return new ScoreReasonIsMissing(bid.Bidder, criterion.Name);
            }
        }

        evaluator.Lock(now);
        Raise(new EvaluatorScoresLocked(LotId, OpportunityId, Reference, LotNumber, userId, evaluator.Name));
        if (Active.All(e => e == evaluator))
        {
            foreach (var score in evaluator.Scores.Where(s => bids.Any(b => b.Id == s.BidId)))
                SetAgreed(score.BidId, score.CriterionId, score.Value!.Value, score.Reason, "");
            LockQualityNow(evaluator.Name, now);
        }

        return Result.Done;
    }

    /// <summary>With several evaluators: the score that they agreed on, with a note where they differed by two or more.</summary>
    public Result Moderate(
        Guid userId, IReadOnlyList<AgreedEntry> entries, IReadOnlyList<BidToScore> bids, IReadOnlyList<Criterion> criteria, bool lockNow, DateTimeOffset now)
    {
        if (QualityLockedAt is { } at) return new QualityIsLocked(at);
        if (Of(userId) is not { State: EvaluatorState.Locked }) return new NotOnThisPanel();
        if (Active.Count(e => e.State is not EvaluatorState.Locked) is > 0 and var waiting) return new EvaluatorsStillScore(waiting);
        foreach (var entry in entries)
        {
            if (bids.FirstOrDefault(b => b.Id == entry.BidId) is not { } bid || criteria.FirstOrDefault(c => c.Id == entry.CriterionId) is not { } criterion) return new NotFound();
            if (!IsScore(entry.Value)) return new ScoreOutOfRange(criterion.Name, entry.FieldPrefix + ".Value");
            if (entry.Value is not null && DivergenceOf(bid.Id, criterion.Id) >= Divergence && string.IsNullOrWhiteSpace(entry.Note))
                return new ModerationNoteIsMissing(bid.Bidder, criterion.Name, entry.FieldPrefix + ".Note");
        }

        if (lockNow)
        {
            foreach (var bid in bids)
            {
                foreach (var criterion in criteria)
                {
                    var entry = entries.FirstOrDefault(e => e.BidId == bid.Id && e.CriterionId == criterion.Id);
                    if (entry?.Value is null) return new AgreedScoreIsMissing(bid.Bidder, criterion.Name);
                    if (string.IsNullOrWhiteSpace(entry.Reason)) return new ScoreReasonIsMissing(bid.Bidder, criterion.Name);
                }
            }
        }

        foreach (var entry in entries.Where(e => e.Value is not null)) SetAgreed(entry.BidId, entry.CriterionId, entry.Value!.Value, entry.Reason, entry.Note);
        if (lockNow) LockQualityNow(Of(userId)!.Name, now);
        return Result.Done;
    }

    public Result Sign(Guid userId, string name, DateTimeOffset now)
    {
        if (QualityLockedAt is null) return new QualityIsNotLocked();
        if (SignedAt is { } at) return new EvaluationIsSigned(at);
        if (Of(userId) is not { State: EvaluatorState.Locked }) return new NotOnThisPanel();
        SignNow(userId, name, null, now);
        return Result.Done;
    }

    /// <summary>Signs in the panel's stead when none of those who scored is there any more, with a reason that stays on record.</summary>
    /// <param name="userId">Who signs.</param>
    /// <param name="name">That person's name.</param>
    /// <param name="reason">Why the panel does not.</param>
    /// <param name="stillThere">The people of the lead provider who evaluate today.</param>
    /// <param name="now">When.</param>
    public Result SignInstead(Guid userId, string name, string? reason, IReadOnlyCollection<Guid> stillThere, DateTimeOffset now)
    {
        if (QualityLockedAt is null) return new QualityIsNotLocked();
        if (SignedAt is { } at) return new EvaluationIsSigned(at);
        if (IsRecused(userId)) return new NotOnThisPanel();
        if (Signer(stillThere) is { } there) return new PanelCanSign(there.Name);
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonForSigningIsMissing();
        SignNow(userId, name, reason.Trim(), now);
        return Result.Done;
    }

    /// <summary>One of those who scored and is still there; null when the panel cannot sign any more.</summary>
    public Evaluator? Signer(IReadOnlyCollection<Guid> stillThere) => Active.FirstOrDefault(e => e.State is EvaluatorState.Locked && stillThere.Contains(e.UserId));

    /// <summary>How far apart the locked scores of two evaluators are.</summary>
    public decimal DivergenceOf(Guid bidId, Guid criterionId)
    {
        var values = Active.Where(e => e.State is EvaluatorState.Locked)
            .SelectMany(e => e.Scores).Where(s => s.BidId == bidId && s.CriterionId == criterionId && s.Value is not null).Select(s => s.Value!.Value).ToList();
        return values.Count < 2 ? 0 : values.Max() - values.Min();
    }

    /// <summary>0 to 5, with at most one decimal; nothing is a score not yet given.</summary>
    private static bool IsScore(decimal? value) => value is null || (value is >= 0 and <= 5 && decimal.Round(value.Value, 1) == value);

    private void SetAgreed(Guid bidId, Guid criterionId, decimal value, string reason, string note)
    {
        if (_agreed.FirstOrDefault(a => a.BidId == bidId && a.CriterionId == criterionId) is { } there) there.Set(value, reason, note);
        else _agreed.Add(new AgreedScore(Id, bidId, criterionId, value, reason, note));
    }

    private void SignNow(Guid userId, string name, string? insteadBecause, DateTimeOffset now)
    {
        (SignedAt, SignedBy, SignedByUserId) = (now, name, userId);
        Raise(new EvaluationSigned(LotId, OpportunityId, Reference, LotNumber, insteadBecause));
    }

    private void LockQualityNow(string by, DateTimeOffset now)
    {
        (QualityLockedAt, QualityLockedBy) = (now, by);
        Raise(new QualityLocked(LotId, OpportunityId, Reference, LotNumber));
    }
}

/// <summary>Where an evaluator stands.</summary>
internal enum EvaluatorState
{
    Assigned,
    NoInterest,
    Recused,
    Locked,
    Replaced,
}

/// <summary>A person of a panel, and their own scores: the others see them only when all have locked theirs.</summary>
internal sealed class Evaluator : Entity
{
    private readonly List<Score> _scores = [];

    private Evaluator()
    {
    }

    public Evaluator(Guid evaluationId, Guid userId, string name, string assignedBy, DateTimeOffset now) =>
        (EvaluationId, UserId, Name, AssignedBy, AssignedAt) = (evaluationId, userId, name, assignedBy, now);

    public Guid EvaluationId { get; private set; }
    public Guid UserId { get; private set; }
    public string Name { get; private set; } = "";
    public string AssignedBy { get; private set; } = "";
    public DateTimeOffset AssignedAt { get; private set; }
    public EvaluatorState State { get; private set; }
    public string? Interest { get; private set; }
    public DateTimeOffset? DeclaredAt { get; private set; }
    public DateTimeOffset? SavedAt { get; private set; }
    public DateTimeOffset? LockedAt { get; private set; }
    public DateTimeOffset? ReplacedAt { get; private set; }
    public IReadOnlyList<Score> Scores => _scores;

    internal void Declare(bool hasInterest, string? what, DateTimeOffset now)
    {
        (State, Interest, DeclaredAt) = (hasInterest ? EvaluatorState.Recused : EvaluatorState.NoInterest, hasInterest ? what : null, now);
        if (hasInterest) _scores.Clear();
    }

    internal void Save(Guid bidId, IReadOnlyList<ScoreEntry> entries, DateTimeOffset now)
    {
        foreach (var entry in entries)
        {
            if (_scores.FirstOrDefault(s => s.BidId == bidId && s.CriterionId == entry.CriterionId) is { } there) there.Set(entry.Value, entry.Reason);
            else _scores.Add(new Score(Id, bidId, entry.CriterionId, entry.Value, entry.Reason));
        }

        // The row itself changes too: a save that meets a lock is refused, not mixed into it.
        SavedAt = now;
    }

    internal void Lock(DateTimeOffset now) => (State, LockedAt) = (EvaluatorState.Locked, now);

    internal void Replace(DateTimeOffset now) => (State, ReplacedAt) = (EvaluatorState.Replaced, now);
}

/// <summary>One evaluator's score of one bid against one criterion.</summary>
internal sealed class Score : Entity
{
    private Score()
    {
    }

    public Score(Guid evaluatorId, Guid bidId, Guid criterionId, decimal? value, string reason) =>
        (EvaluatorId, BidId, CriterionId, Value, Reason) = (evaluatorId, bidId, criterionId, value, reason);

    public Guid EvaluatorId { get; private set; }
    public Guid BidId { get; private set; }
    public Guid CriterionId { get; private set; }
    public decimal? Value { get; private set; }
    public string Reason { get; private set; } = "";

    internal void Set(decimal? value, string reason) => (Value, Reason) = (value, reason);
}

/// <summary>The score that counts.</summary>
internal sealed class AgreedScore : Entity
{
    private AgreedScore()
    {
    }

    public AgreedScore(Guid evaluationId, Guid bidId, Guid criterionId, decimal value, string reason, string note) =>
        (EvaluationId, BidId, CriterionId, Value, Reason, Note) = (evaluationId, bidId, criterionId, value, reason, note);

    public Guid EvaluationId { get; private set; }
    public Guid BidId { get; private set; }
    public Guid CriterionId { get; private set; }
    public decimal Value { get; private set; }
    public string Reason { get; private set; } = "";
    public string Note { get; private set; } = "";

    internal void Set(decimal value, string reason, string note) => (Value, Reason, Note) = (value, reason, note);
}
