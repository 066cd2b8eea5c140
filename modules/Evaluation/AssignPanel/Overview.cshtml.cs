using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Opportunities.Contracts;

namespace Procurement.Evaluation.AssignPanel;

/// <summary>The lots of one opportunity and how far the scoring of each has come.</summary>
public sealed class OverviewModel : PortalPage
{
    internal OpportunityTerms Terms { get; private set; } = null!;
    internal IReadOnlyDictionary<Guid, LotEvaluation> Evaluations { get; private set; } = null!;

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<EvaluationRoom>().OpportunityAsync(reference, ct) is not { } terms) return NotFound();
        Terms = terms;
        Evaluations = await services.GetRequiredService<PortalDbContext>().Set<LotEvaluation>().AsNoTracking().Include(e => e.Panel)
            .Where(e => e.OpportunityId == terms.Id).ToDictionaryAsync(e => e.LotId, ct);
        return Page();
    }
}
