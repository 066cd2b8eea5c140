using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>What the law asks to be said.</summary>
public sealed class StatementsModel : DraftStep<StatementsModel.InputModel>
{
    internal bool NeedsWelsh { get; private set; }

    internal override async Task PrepareAsync(CancellationToken ct)
    {
        var places = HttpContext.RequestServices.GetRequiredService<IPlaces>();
        NeedsWelsh = Draft.AreasOf(await Desk.RulesAsync(Draft, ct)).Any(a => places.Area(a) is { IsInWales: true });
    }

    internal override InputModel From(Opportunity draft) => new() { WomensProvision = draft.WomensProvision, WelshLanguage = draft.WelshLanguage };

    internal override IEnumerable<(string LabelKey, string Value)> Lines(InputModel input) =>
        [("Opportunities.Statements.Women", input.WomensProvision ?? ""), ("Opportunities.Statements.Welsh", input.WelshLanguage ?? "")];

    internal override void Read()
    {
        if (WordCount.Of(Input.WomensProvision) > 300 || Input.WomensProvision?.Length > 4000) ModelState.AddModelError("Input.WomensProvision", W.Text("Opportunities.TooManyWords", 300));
        if (WordCount.Of(Input.WelshLanguage) > 300 || Input.WelshLanguage?.Length > 4000) ModelState.AddModelError("Input.WelshLanguage", W.Text("Opportunities.TooManyWords", 300));
    }

    internal override Result Apply(Opportunity draft, Hand by) => draft.MakeStatements(Input.WomensProvision ?? "", Input.WelshLanguage ?? "", by);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>What is provided for women.</summary>
        public string? WomensProvision { get; set; }

        /// <summary>What is offered in Welsh.</summary>
        public string? WelshLanguage { get; set; }
    }
}
