namespace Procurement.Involvement.Contracts;

/// <summary>How long authorities have. A workflow's own settings come before these.</summary>
public sealed record InvolvementSettings
{
    /// <summary>How many working days an authority has to comment.</summary>
    public int WorkingDays { get; init; } = 15;

    /// <summary>How many more working days it may take, once.</summary>
    public int ExtensionDays { get; init; } = 5;
}

/// <summary>The names of this module's permissions.</summary>
public static class InvolvementPermissions
{
    /// <summary>Sees requests that reach nobody, lets one lapse with a reason, and redacts comments for publication.</summary>
    public const string ManageInvolvement = "ManageInvolvement";
}

/// <summary>The names of the workflow events that this module raises; what each is about is the subject's key.</summary>
public static class InvolvementWorkflowEvents
{
    /// <summary>A request is finished: answered, expired or recused.</summary>
    public const string RequestFinished = "CommentRequestFinished";

    /// <summary>The lead provider said how it regarded a comment, or a variation opened that again.</summary>
    public const string Regarded = "CommentRegarded";

    /// <summary>An authority commented in time.</summary>
    public const string CommentMade = "CommentMade";

    /// <summary>An authority commented after its time; the comment is kept, and flagged.</summary>
    public const string CommentCameLate = "CommentCameLate";

    /// <summary>An authority changed its view.</summary>
    public const string CommentVaried = "CommentVaried";

    /// <summary>A comment or a changed view came in that the lead provider has to answer in public.</summary>
    public const string AnswerNeeded = "CommentNeedsAnswer";

    /// <summary>The subject is decided, and its comments are public.</summary>
    public const string Published = "CommentsPublished";

    /// <summary>The key of the user task that asks for the decision on a subject.</summary>
    public static string DecisionTask(Guid subjectId) => "decide:" + subjectId;
}
