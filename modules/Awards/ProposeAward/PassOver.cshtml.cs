using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Opportunities.Contracts;

namespace Procurement.Awards.ProposeAward;

/// <summary>Proposes an award to somebody after the first of the ranking: the first has dropped out, or a challenge was upheld.</summary>
public sealed class PassOverModel : PortalPage
{
    internal OpportunityTerms Terms { get; private set; } = null!;
    internal LotTerms Lot { get; private set; } = null!;
    internal IReadOnlyList<RankedBid> Ranked { get; private set; } = [];

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        Input.Bids = [.. Ranked.Select(b => new BidInput { BidId = b.BidId })];
        return Page();
    }

    /// <summary>Proposes.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        var passedOver = Input.Bids.Where(b => !string.IsNullOrWhiteSpace(b.Reason)).GroupBy(b => b.BidId).ToDictionary(g => g.Key, g => g.Last().Reason!.Trim());
        if (passedOver.Count == 0)
        {
            ModelState.AddModelError("Input.Bids[0].Reason", W.Text("Awards.PassOver.SayWhy"));
            return Page();
        }

        var done = await HttpContext.RequestServices.GetRequiredService<ProposeAwardHandler>().PassOverAsync(reference, lot, passedOver, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed("/lead/awards/" + done.Value[0], "Awards.Propose.Done", 1);
    }

    private async Task<bool> LoadAsync(string reference, int number, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<IOpportunities>().FindByReferenceAsync(reference.ToUpperInvariant(), ct) is not { } terms) return false;
        if (!AwardRoom.MayPropose(Who, terms.LeadProviderId) || terms.Lots.FirstOrDefault(l => l.Number == number) is not { } lot) return false;
        var evaluation = services.GetRequiredService<IEvaluation>();
        if (await evaluation.IsRecusedAsync(lot.Id, Who.UserId, ct)) return false;
        var award = await services.GetRequiredService<PortalDbContext>().Set<Award>().AsNoTracking().FirstOrDefaultAsync(a => a.LiveLotId == lot.Id, ct);
        var row = new LotRow(lot, await evaluation.RankingAsync(lot.Id, ct), award);
        if (!row.IsReady) return false;
        (Terms, Lot, Ranked) = (terms, lot, [.. row.Ranking!.Bids.Where(b => b.Rank > 0).OrderBy(b => b.Rank)]);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>One for each ranked bid.</summary>
        public List<BidInput> Bids { get; set; } = [];
    }

    /// <summary>A bid, and why it is passed over; empty when it is not.</summary>
    public sealed class BidInput
    {
        /// <summary>The bid.</summary>
        public Guid BidId { get; set; }

        /// <summary>The reason.</summary>
        public string? Reason { get; set; }
    }
}
