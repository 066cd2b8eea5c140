using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;

namespace Procurement.Bidding.WriteBid;

public sealed class WelshModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal string? Meanwhile { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var page = await ShowAsync(ct);
        if (page is PageResult) (Input.Text, Input.Revision) = (Written.WelshStatement, Revision(BidPart.Welsh));
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        var desk = Get<BidDesk>();
        var done = await desk.WriteAsync(Reference, (bid, conditions) => bid.State(conditions, BidPart.Welsh, Input.Text ?? "", Input.Revision, Who.DisplayName, desk.Arrived), ct);
        if (done.Refusal is PartWasChanged)
        {
            Meanwhile = Written.WelshStatement;
            ModelState.Remove("Input.Revision");
            Input.Revision = Revision(BidPart.Welsh);
        }

        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home, "Bidding.Saved");
    }

    public sealed class InputModel
    {
        public string? Text { get; set; }

        public int Revision { get; set; }
    }
}
