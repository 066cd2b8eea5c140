using Microsoft.AspNetCore.Mvc;
using Procurement.Bidding.Domain;
using Procurement.Bidding.Shared;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Bidding.WriteBid;

public sealed class DeclarationsModel : BidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> YesNo => [new("no", W.Text("Bidding.No")), new("yes", W.Text("Bidding.Yes"))];

    internal IReadOnlyList<BidMember> Own => Written.Members.FindAll(m => Who.May(Duties.Approve, m.OrganisationId));

    internal BidMember? For => Own.FirstOrDefault(m => m.OrganisationId == Input.Organisation) ?? Own.FirstOrDefault(m => m.Declaration is null) ?? (Own.Count > 0 ? Own[0] : null);

    public async Task<IActionResult> OnGetAsync(Guid? organisation, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!IsOpenForWriting) return LocalRedirect(Home);
        Input.Organisation = organisation ?? Guid.Empty;
        if (For is not { } member) return Page();
        Input.Organisation = member.OrganisationId;
        if (member.Declaration is not { } declared) return Page();
        (Input.HasInterest, Input.Interest) = (declared.HasInterest ? "yes" : "no", declared.Interest);
        (Input.HasExclusion, Input.Exclusion) = (declared.HasExclusion ? "yes" : "no", declared.Exclusion);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (Input.HasInterest is not ("yes" or "no")) ModelState.AddModelError("Input.HasInterest", W.Text("Bidding.Declare.Choose"));
        if (Input.HasExclusion is not ("yes" or "no")) ModelState.AddModelError("Input.HasExclusion", W.Text("Bidding.Declare.Choose"));
        if (!ModelState.IsValid) return Page();
        var desk = Get<BidDesk>();
        var declaration = new Declaration
        {
            HasInterest = Input.HasInterest == "yes",
            Interest = Input.HasInterest == "yes" ? (Input.Interest ?? "").Trim() : "",
            HasExclusion = Input.HasExclusion == "yes",
            Exclusion = Input.HasExclusion == "yes" ? (Input.Exclusion ?? "").Trim() : "",
            DeclaredAt = desk.Arrived,
            DeclaredBy = Who.DisplayName,
        };
        var done = await desk.ChangeAsync(Reference, _ => Who.May(Duties.Approve, Input.Organisation),
            (bid, conditions) => Task.FromResult(bid.Declare(conditions, Input.Organisation, declaration, desk.Arrived)), ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Home, "Bidding.Declare.Done");
    }

    public sealed class InputModel
    {
        public Guid Organisation { get; set; }

        public string? HasInterest { get; set; }

        public string? Interest { get; set; }

        public string? HasExclusion { get; set; }

        public string? Exclusion { get; set; }
    }
}
