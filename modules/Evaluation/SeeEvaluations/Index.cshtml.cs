using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Evaluation.SeeEvaluations;

/// <summary>What the person's lead provider has to score, the newest first.</summary>
public sealed class IndexModel : PortalPage
{
    private const int Size = 25;

    internal IReadOnlyList<LotEvaluation> Lots { get; private set; } = [];
    internal IReadOnlyDictionary<Guid, OpportunityTerms> Terms { get; private set; } = null!;
    internal string? Next { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var mine = Who.Memberships.Where(m => m.Kind is OrganisationKind.LeadProvider).Select(m => m.OrganisationId).ToList();
        var query = services.GetRequiredService<PortalDbContext>().Set<LotEvaluation>().AsNoTracking().Include(e => e.Panel).Where(e => mine.Contains(e.LeadProviderId));
        if (after is { } key) query = query.Where(e => e.Id < key);
        var rows = await query.OrderByDescending(e => e.Id).Take(Size + 1).ToListAsync(ct);
        Lots = [.. rows.Take(Size)];
        Next = rows.Count > Size ? Lots[^1].Id.ToString() : null;
        Terms = await services.GetRequiredService<IOpportunities>().FindAsync([.. Lots.Select(l => l.OpportunityId).Distinct()], ct);
        return Page();
    }
}
