using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Opportunities.Domain;

/// <summary>A part of a draft is not ready for the public. It may be saved; it may not be sent.</summary>
internal abstract record Incomplete(DraftPart Part) : Refusal;

internal sealed record SummaryMissing() : Incomplete(DraftPart.Work);
internal sealed record WorkNotDescribed() : Incomplete(DraftPart.Work);
internal sealed record NoService() : Incomplete(DraftPart.Services);
internal sealed record NoCohort() : Incomplete(DraftPart.Services);
internal sealed record TierMissing() : Incomplete(DraftPart.Services);
internal sealed record TermMissing() : Incomplete(DraftPart.Terms);
internal sealed record PaymentByResultsNeedsReason() : Incomplete(DraftPart.Terms);
internal sealed record NoLot() : Incomplete(DraftPart.Lots);
internal sealed record LotWithoutValue(int Number) : Incomplete(DraftPart.Lots);
internal sealed record LotWithoutPlace(int Number) : Incomplete(DraftPart.Lots);
internal sealed record PlaceUnknown(int Number, string Code) : Incomplete(DraftPart.Lots);
internal sealed record NotAppointedToArea(string Area) : Incomplete(DraftPart.Lots);
internal sealed record CriteriaDoNotAddUp(int Sum) : Incomplete(DraftPart.Criteria);
internal sealed record TwoPriceCriteria() : Incomplete(DraftPart.Criteria);
internal sealed record CriterionWithoutQuestion(string Name) : Incomplete(DraftPart.Criteria);
internal sealed record QuestionsOverBudget(int Words, int Budget) : Incomplete(DraftPart.Criteria);
internal sealed record WomensProvisionMissing() : Incomplete(DraftPart.Statements);
internal sealed record WelshStatementMissing() : Incomplete(DraftPart.Statements);
internal sealed record ClosingMissing() : Incomplete(DraftPart.Dates);
internal sealed record ClosesTooSoon(int Days, DateOnly Earliest) : Incomplete(DraftPart.Dates);

internal sealed record NotADraft : Refusal;
internal sealed record OpportunityTitleMissing : Refusal { public override string Field => "Input.Title"; }
internal sealed record OpportunityTitleTooLong : Refusal { public override string Field => "Input.Title"; }
internal sealed record TierUnknown : Refusal { public override string Field => "Input.Tier"; }
internal sealed record TermOutOfRange : Refusal { public override string Field => "Input.TermMonths"; }
internal sealed record ExtensionMonthsOutOfRange : Refusal { public override string Field => "Input.ExtensionMonths"; }
internal sealed record PaymentByResultsOutOfRange : Refusal { public override string Field => "Input.PaymentByResults"; }
internal sealed record LotTitleMissing : Refusal { public override string Field => "Input.Title"; }
internal sealed record LotValueOutOfRange : Refusal { public override string Field => "Input.ValueAYear"; }
internal sealed record LotPeopleOutOfRange : Refusal { public override string Field => "Input.PeopleAYear"; }
internal sealed record TooManyLots : Refusal;
internal sealed record MinimumIncomeOutOfRange : Refusal { public override string Field => "Input.MinimumIncome"; }
internal sealed record TooManyNeeds : Refusal { public override string Field => "Input.Needs"; }
internal sealed record CriterionNameMissing : Refusal { public override string Field => "Input.Name"; }
internal sealed record WeightOutOfRange : Refusal { public override string Field => "Input.Weight"; }
internal sealed record ThresholdOutOfRange : Refusal { public override string Field => "Input.Threshold"; }
internal sealed record SecondPriceCriterion : Refusal { public override string Field => "Input.IsPrice"; }
internal sealed record WordLimitOutOfRange : Refusal;
internal sealed record TooManyQuestions : Refusal;
internal sealed record TooManyCriteria : Refusal;
internal sealed record DocumentTitleMissing : Refusal { public override string Field => "Input.Title"; }
internal sealed record TooManyDocuments : Refusal;
internal sealed record ClosesBeforeItOpens : Refusal { public override string Field => "Input.ClosesOn"; }
internal sealed record StartsBeforeItCloses : Refusal { public override string Field => "Input.StartsOn"; }

internal sealed record OpportunityNotAwaitingApproval : Refusal;
internal sealed record PublishedBySamePerson : Refusal;

internal sealed record PublicationIsHeld(string Reason) : Refusal;

internal sealed record TooLateToAmend(DateTimeOffset ClosesAt) : Refusal;
internal sealed record AmendmentKindMissing : Refusal { public override string Field => "Input.Kind"; }
internal sealed record AmendmentNoteMissing : Refusal { public override string Field => "Input.Note"; }
internal sealed record AmendmentChangesNothing : Refusal;
internal sealed record DeadlineIsNeverShortened(DateTimeOffset ClosesAt) : Refusal { public override string Field => "Input.ClosesOn"; }
internal sealed record ClosesTooSoonAfterAmendment(int Days, DateOnly Earliest) : Refusal { public override string Field => "Input.ClosesOn"; }
internal sealed record AmendmentUnderWay : Refusal;
internal sealed record AmendmentNotADraft : Refusal;
internal sealed record AmendmentNotAwaitingApproval : Refusal;
internal sealed record AmendmentNeedsSecondPerson : Refusal;

internal sealed record EndReasonMissing : Refusal { public override string Field => "Input.Reason"; }
internal sealed record OpportunityNotPublishedYet : Refusal;
internal sealed record OpportunityNotClosedYet : Refusal;
internal sealed record OpportunityAlreadyEnded : Refusal;
internal sealed record LotAlreadyAwarded : Refusal;
internal sealed record TooLateToWithdrawOpportunity(DateTimeOffset ClosesAt) : Refusal;
internal sealed record LotCannotMove(LotStage From, LotStage To) : Refusal;
