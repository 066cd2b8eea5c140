using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Awards.Domain;

internal sealed record NoLotChosen : Refusal
{
    public override string Field => "Input.Lots";
}

internal sealed record LotIsNotEvaluated(string Lot) : Refusal;

internal sealed record EvaluationIsNotSigned(string Lot) : Refusal;

internal sealed record NobodyIsRanked(string Lot) : Refusal;

internal sealed record NobodyIsLeft(string Lot) : Refusal;

internal sealed record NotToBePassedOver(string Lot) : Refusal;

internal sealed record AwardExists(string Reference) : Refusal;

internal sealed record ScoreHasNoReason(string Bidder, string Criterion) : Refusal;

internal sealed record DisqualificationHasNoReason(string Bidder) : Refusal;

internal sealed record ProposerCannotApprove : Refusal;

internal sealed record AuthoritiesAreNotHeard(int Unfinished, int Unanswered) : Refusal;

internal sealed record NoAuthorityWasAsked : Refusal;

internal sealed record DecisionIsHeld(string Reason) : Refusal;

internal sealed record NoAwardToHold : Refusal;

internal sealed record HoldIsReleased(DateTimeOffset At) : Refusal;

internal sealed record HoldReasonIsTooLong(int Most) : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record HoldNotChosen : Refusal
{
    public override string Field => "Input.HoldId";
}

internal sealed record CommentsAreUnanswered(int Unanswered) : Refusal;

internal sealed record AwardIsDecided : Refusal;

internal sealed record AwardIsNotInStandstill : Refusal;

internal sealed record StandstillRuns(DateTimeOffset EndsAt) : Refusal;

internal sealed record AwardIsChallenged(DateTimeOffset Since) : Refusal;

internal sealed record NoChallenge : Refusal;

internal sealed record ReasonIsMissingForAward : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record AwardIsFinal : Refusal;
