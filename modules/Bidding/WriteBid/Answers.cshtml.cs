using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.WriteBid;

public sealed class AnswersModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal CriterionTerms Criterion { get; private set; } = null!;

    internal string? Meanwhile { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid criterion, CancellationToken ct)
    {
        var page = await ShowAsync(ct);
        if (page is not PageResult) return page;
        if (!Find(criterion)) return NotFound();
        Input.Revision = Revision(BidPart.Answers(criterion));
        Input.Answer = [.. Criterion.Questions.Select(q => (string?)Written.Answers.GetValueOrDefault(q.Id, ""))];
        return page;
    }

    public Task<IActionResult> OnPostAsync(Guid criterion, CancellationToken ct) => SaveAsync(criterion, Home, ct);

    /// <summary>Saves and stays.</summary>
    public Task<IActionResult> OnPostStayAsync(Guid criterion, CancellationToken ct) => SaveAsync(criterion, $"{Home}/answers/{criterion}", ct);

    private async Task<IActionResult> SaveAsync(Guid criterion, string to, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !Find(criterion)) return NotFound();
        var answers = Criterion.Questions.Select((q, i) => (q.Id, Text: i < Input.Answer.Count ? Input.Answer[i] ?? "" : "")).ToDictionary(a => a.Id, a => a.Text);
        var desk = Get<BidDesk>();
        var done = await desk.WriteAsync(Reference, (bid, conditions) => bid.Answer(conditions, criterion, answers, Input.Revision, Who.DisplayName, desk.Arrived), ct);
        if (done.Refusal is PartWasChanged)
        {
            Meanwhile = string.Join("\n\n", Criterion.Questions.Select(q => q.Text + "\n" + Written.Answers.GetValueOrDefault(q.Id, "")));
            ModelState.Remove("Input.Revision");
            Input.Revision = Revision(BidPart.Answers(criterion));
        }

        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(to, "Bidding.Saved");
    }

    private bool Find(Guid id)
    {
        if (Terms.Criteria.FirstOrDefault(c => c.Id == id && c.Questions.Count > 0) is not { } criterion) return false;
        Criterion = criterion;
        return true;
    }

    public sealed class InputModel
    {
        public List<string?> Answer { get; set; } = [];

        public int Revision { get; set; }
    }
}
