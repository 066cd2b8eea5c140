using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Places.Contracts;

namespace Procurement.Awards.ProposeAward;

/// <summary>A lot, its ranking and its award, when it has one.</summary>
internal sealed record LotRow(LotTerms Lot, LotRanking? Ranking, Award? Award)
{
    public bool IsReady => Award is null && Lot.Stage is LotStage.Evaluating && Ranking is { IsComplete: true } && Ranking.Bids.Any(b => b.Rank == 1);
}

/// <summary>Proposes awards for the lots whose evaluation is signed.</summary>
public sealed class ProposeModel : PortalPage
{
    internal OpportunityTerms Terms { get; private set; } = null!;
    internal IReadOnlyList<LotRow> Rows { get; private set; } = [];
    internal bool MayPropose { get; private set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal string AuthoritiesOf(LotTerms lot)
    {
        var places = HttpContext.RequestServices.GetRequiredService<IPlaces>();
        return lot.AuthorityCodes.Count > 6
            ? W.Text("Awards.Propose.Authorities", lot.AuthorityCodes.Count)
            : string.Join("; ", lot.AuthorityCodes.Select(c => places.Authority(c)?.CouncilName ?? c));
    }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) => await LoadAsync(reference, ct) ? Page() : NotFound();

    /// <summary>Proposes.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct)) return NotFound();
        var lots = Input.Lots.Select(l => int.TryParse(l, out var n) ? n : 0).Where(n => n > 0).ToList();
        var done = await HttpContext.RequestServices.GetRequiredService<ProposeAwardHandler>().HandleAsync(reference, lots, ct);
        if (done.Refusal is { } refusal) return Refused(refusal);
        return Confirmed(done.Value.Count == 1 ? "/lead/awards/" + done.Value[0] : "/lead/awards", "Awards.Propose.Done", done.Value.Count);
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<IOpportunities>().FindByReferenceAsync(reference.ToUpperInvariant(), ct) is not { } terms || !Who.BelongsTo(terms.LeadProviderId)) return false;
        var evaluation = services.GetRequiredService<IEvaluation>();
        var awards = await services.GetRequiredService<PortalDbContext>().Set<Award>().AsNoTracking().Where(a => a.OpportunityId == terms.Id && a.LiveLotId != null).ToListAsync(ct);
        var rows = new List<LotRow>();
        foreach (var lot in terms.Lots)
        {
            if (await evaluation.IsRecusedAsync(lot.Id, Who.UserId, ct)) continue;
            rows.Add(new LotRow(lot, await evaluation.RankingAsync(lot.Id, ct), awards.Find(a => a.LotId == lot.Id)));
        }

        (Terms, Rows, MayPropose) = (terms, rows, AwardRoom.MayPropose(Who, terms.LeadProviderId));
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The numbers of the lots.</summary>
        public List<string> Lots { get; set; } = [];
    }
}
