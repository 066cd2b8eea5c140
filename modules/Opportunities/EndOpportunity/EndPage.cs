using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.DraftOpportunity;

namespace Procurement.Opportunities.EndOpportunity;

/// <summary>A page that ends something, with a reason that is published.</summary>
public abstract class EndPage : DraftPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal virtual string What => Draft.Title;

    internal EndHandler Handler => HttpContext.RequestServices.GetRequiredService<EndHandler>();

    /// <summary>The sentence afterwards.</summary>
    internal abstract string DoneKey { get; }

    /// <summary>Ends it.</summary>
    internal abstract Task<Result> EndAsync(CancellationToken ct);

    /// <summary>True when it can still be ended so.</summary>
    internal abstract bool IsPossible(OpportunityStage stage);

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ?? Page();

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ShowAsync(ct) is { } answer) return answer;
        if (WordCount.Of(Input.Reason) > 300 || Input.Reason?.Length > 4000)
        {
            ModelState.AddModelError("Input.Reason", W.Text("Opportunities.TooManyWords", 300));
            return Page();
        }

        var ended = await EndAsync(ct);
        return ended.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview, DoneKey);
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } answer) return answer;
        if (!Who.May(Duties.Approve, Draft.LeadProviderId)) return StatusCode(403);
        return IsPossible(Draft.StageAt(HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())) ? null : Confirmed(Overview, "Opportunities.End.NoLonger");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The reason.</summary>
        public string? Reason { get; set; }
    }
}
