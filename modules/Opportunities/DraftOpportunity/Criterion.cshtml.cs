using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>One criterion and its questions.</summary>
public sealed class CriterionModel : DraftStep<CriterionModel.InputModel>
{
    private const int MostQuestions = 8;
    private int? _weight;
    private readonly List<Question> _questions = [];
    private Guid? _saved;

    /// <summary>The key of the criterion, from the address; "new" for a new one.</summary>
    [FromRoute(Name = "criterion")]
    public string? Key { get; set; }

    internal Guid? CriterionId => Guid.TryParse(Key, out var key) ? key : null;

    /// <summary>True when the button for more questions was used.</summary>
    [BindProperty]
    public bool More { get; set; }

    internal int Others => Draft.Criteria.Where(c => c.Id != CriterionId).Sum(c => c.Weight);

    internal int WordsElsewhere => Draft.Criteria.Where(c => c.Id != CriterionId && !c.IsPrice).SelectMany(c => c.Questions).Sum(q => q.MaxWords);

    internal int WordBudget { get; private set; }

    internal IEnumerable<Choice> Thresholds =>
    [
        new("", W.Text("Opportunities.Criterion.NoThreshold")),
        .. new[] { 1m, 1.5m, 2m, 2.5m, 3m, 3.5m, 4m }.Select(t => new Choice(t.ToString("0.0", CultureInfo.InvariantCulture), W.Text("Opportunities.Criterion.AtLeast", t))),
    ];

    internal override string Back => Overview + "/criteria";

    internal override string BackText => "Opportunities.Criteria.Title";

    internal override string Next => More ? $"{Overview}/criteria/{_saved}#q-h" : Overview + "/criteria";

    internal override bool IsThere(Opportunity draft) => Key == "new" || draft.Criteria.Exists(c => c.Id == CriterionId);

    internal override async Task PrepareAsync(CancellationToken ct)
    {
        WordBudget = (await Desk.RulesAsync(Draft, ct)).WordBudget(Draft.Tier);
        var empty = Input.Questions.Count(q => string.IsNullOrWhiteSpace(q.Text));
        for (; empty < 2 && Input.Questions.Count < MostQuestions; empty++) Input.Questions.Add(new QuestionInput());
    }

    internal override InputModel From(Opportunity draft) => draft.Criteria.Find(c => c.Id == CriterionId) is not { } criterion ? new InputModel() : new InputModel
    {
        Name = criterion.Name,
        Weight = criterion.Weight.ToString(CultureInfo.InvariantCulture),
        IsPrice = criterion.IsPrice,
        Threshold = criterion.Threshold?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
        Questions = [.. criterion.Questions.Select(q => new QuestionInput { Id = q.Id, Text = q.Text, MaxWords = q.MaxWords.ToString(CultureInfo.InvariantCulture) })],
    };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
    [
        ("Opportunities.Criterion.Name", input.Name ?? ""), ("Opportunities.Criterion.Weight", input.Weight ?? ""),
        ("Opportunities.Criterion.IsPrice", W.Text(input.IsPrice ? "Common.Yes" : "Common.No")), ("Opportunities.Criterion.Threshold", input.Threshold ?? ""),
        ("Opportunities.Criterion.Questions", string.Join("\n", input.Questions.Where(q => !string.IsNullOrWhiteSpace(q.Text)).Select(q => $"{q.Text?.Trim()} ({q.MaxWords})"))),
    ];

    internal override void Read()
    {
        _weight = Number(Input.Weight, "Input.Weight");
        if (Input.Name?.Trim().Length > 120) ModelState.AddModelError("Input.Name", W.Text("Opportunities.TooLong", 120));
        for (var i = 0; i < Input.Questions.Count; i++)
        {
            var question = Input.Questions[i];
            if (string.IsNullOrWhiteSpace(question.Text)) continue;
            var field = $"Input.Questions[{i}].MaxWords";
            if (question.Text.Length > 2000) ModelState.AddModelError($"Input.Questions[{i}].Text", W.Text("Opportunities.TooLong", 2000));
            if (Number(question.MaxWords, field) is { } words)
            {
                if (words is < 20 or > 2000) ModelState.AddModelError(field, W.Text(new WordLimitOutOfRange()));
                else _questions.Add(new Question(question.Id ?? Guid.CreateVersion7(), question.Text.Trim(), words));
            }
            else if (string.IsNullOrWhiteSpace(question.MaxWords)) ModelState.AddModelError(field, W.Text("Opportunities.Criterion.MaxWordsMissing"));
        }
    }

    internal override Result Apply(Opportunity draft, Hand by)
    {
        decimal? threshold = decimal.TryParse(Input.Threshold, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var t) ? t : null;
        var result = draft.PutCriterion(CriterionId, Input.Name ?? "", _weight ?? 0, Input.IsPrice, threshold, _questions, by);
        if (result.IsDone) _saved = CriterionId ?? draft.Criteria[^1].Id;
        return result;
    }

    /// <summary>Removes the criterion.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        if (CriterionId is not { } criterionId || !IsThere(Draft)) return NotFound();
        Input = From(Draft);
        await PrepareAsync(ct);
        var removed = await Desk.ChangeAsync(Id, RowVersion, (o, by) => o.RemoveCriterion(criterionId, by), ct);
        RowVersion = Draft.RowVersion;
        return removed.Refusal is { } refusal ? Refused(refusal) : Confirmed(Next, "Opportunities.Criterion.Removed");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>Out of 100.</summary>
        public string? Weight { get; set; }

        /// <summary>True for the price.</summary>
        public bool IsPrice { get; set; }

        /// <summary>The least score.</summary>
        public string? Threshold { get; set; }

        /// <summary>The questions; empty ones are left out.</summary>
        public List<QuestionInput> Questions { get; set; } = [];
    }

    /// <summary>A question as typed.</summary>
    public sealed class QuestionInput
    {
        /// <summary>Its key; null for a new one.</summary>
        public Guid? Id { get; set; }

        /// <summary>The question.</summary>
        public string? Text { get; set; }

        /// <summary>How many words the answer may have.</summary>
        public string? MaxWords { get; set; }
    }
}
