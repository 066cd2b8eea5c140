using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Bidding.SubmitBid;
using Procurement.Components;

namespace Procurement.Bidding.WriteBid;

public sealed class BidModel : BidPage
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var done = await Get<AcceptVersionHandler>().RemindAsync(Reference, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home, "Bidding.Bid.Reminded");
    }

    internal string NameOf(BidTask task) => task.Criterion?.Name ?? W.Text("Bidding.Task." + (task.Part.StartsWith("answers", StringComparison.Ordinal) ? "answers" : task.Part), Written.Version);

    internal string HintOf(BidTask task)
    {
        if (task.Criterion is { } criterion)
        {
            var over = criterion.Questions.Any(q => WordCount.Of(Written.Answers.GetValueOrDefault(q.Id)) > q.MaxWords);
            if (over) return W.Text("Bidding.Hint.TooLong", criterion.Weight);
            if (criterion.Questions.Count > 1) return W.Text("Bidding.Hint.Answers", criterion.Weight, task.Done, task.All);
            var question = criterion.Questions[0];
            var words = WordCount.Of(Written.Answers.GetValueOrDefault(question.Id));
            return words == 0 ? W.Text("Bidding.Hint.UpTo", criterion.Weight, question.MaxWords) : W.Text("Bidding.Hint.Words", criterion.Weight, words, question.MaxWords);
        }

        return task.Part switch
        {
            BidPart.Lots => string.Join(", ", Written.LotIds.Select(LotName)),
            BidPart.Delivery => Written.Members.Count == 1 ? W.Text("Bidding.Hint.DeliveryAlone") : W.Text("Bidding.Hint.Delivery", Written.Members.Count, string.Join(", ", Written.Members.Select(m => m.Share))),
            BidPart.Price => Written.Prices.Count == 0 ? W.Text("Bidding.Hint.NoPrice") : W.Text("Bidding.Hint.Price", Written.Prices.Values.Sum()),
            BidPart.Women or BidPart.Welsh => W.Text("Bidding.Hint.Statement", BidTasks.StatementWords),
            "declarations" => Written.Members.Count == 1 ? W.Text("Bidding.Hint.DeclareAlone") : W.Text("Bidding.Hint.Declarations", task.Done, task.All),
            "reconfirm" => W.Text("Bidding.Hint.Reconfirm"),
            "acceptances" => W.Text("Bidding.Hint.Accepted", task.Done, task.All),
            _ => task.State == TaskState.Problem ? W.Text("Bidding.Hint.CannotSign") : task.State == TaskState.CannotStartYet ? W.Text("Bidding.Hint.WhenDone") : W.Text("Bidding.Hint.Submit"),
        };
    }
}
