using Procurement.Kernel;

namespace Procurement.Workflows.Domain;

// Faults of a running workflow.

internal sealed record ActivityIsUnknown(string Activity) : Refusal;

internal sealed record OutcomeLeadsNowhere(string Outcome) : Refusal;

internal sealed record WaitsForNothing(string Activity) : Refusal;

internal sealed record TooManyStepsWithoutWait(int Most) : Refusal;

internal sealed record CannotBeEvaluated(string What) : Refusal;

internal sealed record ActivityThrew(string Error, string Detail) : Refusal;

internal sealed record ActivityThrewUnderSeal(string Error) : Refusal;

internal sealed record TaskWasTakenBack : Refusal;

internal sealed record NotToldUnderSeal : Refusal;

internal sealed record TaskAddressNotLocal : Refusal;

internal sealed record ForksTooDeep(int Most) : Refusal;

internal sealed record TooManyBranches(int Most) : Refusal;

internal sealed record TooManyItems(int Count, int Most) : Refusal;

internal sealed record LoopBranchesNotJoined : Refusal;

internal sealed record CorrelationNotFit(int Most) : Refusal;

internal sealed record SubjectHasWorkflow : Refusal;

internal sealed record RunTypeIsUnknown(string Type) : Refusal;

internal sealed record RunTypeIsOff(string Title) : Refusal;

internal sealed record RunsTooDeep(int Most) : Refusal;

internal sealed record RunVariableUnknown(string Name, string Title) : Refusal;

internal sealed record WebhookHostNotAllowed(string Host) : Refusal;

internal sealed record WebhookKeyMissing(string Name) : Refusal;

internal sealed record NoCallUnderSeal : Refusal;

internal sealed record WebhookBodyTooLarge(int MostKilobytes) : Refusal;

// What people ask for and cannot have.

internal sealed record WorkflowHasNoFault : Refusal;

internal sealed record WorkflowHasEnded : Refusal;

internal sealed record TaskIsClosed : Refusal;

internal sealed record DecisionIsMissing : Refusal
{
    public override string? Field => "Input.Decision";
}

internal sealed record TaskCommentTooLong(int Most) : Refusal
{
    public override string? Field => "Input.Comment";
}

internal sealed record KeepDaysWrong(int Least, int Most) : Refusal
{
    public override string? Field => "Input.Days";
}

internal sealed record WorkflowReasonMissing : Refusal
{
    public override string? Field => "Input.Why";
}

internal sealed record ReasonIsTooLong(int Most) : Refusal
{
    public override string? Field => "Input.Why";
}

internal sealed record SkipOutcomeMissing : Refusal
{
    public override string? Field => "Input.Outcome";
}

internal sealed record NothingToSkip : Refusal;

internal sealed record NothingLeftToWaitFor : Refusal;

internal sealed record FaultCameWithoutAWait : Refusal;

internal sealed record TaskIsDelegated(string To) : Refusal;

internal sealed record TaskIsNotDelegated : Refusal;

internal sealed record AssigneeHasItAlready(string Name) : Refusal
{
    public override string? Field => "Input.To";
}

internal sealed record AssigneeNotChosen : Refusal
{
    public override string? Field => "Input.To";
}

internal sealed record PersonNotFound : Refusal
{
    public override string? Field => "Input.Email";
}

internal sealed record OrganisationNotFound : Refusal
{
    public override string? Field => "Input.Organisation";
}

internal sealed record NobodyHasTheDuty(string Name) : Refusal
{
    public override string? Field => "Input.Duty";
}

internal sealed record PermissionNotChosen : Refusal
{
    public override string? Field => "Input.Permission";
}

internal sealed record DelegateIsYourself : Refusal
{
    public override string? Field => "Input.To";
}

internal sealed record DelegateMissing : Refusal
{
    public override string? Field => "Input.To";
}

internal sealed record DelegateMayNot : Refusal
{
    public override string? Field => "Input.To";
}

internal sealed record DelegateMayNotPassOn(string ForName) : Refusal;

internal sealed record SealedTaskStays : Refusal;

internal sealed record AwayFromMissing : Refusal
{
    public override string? Field => "Input.From";
}

internal sealed record AwayUntilMissing : Refusal
{
    public override string? Field => "Input.Until";
}

internal sealed record AwayEndsBeforeItBegins : Refusal
{
    public override string? Field => "Input.Until";
}

internal sealed record AwayIsOver : Refusal
{
    public override string? Field => "Input.Until";
}

internal sealed record AwayIsTooLong(int MostDays) : Refusal
{
    public override string? Field => "Input.Until";
}

internal sealed record StandInMissing : Refusal
{
    public override string? Field => "Input.StandIns[0]";
}

internal sealed record StandInMayNot(string InField) : Refusal
{
    public override string? Field => InField;
}

internal sealed record StandInsInACircle(string Name, string InField) : Refusal
{
    public override string? Field => InField;
}

// Mistakes in a definition.

internal sealed record DefinitionHasMistakes(string Mistakes) : Refusal;

internal sealed record DefinitionFieldMissing(string Field1, string Where) : Refusal;

internal sealed record DefinitionFieldWrong(string Field1, string Where) : Refusal;

internal sealed record DefinitionNameWrong(string Name) : Refusal;

internal sealed record VariableTwice(string Name) : Refusal;

internal sealed record StepTwice(string Id) : Refusal;

internal sealed record StepActivityUnknown(string Id, string Activity) : Refusal;

internal sealed record StepSettingMissing(string Id, string Setting) : Refusal;

internal sealed record StepSettingUnknown(string Id, string Setting) : Refusal;

internal sealed record StepSettingWrong(string Id, string Detail) : Refusal;

internal sealed record StepOutcomeNotConnected(string Id, string Outcome) : Refusal;

internal sealed record StepOutcomeUnknown(string Id, string Outcome) : Refusal;

internal sealed record StepTargetUnknown(string Id, string Outcome, string Target) : Refusal;

internal sealed record StepRetryWrong(string Id) : Refusal;

internal sealed record StepMistake(string Id, string Detail) : Refusal;

internal sealed record StepUnreachable(string Id) : Refusal;

internal sealed record StartMissing : Refusal;

internal sealed record StartReached(string Id) : Refusal;

internal sealed record LoopNeverWaits(string Ids) : Refusal;

internal sealed record JoinWithoutFork(string Id) : Refusal;

internal sealed record LoopNeverComesBack(string Id) : Refusal;

internal sealed record LoopComesBackForked(string Id) : Refusal;

internal sealed record FaultHandlerReached(string Id) : Refusal;

internal sealed record FaultHandlerOfUnknownStep(string Step) : Refusal;

internal sealed record ConditionVariableUnknown(string Variable) : Refusal;

internal sealed record ConditionDoesNotFit(string Variable, string Comparison) : Refusal;

internal sealed record ConditionsEmpty : Refusal;

internal sealed record ConditionsTooDeep : Refusal;

internal sealed record TextNameUnknown(string Name) : Refusal;

internal sealed record PermissionIsUnknown(string Name) : Refusal;

internal sealed record NoticeTemplateIsUnknown(string Name) : Refusal;

internal sealed record TextMalformed(string Detail) : Refusal;

internal sealed record DelayNeedsOneSpan : Refusal;

internal sealed record AssigneeNeedsOne : Refusal;

internal sealed record NoticeNeedsText : Refusal;

internal sealed record PropertyNotDeclared(string Name) : Refusal;

internal sealed record RemindersNeedADate : Refusal;

internal sealed record DecisionsNotDistinct : Refusal;

internal sealed record BranchesNotDistinct : Refusal;

internal sealed record TooManyBranchesNamed(int Most) : Refusal;

internal sealed record CasesNotDistinct : Refusal;

internal sealed record NotAList(string Name) : Refusal;

internal sealed record NotAnInstant(string Name) : Refusal;

internal sealed record UntilNeedsOneDirection : Refusal;

internal sealed record CronNotReadable(string Cron) : Refusal;

internal sealed record CronTooOften : Refusal;

internal sealed record TaskNeedsSomebody : Refusal;

internal sealed record QuorumNeedsANumber : Refusal;

internal sealed record DeadlineNeedsADate : Refusal;

internal sealed record WebhookAddressWrong : Refusal;
