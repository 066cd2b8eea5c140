using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>What the work is.</summary>
public sealed class WorkModel : DraftStep<WorkModel.InputModel>
{
    internal override InputModel From(Opportunity draft) => new() { Title = draft.Title, Summary = draft.Summary, Work = draft.Work };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
    [
        ("Opportunities.Work.TitleLabel", input.Title ?? ""), ("Opportunities.Work.Summary", input.Summary ?? ""), ("Opportunities.Work.Text", input.Work ?? ""),
    ];

    internal override void Read()
    {
        if (string.IsNullOrWhiteSpace(Input.Title)) ModelState.AddModelError("Input.Title", W.Text(new OpportunityTitleMissing()));
        if (Input.Title?.Trim().Length > 200) ModelState.AddModelError("Input.Title", W.Text(new OpportunityTitleTooLong()));
        if (WordCount.Of(Input.Summary) > 60 || Input.Summary?.Length > 600) ModelState.AddModelError("Input.Summary", W.Text("Opportunities.TooManyWords", 60));
        if (WordCount.Of(Input.Work) > 900 || Input.Work?.Length > 12000) ModelState.AddModelError("Input.Work", W.Text("Opportunities.TooManyWords", 900));
    }

    internal override Result Apply(Opportunity draft, Hand by) => draft.DescribeWork(Input.Title ?? "", Input.Summary ?? "", Input.Work ?? "", by);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The title.</summary>
        public string? Title { get; set; }

        /// <summary>One or two sentences.</summary>
        public string? Summary { get; set; }

        /// <summary>The description.</summary>
        public string? Work { get; set; }
    }
}
