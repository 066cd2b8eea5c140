using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Components;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.WriteBid;

public sealed class LotsModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Choices => [.. Terms.Lots.Where(l => l.Stage == LotStage.Active).OrderBy(l => l.Number)
        .Select(l => new Choice(l.Id.ToString(), W.Text("Bidding.Lot", l.Number, l.Title), W.Text("Bidding.LotValue", l.ValueAYear)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var page = await ShowAsync(ct);
        if (page is PageResult) (Input.Lots, Input.Revision) = ([.. Written.LotIds.Select(l => l.ToString())], Revision(BidPart.Lots));
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var lots = Input.Lots.Select(l => Guid.TryParse(l, out var id) ? id : Guid.Empty).ToArray();
        var desk = Get<BidDesk>();
        var done = await desk.WriteAsync(Reference, (bid, conditions) => bid.ChooseLots(conditions, lots, Input.Revision, Who.DisplayName, desk.Arrived), ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home, "Bidding.Saved");
    }

    public sealed class InputModel
    {
        public List<string> Lots { get; set; } = [];

        public int Revision { get; set; }
    }
}
