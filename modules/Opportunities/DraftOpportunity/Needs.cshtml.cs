using Procurement.Kernel;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>What a bidder must have.</summary>
public sealed class NeedsModel : DraftStep<NeedsModel.InputModel>
{
    private int? _income;

    internal override InputModel From(Opportunity draft) => new() { Needs = string.Join('\n', draft.Needs), MinimumIncome = Show(draft.MinimumIncome) };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
        [("Opportunities.Needs.Lines", input.Needs ?? ""), ("Opportunities.Needs.Income", input.MinimumIncome ?? "")];

    internal override void Read()
    {
        _income = Number(Input.MinimumIncome, "Input.MinimumIncome");
        if (NeedLines().Any(l => l.Length > 160)) ModelState.AddModelError("Input.Needs", W.Text("Opportunities.Needs.TooLong", 160));
    }

    internal override Result Apply(Opportunity draft, Hand by) => draft.SetNeeds(NeedLines(), _income, by);

    private IEnumerable<string> NeedLines() => (Input.Needs ?? "").ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>One need a line.</summary>
        public string? Needs { get; set; }

        /// <summary>Pounds a year.</summary>
        public string? MinimumIncome { get; set; }
    }
}
