using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Bidding.OpenBids;
using Procurement.Bidding.Shared;
using Procurement.Components;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.DecideCompliance;

public sealed class OpenedBidPageModel : PortalPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal OpportunityTerms Terms { get; private set; } = null!;

    internal OpenedBid Bid { get; private set; } = null!;

    internal Opened Row { get; private set; } = null!;

    internal bool PricesAreUnlocked { get; private set; }

    internal bool MayDecide { get; private set; }

    /// <summary>Quality is locked in one of its lots: whether the bid complies is settled.</summary>
    internal bool IsSettled { get; private set; }

    internal IReadOnlyList<BidMemberCard> Excluded => [.. Bid.Members.Where(m => m.ExclusionDeclared is not null)];

    internal IReadOnlyList<BidFile> Files => [.. Bid.Files.Where(f => f.Class == BidFileClass.Delivery || PricesAreUnlocked)];

    internal IReadOnlyList<Choice> Statuses => [new(nameof(BidStatus.Compliant), W.Text("Bidding.Compliance.Compliant")), new(nameof(BidStatus.Disqualified), W.Text("Bidding.Compliance.Disqualified"))];

    public async Task<IActionResult> OnGetAsync(string reference, string bid, CancellationToken ct)
    {
        if (!await LoadAsync(reference, bid, ct)) return NotFound();
        Input.RowVersion = Row.RowVersion;
        if (Bid.Status != BidStatus.Opened) (Input.Status, Input.Reason) = (Bid.Status.ToString(), Bid.DisqualifiedBecause);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, string bid, CancellationToken ct)
    {
        if (!await LoadAsync(reference, bid, ct)) return NotFound();
        if (Input.Status is not (nameof(BidStatus.Compliant) or nameof(BidStatus.Disqualified))) return Refused(new ChooseWhetherItComplies());
        var done = await HttpContext.RequestServices.GetRequiredService<DecideComplianceHandler>()
            .HandleAsync(Bid.Id, Input.Status == nameof(BidStatus.Compliant), Input.Reason, Input.RowVersion, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/lead/opportunities/{Terms.Reference}/opening", "Bidding.Compliance.Done", Bid.BidderName);
    }

    internal string LotName(Guid id) => Terms.Lots.FirstOrDefault(l => l.Id == id) is { } lot ? W.Text("Bidding.Lot", lot.Number, lot.Title) : "";

    private async Task<bool> LoadAsync(string reference, string bid, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (reference.Length > 40 || bid.Length > 20) return false;
        if (await services.GetRequiredService<OpenBidsHandler>().FindAsync(reference, ct) is not { } terms) return false;
        if (await services.GetRequiredService<OpenedBids>().FindAsync(bid, ct) is not { } opened || opened.OpportunityId != terms.Id) return false;
        var (sight, rights) = (services.GetRequiredService<BidSight>(), services.GetRequiredService<BidFileRights>());
        if (!await sight.MayReadAsync(terms.LeadProviderId, opened.LotIds, ct)) return false;
        (Terms, Bid) = (terms, opened);
        Row = await services.GetRequiredService<PortalDbContext>().Set<Opened>().AsNoTracking().SingleAsync(o => o.Id == opened.Id, ct);
        PricesAreUnlocked = await rights.PricesUnlockedAsync(opened.LotIds, ct);
        foreach (var lot in opened.LotIds) IsSettled |= await rights.PricesUnlockedAsync([lot], ct);
        MayDecide = !IsSettled && Bid.Outcomes.Count == 0 && await sight.MayDecideAsync(terms.LeadProviderId, opened.LotIds, ct);
        return true;
    }

    public sealed class InputModel
    {
        public string? Status { get; set; }

        public string? Reason { get; set; }

        public int RowVersion { get; set; }
    }
}
