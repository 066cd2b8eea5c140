namespace Procurement.Components.Tags;

/// <summary>The shapes of the statuses, fourteen units wide, drawn in the colour of the text.</summary>
internal static class Shapes
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["dashed"] = "<circle cx=\"7\" cy=\"7\" r=\"5\" stroke-dasharray=\"2.6 2.4\"/>",
        ["half"] = "<circle cx=\"7\" cy=\"7\" r=\"5\"/><path class=\"f\" d=\"M7 2a5 5 0 0 1 0 10z\"/>",
        ["clock"] = "<circle cx=\"7\" cy=\"7\" r=\"5.6\"/><path d=\"M7 3.6V7l2.4 1.6\"/>",
        ["ring"] = "<circle cx=\"7\" cy=\"7\" r=\"5\"/>",
        ["dot"] = "<circle class=\"f\" cx=\"7\" cy=\"7\" r=\"6\"/>",
        ["lock"] = "<path d=\"M4 6V4.5a3 3 0 0 1 6 0V6\"/><rect class=\"f\" x=\"2\" y=\"6\" width=\"10\" height=\"7\" rx=\"1\"/>",
        ["square"] = "<rect x=\"2\" y=\"2\" width=\"10\" height=\"10\"/>",
        ["halfsquare"] = "<rect x=\"2\" y=\"2\" width=\"10\" height=\"10\"/><path class=\"f\" d=\"M2 12V2l10 10z\"/>",
        ["speech"] = "<path class=\"f\" d=\"M1 2h12v8H7l-3.5 3.5V10H1z\"/>",
        ["diamond"] = "<path d=\"M7 1.5 12.5 7 7 12.5 1.5 7z\"/>",
        ["bars"] = "<path class=\"f\" d=\"M2.5 1.5h3v11h-3zM8.5 1.5h3v11h-3z\"/>",
        ["tick"] = "<path d=\"m1.5 7.5 3.5 3.5L12.5 3\" stroke-width=\"2.6\"/>",
        ["doubletick"] = "<path d=\"m.8 7.5 2.8 2.8L8 5M6.4 9.6l.9.9L13 4\" stroke-width=\"2.2\"/>",
        ["undo"] = "<path d=\"M2 5.5h6.5a3.6 3.6 0 0 1 0 7.2H5M5 2 1.8 5.5 5 9\"/>",
        ["cross"] = "<path d=\"M2.5 2.5l9 9m0-9l-9 9\" stroke-width=\"2.6\"/>",
        ["dash"] = "<path d=\"M1.5 7h11\" stroke-width=\"2.6\"/>",
        ["triangle"] = "<path class=\"f\" d=\"M7 1 13.5 13H.5z\"/>",
        ["plus"] = "<path d=\"M7 1.5v11M1.5 7h11\" stroke-width=\"2.6\"/>",
        ["star"] = "<path class=\"f\" d=\"m7 .8 1.9 4 4.3.6-3.1 3 .8 4.4L7 10.7 3.1 12.8l.8-4.4-3.1-3 4.3-.6z\"/>",
        ["octagon"] = "<path class=\"f\" d=\"M4.3.5h5.4l3.8 3.8v5.4l-3.8 3.8H4.3L.5 9.7V4.3z\"/>",
        ["pen"] = "<path d=\"M2 12l.8-3.2L9.6 2l2.4 2.4-6.8 6.8z\"/>",
        ["arrow"] = "<path d=\"M1.5 7h10M7.5 2.5 12 7l-4.5 4.5\"/>",
    };

    public static string Svg(string shape) => Paths.TryGetValue(shape, out var path)
        ? $"<svg viewBox=\"0 0 14 14\" aria-hidden=\"true\" focusable=\"false\">{path}</svg>" : "";

    public static bool Has(string shape) => Paths.ContainsKey(shape);
}

/// <summary>Tone and shape of every state, by the name of the enum's value; where a name means two things, by type and value.</summary>
internal static class Statuses
{
    private static readonly Dictionary<string, (string Tone, string Shape)> Known = new(StringComparer.Ordinal)
    {
        // Opportunities and lots
        ["Draft"] = ("none", "dashed"),
        ["AwaitingApproval"] = ("gold", "half"),
        ["Scheduled"] = ("blue", "clock"),
        ["Planned"] = ("blue", "ring"),
        ["Open"] = ("green", "dot"),
        ["Closed"] = ("none", "lock"),
        ["Opened"] = ("plum", "square"),
        ["Evaluating"] = ("plum", "halfsquare"),
        ["AuthorityComment"] = ("pine", "speech"),
        ["Decision"] = ("pine", "diamond"),
        ["Standstill"] = ("gold", "bars"),
        ["Awarded"] = ("solid", "tick"),
        ["InContract"] = ("solid", "doubletick"),
        ["Withdrawn"] = ("red", "undo"),
        ["Discarded"] = ("none", "cross"),
        ["Cancelled"] = ("red", "cross"),
        ["Unsuccessful"] = ("none", "dash"),
        ["Complete"] = ("plain", "tick"),

        // Bids
        ["Submitted"] = ("green", "tick"),
        ["NeedsReconfirming"] = ("clay", "triangle"),
        ["Sealed"] = ("none", "lock"),
        ["Compliant"] = ("blue", "plus"),
        ["Disqualified"] = ("red", "cross"),
        ["Decided"] = ("plain", "tick"),
        ["Preferred"] = ("pine", "diamond"),
        ["Reserve"] = ("none", "half"),
        ["Won"] = ("solid", "star"),
        ["LateNotAccepted"] = ("red", "clock"),
        ["Refused"] = ("red", "clock"),

        ["NotSubmitted"] = ("none", "dash"),
        ["NotReconfirmed"] = ("clay", "triangle"),
        ["Void"] = ("none", "dash"),
        ["Past"] = ("none", "clock"),

        // Comments and requests
        ["Support"] = ("green", "tick"),
        ["SupportWithConditions"] = ("blue", "plus"),
        ["Concern"] = ("gold", "triangle"),
        ["Objection"] = ("red", "octagon"),
        ["Expected"] = ("none", "dashed"),
        ["Sent"] = ("none", "ring"),
        ["Acknowledged"] = ("none", "half"),
        ["Drafting"] = ("blue", "pen"),
        ["SubjectToRatification"] = ("plum", "halfsquare"),
        ["Ratified"] = ("green", "doubletick"),
        ["Varied"] = ("gold", "halfsquare"),
        ["Expired"] = ("none", "clock"),
        ["Late"] = ("red", "clock"),
        ["Recused"] = ("none", "dash"),

        // Consortia, invitations, members, organisations
        ["Forming"] = ("none", "dashed"),
        ["Agreed"] = ("green", "tick"),
        ["Locked"] = ("pine", "lock"),
        ["Dissolved"] = ("none", "dash"),
        ["Invited"] = ("blue", "ring"),
        ["Accepted"] = ("green", "tick"),
        ["Declined"] = ("red", "cross"),
        ["Lapsed"] = ("gold", "clock"),
        ["Revoked"] = ("none", "undo"),
        ["Replaced"] = ("none", "arrow"),
        ["Active"] = ("green", "dot"),
        ["Inactive"] = ("none", "ring"),
        ["Pending"] = ("gold", "half"),
        ["AwaitingConfirmation"] = ("gold", "half"),
        ["Registered"] = ("gold", "half"),
        ["Applied"] = ("gold", "half"),
        ["Approved"] = ("green", "tick"),
        ["Rejected"] = ("red", "cross"),
        ["Suspended"] = ("red", "bars"),
        ["Checked"] = ("green", "tick"),
        ["NotChecked"] = ("none", "ring"),
        ["Left"] = ("none", "dash"),

        // Evaluation and awards
        ["NoInterest"] = ("green", "tick"),
        ["Cleared"] = ("pine", "tick"),
        ["Assigned"] = ("none", "ring"),
        ["InterestDeclared"] = ("gold", "triangle"),
        ["Scored"] = ("green", "tick"),
        ["QualityLocked"] = ("plum", "lock"),
        ["Moderated"] = ("plum", "halfsquare"),
        ["Signed"] = ("solid", "doubletick"),
        ["Proposed"] = ("plum", "diamond"),
        ["AwaitingComments"] = ("pine", "speech"),
        ["CommentsCleared"] = ("pine", "tick"),
        ["Notified"] = ("gold", "arrow"),
        ["Confirmed"] = ("solid", "tick"),
        ["Challenged"] = ("red", "triangle"),

        // Work of workflows, messages and tasks
        ["Ready"] = ("blue", "ring"),
        ["Problem"] = ("red", "triangle"),
        ["Sending"] = ("blue", "half"),
        ["GivenUp"] = ("red", "cross"),
        ["NotStarted"] = ("none", "ring"),
        ["CannotStartYet"] = ("plain", ""),
        ["Completed"] = ("plain", ""),
        ["Done"] = ("green", "tick"),
        ["Finished"] = ("green", "tick"),
        ["Idle"] = ("none", "clock"),
        ["Starting"] = ("blue", "ring"),
        ["Running"] = ("blue", "half"),
        ["Waiting"] = ("gold", "clock"),
        ["Joining"] = ("gold", "clock"),
        ["InProgress"] = ("blue", "half"),
        ["Faulted"] = ("red", "triangle"),
        ["Failed"] = ("red", "triangle"),
        ["Retrying"] = ("gold", "undo"),
        ["Queued"] = ("none", "clock"),
        ["Delivered"] = ("green", "doubletick"),
        ["Read"] = ("plain", "tick"),
        ["Unread"] = ("blue", "dot"),

        // Pages
        ["Published"] = ("green", "dot"),
        ["Changed"] = ("gold", "pen"),
        ["Archived"] = ("none", "lock"),

        // Where a name means another thing
        ["MailState.Sent"] = ("green", "tick"),
        ["RequestState.Submitted"] = ("green", "arrow"),
        ["CommentRequestState.Submitted"] = ("green", "arrow"),
        ["RequestStatus.Submitted"] = ("green", "arrow"),
        ["CommentState.Submitted"] = ("green", "arrow"),
        ["UserTaskState.Open"] = ("gold", "ring"),
        ["UserTaskStatus.Open"] = ("gold", "ring"),
        ["MemberState.Withdrawn"] = ("none", "undo"),
        ["WorkflowState.Cancelled"] = ("none", "cross"),
        ["WorkflowStatus.Cancelled"] = ("none", "cross"),
    };

    /// <summary>Tone and shape of a value; a ring on grey when nobody has given it one.</summary>
    public static (string Tone, string Shape) Of(Enum value) =>
        Known.TryGetValue($"{value.GetType().Name}.{value}", out var own) ? own
        : Known.TryGetValue(value.ToString(), out var known) ? known : ("none", "ring");

    /// <summary>True when somebody has given it one.</summary>
    public static bool Knows(Enum value) => Known.ContainsKey($"{value.GetType().Name}.{value}") || Known.ContainsKey(value.ToString());

    public static IEnumerable<(string Tone, string Shape)> All => Known.Values;
}
