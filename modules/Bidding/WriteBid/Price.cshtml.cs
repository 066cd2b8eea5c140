using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;

namespace Procurement.Bidding.WriteBid;

public sealed class PriceModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var page = await ShowAsync(ct);
        if (page is not PageResult) return page;
        Input.Revision = Revision(BidPart.Price);
        Input.Lot = [.. Written.LotIds];
        Input.Price = [.. Written.LotIds.Select(l => Written.Prices.TryGetValue(l, out var p) ? p.ToString("N0", CultureInfo.InvariantCulture) : null)];
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        Dictionary<Guid, int?> prices = [];
        for (var i = 0; i < Input.Lot.Count; i++)
        {
            var typed = (i < Input.Price.Count ? Input.Price[i] : null)?.Trim().TrimStart('£').Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (string.IsNullOrEmpty(typed)) prices[Input.Lot[i]] = null;
            else if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var price)) prices[Input.Lot[i]] = price;
            else ModelState.AddModelError($"Input.Price[{i}]", W.Text("Bidding.Price.Whole"));
        }

        if (!ModelState.IsValid) return Page();
        var desk = Get<BidDesk>();
        var done = await desk.WriteAsync(Reference, (bid, conditions) => bid.Price(conditions, prices, Input.Revision, Who.DisplayName, desk.Arrived), ct);
        if (done.Refusal is PartWasChanged)
        {
            ModelState.Remove("Input.Revision");
            Input.Revision = Revision(BidPart.Price);
        }

        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home, "Bidding.Saved");
    }

    public sealed class InputModel
    {
        public List<Guid> Lot { get; set; } = [];

        public List<string?> Price { get; set; } = [];

        public int Revision { get; set; }
    }
}
