using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;

namespace Procurement.Bidding.WriteBid;

public sealed class DeliveryModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal string? Meanwhile { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var page = await ShowAsync(ct);
        if (page is not PageResult) return page;
        Input.Revision = Revision(BidPart.Delivery);
        Input.Text = [.. Written.Members.Select(m => (string?)m.Delivers)];
        Input.Member = [.. Written.Members.Select(m => m.OrganisationId)];
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var texts = Input.Member.Zip(Input.Text).DistinctBy(p => p.First).ToDictionary(p => p.First, p => p.Second ?? "");
        var desk = Get<BidDesk>();
        var done = await desk.WriteAsync(Reference, (bid, conditions) => bid.Deliver(conditions, texts, Input.Revision, Who.DisplayName, desk.Arrived), ct);
        if (done.Refusal is PartWasChanged)
        {
            Meanwhile = string.Join("\n\n", Written.Members.Select(m => m.Name + "\n" + m.Delivers));
            ModelState.Remove("Input.Revision");
            Input.Revision = Revision(BidPart.Delivery);
        }

        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home, "Bidding.Saved");
    }

    public sealed class InputModel
    {
        public List<Guid> Member { get; set; } = [];

        public List<string?> Text { get; set; } = [];

        public int Revision { get; set; }
    }
}
