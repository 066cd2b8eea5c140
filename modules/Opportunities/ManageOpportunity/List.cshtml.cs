using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.ManageOpportunity;

/// <summary>A lead provider's own opportunities, newest first, by where they stand.</summary>
public sealed class ListModel : PortalPage
{
    private const int Size = 25;

    private static readonly Dictionary<string, OpportunityStage[]> Groups = new()
    {
        ["drafts"] = [OpportunityStage.Draft],
        ["approval"] = [OpportunityStage.AwaitingApproval],
        ["current"] = [OpportunityStage.Scheduled, OpportunityStage.Planned, OpportunityStage.Open],
        ["deciding"] = [OpportunityStage.Closed, OpportunityStage.Opened, OpportunityStage.Evaluating, OpportunityStage.AuthorityComment, OpportunityStage.Decision, OpportunityStage.Standstill],
        ["done"] = [OpportunityStage.Awarded, OpportunityStage.InContract, OpportunityStage.Withdrawn, OpportunityStage.Cancelled, OpportunityStage.Unsuccessful],
    };

    internal string Shown { get; private set; } = "";

    internal IReadOnlyList<Choice> Tabs { get; private set; } = [];

    internal new Page<Row> Page { get; private set; } = new([], null);

    internal bool MayWrite => Leads.Any(m => m.Has(Duties.Write));

    internal bool IsOfMany => Leads.Count > 1;

    private IReadOnlyList<Membership> Leads => [.. Who.Memberships.Where(m => m is { Kind: OrganisationKind.LeadProvider, IsApproved: true })];

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string? show, string? after, CancellationToken ct)
    {
        var db = HttpContext.RequestServices.GetRequiredService<PortalDbContext>();
        var now = HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        Shown = show is not null && Groups.ContainsKey(show) ? show : "";
        List<Guid> leads = [.. Leads.Select(m => m.OrganisationId)];
        var own = db.Set<Opportunity>().AsNoTracking().Where(o => leads.Contains(o.LeadProviderId));
        var counts = await own.GroupBy(o => o.Stage).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        Tabs =
        [
            new("", W.Text("Opportunities.List.All"), counts.Values.Sum().ToString("N0", System.Globalization.CultureInfo.InvariantCulture)),
            .. Groups.Select(g => new Choice(g.Key, W.Text($"Opportunities.List.Group.{g.Key}"), g.Value.Sum(s => counts.GetValueOrDefault(s)).ToString("N0", System.Globalization.CultureInfo.InvariantCulture))),
        ];
        if (Shown.Length > 0)
        {
            List<OpportunityStage> stages = [.. Groups[Shown]];
            own = own.Where(o => stages.Contains(o.Stage));
        }

        if (Guid.TryParse(after, out var last)) own = own.Where(o => o.Id.CompareTo(last) < 0);
        var found = await own.OrderByDescending(o => o.Id).Take(Size + 1)
            .Select(o => new { o.Id, o.Title, o.Reference, o.LeadProviderName, o.Stage, o.OpensAt, o.ClosesAt, o.ChangedAt, o.ChangedBy }).ToListAsync(ct);
        Page = new Page<Row>(
            [.. found.Take(Size).Select(o => new Row(o.Id, o.Title, o.Reference, o.LeadProviderName, Opportunity.StageOf(o.Stage, o.OpensAt, o.ClosesAt, now), o.ClosesAt, o.ChangedAt, o.ChangedBy))],
            found.Count > Size ? found[Size - 1].Id.ToString() : null);
        return base.Page();
    }

    internal sealed record Row(
        Guid Id, string Title, string? Reference, string LeadProviderName, OpportunityStage Stage, DateTimeOffset? ClosesAt, DateTimeOffset ChangedAt, string ChangedBy);
}
