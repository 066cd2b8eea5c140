using Procurement.Kernel;

namespace Procurement.Evaluation.Domain;

internal sealed record BidsAreNotOpen : Refusal;

internal sealed record QualityIsLocked(DateTimeOffset LockedAt) : Refusal;

internal sealed record QualityIsNotLocked : Refusal;

internal sealed record AlreadyOnPanel(string Name) : Refusal
{
    public override string Field => "Input.UserId";
}

internal sealed record NotAnEvaluator : Refusal
{
    public override string Field => "Input.UserId";
}

internal sealed record EvaluatorHasLocked(string Name) : Refusal;

internal sealed record EvaluatorStoodBack(string Name) : Refusal;

internal sealed record ComplianceIsSettled(DateTimeOffset LockedAt) : Refusal;

internal sealed record PanelCanSign(string Name) : Refusal;

internal sealed record ReasonForSigningIsMissing : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record ReasonForReplacingIsMissing : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record InterestNotDeclared : Refusal;

internal sealed record InterestIsDeclared : Refusal;

internal sealed record InterestHasNoWords : Refusal
{
    public override string Field => "Input.What";
}

internal sealed record ScoresAreLocked : Refusal;

internal sealed record ScoreOutOfRange(string Criterion, string FieldName) : Refusal
{
    public override string Field => FieldName;
}

internal sealed record ScoreIsMissing(string Bidder, string Criterion) : Refusal;

internal sealed record ScoreReasonIsMissing(string Bidder, string Criterion) : Refusal;

internal sealed record BidIsNotChecked(string Bidder) : Refusal;

internal sealed record NoBidsToScore : Refusal;

internal sealed record EvaluatorsStillScore(int Waiting) : Refusal;

internal sealed record ModerationNoteIsMissing(string Bidder, string Criterion, string FieldName) : Refusal
{
    public override string Field => FieldName;
}

internal sealed record AgreedScoreIsMissing(string Bidder, string Criterion) : Refusal;

internal sealed record EvaluationIsSigned(DateTimeOffset SignedAt) : Refusal;

internal sealed record NotOnThisPanel : Refusal;
