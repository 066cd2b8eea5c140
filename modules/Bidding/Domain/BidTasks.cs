using Procurement.Components;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>How far a task has come.</summary>
internal enum TaskState
{
    NotStarted,
    InProgress,
    Problem,
    Completed,
    CannotStartYet,
}

/// <summary>One thing that is to be done before a bid can be submitted.</summary>
/// <param name="Group">1 what you bid for, 2 answers, 3 price and statements, 4 accept and submit.</param>
/// <param name="Part">Which.</param>
/// <param name="Path">Its page, below the bid's own.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Criterion">For answers.</param>
/// <param name="Done">How many of its pieces are done.</param>
/// <param name="All">How many pieces it has.</param>
internal sealed record BidTask(int Group, string Part, string Path, TaskState State, CriterionTerms? Criterion = null, int Done = 0, int All = 0)
{
    public bool IsDone => State == TaskState.Completed;

    /// <summary>False for accepting and submitting, which come after the content.</summary>
    public bool IsContent => Group < 4;
}

/// <summary>What is left to do. The page shows it and the rules ask it, so that they cannot differ.</summary>
internal static class BidTasks
{
    public const int StatementWords = 500;
    public const int DeliveryWords = 250;

    public static IReadOnlyList<BidTask> Of(Bid bid, Conditions conditions)
    {
        var content = bid.Content;
        List<BidTask> tasks =
        [
            Pieces(1, BidPart.Lots, "lots", content.LotIds.Count(id => conditions.Terms.Lots.Any(l => l.Id == id && l.Stage != LotStage.Cancelled)), content.LotIds.Count),
            Pieces(1, BidPart.Delivery, "delivery", content.Members.Count(m => m.Delivers.Length > 0), content.Members.Count,
                content.Members.Any(m => WordCount.Of(m.Delivers) > DeliveryWords)),
        ];
        foreach (var criterion in conditions.Terms.Criteria.Where(c => c.Questions.Count > 0))
        {
            var answered = criterion.Questions.Count(q => content.Answers.ContainsKey(q.Id));
            var tooLong = criterion.Questions.Any(q => WordCount.Of(content.Answers.GetValueOrDefault(q.Id)) > q.MaxWords);
            tasks.Add(Pieces(2, BidPart.Answers(criterion.Id), "answers/" + criterion.Id, answered, criterion.Questions.Count, tooLong) with { Criterion = criterion });
        }

        tasks.Add(Pieces(3, BidPart.Price, "price", content.LotIds.Count(content.Prices.ContainsKey), content.LotIds.Count));
        tasks.Add(Statement(BidPart.Women, "womens-provision", content.WomensStatement));
        if (conditions.NeedsWelsh) tasks.Add(Statement(BidPart.Welsh, "welsh-language", content.WelshStatement));
        tasks.Add(Pieces(3, "declarations", "declarations", content.Members.Count(m => m.Declaration is not null), content.Members.Count));

        var ready = tasks.TrueForAll(t => t.IsDone);
        var sent = bid.StateUnder(conditions.Terms) == BidState.Submitted && !bid.HasUnsentChanges;
        if (bid.IsConsortium)
        {
            var accepted = content.Members.Count(m => m.AcceptedVersion == content.Version);
            tasks.Add(Pieces(4, "acceptances", "check", accepted, content.Members.Count) with { });
            if (!ready && accepted == 0) tasks[^1] = tasks[^1] with { State = TaskState.CannotStartYet };
            ready &= accepted == content.Members.Count;
        }

        var submit = !content.Lead.CanSign ? TaskState.Problem : sent ? TaskState.Completed : ready ? TaskState.NotStarted : TaskState.CannotStartYet;
        // What was received and says everything still is confirmed as it is; the draft need not even be complete for that.
        tasks.Add(bid.AwaitsConfirming(conditions.Terms)
            ? new BidTask(4, "reconfirm", "reconfirm", TaskState.NotStarted, All: 1)
            : new BidTask(4, "submit", "check", submit, Done: sent ? 1 : 0, All: 1));
        return tasks;
    }

    private static BidTask Statement(string part, string path, string text) =>
        Pieces(3, part, path, text.Length > 0 ? 1 : 0, 1, WordCount.Of(text) > StatementWords);

    private static BidTask Pieces(int group, string part, string path, int done, int all, bool problem = false) =>
        new(group, part, path, problem ? TaskState.Problem : all > 0 && done >= all ? TaskState.Completed : done > 0 ? TaskState.InProgress : TaskState.NotStarted, null, done, all);
}
