using Procurement.Kernel;

namespace Procurement.Involvement.Domain;

internal sealed record RequestAlreadySent(DateTimeOffset SentAt) : Refusal;

internal sealed record RequestNotSent : Refusal;

internal sealed record RequestIsOver(DateTimeOffset DueAt) : Refusal;

internal sealed record RequestIsRecused : Refusal;

internal sealed record SubjectIsClosed : Refusal;

internal sealed record CommentAlreadySubmitted(DateTimeOffset SubmittedAt) : Refusal;

internal sealed record OutcomeIsMissing : Refusal
{
    public override string Field => "Input.Outcome";
}

internal sealed record CommentIsEmpty : Refusal
{
    public override string Field => "Input.Text";
}

internal sealed record CommentIsTooLong(int Limit) : Refusal
{
    public override string Field => "Input.Text";
}

internal sealed record FinalityIsMissing : Refusal
{
    public override string Field => "Input.Standing";
}

internal sealed record ExtensionAlreadyUsed(DateTimeOffset DueAt) : Refusal;

internal sealed record ExtensionOutOfRange(int Most) : Refusal
{
    public override string Field => "Input.Days";
}

internal sealed record ReasonIsNeeded : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record NothingToRatify : Refusal;

internal sealed record NothingSubmitted : Refusal;

internal sealed record AnswerIsEmpty : Refusal
{
    public override string Field => "Input.Text";
}

internal sealed record AnswerIsPublished : Refusal;

internal sealed record ViewHasChanged : Refusal;

internal sealed record SubjectIsNotClear(int Unfinished, int Unanswered) : Refusal;

internal sealed record SomebodyCanReceiveIt : Refusal;

internal sealed record TooEarlyToLapse(DateTimeOffset From) : Refusal;
