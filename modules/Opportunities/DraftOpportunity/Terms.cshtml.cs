using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>How long, and how it is paid.</summary>
public sealed class TermsModel : DraftStep<TermsModel.InputModel>
{
    private (int? Term, int? Extension, int? Results) _read;

    internal override InputModel From(Opportunity draft) => new()
    {
        TermMonths = Show(draft.TermMonths),
        ExtensionMonths = Show(draft.ExtensionMonths),
        PaymentByResults = Show(draft.PaymentByResults),
        PaymentByResultsReason = draft.PaymentByResultsReason,
        AllowsOverlap = draft.AllowsOverlap,
    };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
    [
        ("Opportunities.Terms.Term", input.TermMonths ?? ""), ("Opportunities.Terms.Extension", input.ExtensionMonths ?? ""),
        ("Opportunities.Terms.PaymentByResults", input.PaymentByResults ?? ""), ("Opportunities.Terms.Reason", input.PaymentByResultsReason ?? ""),
        ("Opportunities.Terms.Overlap", W.Text(input.AllowsOverlap ? "Common.Yes" : "Common.No")),
    ];

    internal override void Read()
    {
        _read = (Number(Input.TermMonths, "Input.TermMonths"), Number(Input.ExtensionMonths, "Input.ExtensionMonths"), Number(Input.PaymentByResults, "Input.PaymentByResults"));
        if (WordCount.Of(Input.PaymentByResultsReason) > 200 || Input.PaymentByResultsReason?.Length > 2000)
            ModelState.AddModelError("Input.PaymentByResultsReason", W.Text("Opportunities.TooManyWords", 200));
    }

    internal override Result Apply(Opportunity draft, Hand by) =>
        draft.SetTerms(_read.Term, _read.Extension ?? 0, _read.Results ?? 0, Input.PaymentByResultsReason ?? "", Input.AllowsOverlap, by);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>Months.</summary>
        public string? TermMonths { get; set; }

        /// <summary>Further months.</summary>
        public string? ExtensionMonths { get; set; }

        /// <summary>Per cent.</summary>
        public string? PaymentByResults { get; set; }

        /// <summary>Why, and how it is counted.</summary>
        public string? PaymentByResultsReason { get; set; }

        /// <summary>True when one organisation may stand in two bids for a lot.</summary>
        public bool AllowsOverlap { get; set; }
    }
}
