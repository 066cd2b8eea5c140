using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.Domain;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.OpenBids;

public sealed class OpeningPageModel : PortalPage
{
    internal OpportunityTerms Terms { get; private set; } = null!;

    internal Opening? Opening { get; private set; }

    internal IReadOnlyList<OpenedBid> Bids { get; private set; } = [];

    /// <summary>How many of the opened bids an interest keeps from this person.</summary>
    internal int Kept { get; private set; }

    internal DateTimeOffset Now { get; private set; }

    internal bool IsClosed => Now >= Terms.ClosesAt;

    internal bool MayAsk => HttpContext.RequestServices.GetRequiredService<OpenBidsHandler>().MayAsk(Terms);

    internal bool MayConfirm => Opening is { ConfirmedAt: null } && Opening.AskedById != Who.UserId && Who.May(Duties.Approve, Terms.LeadProviderId);

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) => await LoadAsync(reference, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAskAsync(string reference, CancellationToken ct) => DoAsync(reference, h => h.AskAsync(reference, ct), "Bidding.Opening.AskedDone", ct);

    public Task<IActionResult> OnPostConfirmAsync(string reference, CancellationToken ct) => DoAsync(reference, h => h.ConfirmAsync(reference, ct), "Bidding.Opening.OpenedDone", ct);

    private async Task<IActionResult> DoAsync(string reference, Func<OpenBidsHandler, Task<Result>> act, string done, CancellationToken ct)
    {
        var result = await act(HttpContext.RequestServices.GetRequiredService<OpenBidsHandler>());
        if (!await LoadAsync(reference, ct)) return NotFound();
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/lead/opportunities/{Terms.Reference}/opening", done);
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var handler = services.GetRequiredService<OpenBidsHandler>();
        if (reference.Length > 40 || await handler.FindAsync(reference, ct) is not { } terms) return false;
        Terms = terms;
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        Opening = await handler.OpeningAsync(terms.Id, ct);
        if (Opening?.ConfirmedAt is null) return true;
        var sight = services.GetRequiredService<BidSight>();
        List<OpenedBid> seen = [];
        foreach (var bid in await services.GetRequiredService<OpenedBids>().OfOpportunityAsync(terms.Id, ct))
        {
            if (await sight.MayReadAsync(terms.LeadProviderId, bid.LotIds, ct)) seen.Add(bid);
            else Kept++;
        }

        Bids = seen;
        return true;
    }

    internal string Lots(OpenedBid bid) => string.Join(", ", Terms.Lots.Where(l => bid.LotIds.Contains(l.Id)).OrderBy(l => l.Number).Select(l => W.Text("Bidding.Lot", l.Number, l.Title)));
}
