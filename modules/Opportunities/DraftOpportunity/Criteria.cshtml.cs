using Microsoft.AspNetCore.Mvc;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>The criteria of a draft, and how much it asks people to write.</summary>
public sealed class CriteriaModel : DraftPage
{
    internal int WordBudget { get; private set; }

    internal int BudgetBar => Math.Clamp(WordBudget == 0 ? 0 : 200 * Draft.WordsAsked / WordBudget, 0, 200);

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        WordBudget = (await Desk.RulesAsync(Draft, ct)).WordBudget(Draft.Tier);
        return Page();
    }
}
