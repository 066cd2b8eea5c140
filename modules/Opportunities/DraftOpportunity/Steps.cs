using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>Where a part of the draft stands.</summary>
internal enum PartState
{
    NotStarted,
    InProgress,
    Completed,
}

/// <summary>The parts in the order of the task list, each with its page.</summary>
internal static class Steps
{
    public static readonly (string Key, DraftPart[] Parts)[] Sections =
    [
        ("Opportunities.Section.What", [DraftPart.Work, DraftPart.Services, DraftPart.Terms, DraftPart.Lots]),
        ("Opportunities.Section.Judged", [DraftPart.Needs, DraftPart.Criteria]),
        ("Opportunities.Section.Rest", [DraftPart.Statements, DraftPart.Documents, DraftPart.Dates]),
    ];

    public static string Path(DraftPart part) => part.ToString().ToLowerInvariant();

    public static PartState StateOf(DraftPart part, Opportunity draft, IReadOnlyList<Incomplete> missing)
    {
        if (!IsStarted(part, draft)) return PartState.NotStarted;
        return missing.Any(m => m.Part == part) ? PartState.InProgress : PartState.Completed;
    }

    private static bool IsStarted(DraftPart part, Opportunity draft) => part switch
    {
        DraftPart.Work => draft.Summary.Length + draft.Work.Length > 0,
        DraftPart.Services => draft.Services.Count + draft.Cohorts.Count > 0 || draft.Tier is not null,
        DraftPart.Terms => draft.TermMonths is not null,
        DraftPart.Lots => draft.Lots.Count > 0,
        DraftPart.Needs => draft.Needs.Count > 0 || draft.MinimumIncome is not null,
        DraftPart.Criteria => draft.QuestionsAsked > 0,
        DraftPart.Statements => draft.WomensProvision.Length + draft.WelshLanguage.Length > 0,
        DraftPart.Documents => draft.Documents.Count > 0,
        _ => draft.ClosesAt is not null,
    };
}
