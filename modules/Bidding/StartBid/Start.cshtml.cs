using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Domain;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Bidding.StartBid;

public sealed class StartModel : PortalPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal OpportunityTerms Terms { get; private set; } = null!;

    internal IReadOnlyList<PossibleBidder> Possible { get; private set; } = [];

    internal IReadOnlyList<string> MissingCohorts { get; private set; } = [];

    internal bool TakesBids { get; private set; }

    internal IReadOnlyList<Choice> Bidders => [.. Possible.Select(p => new Choice(p.Value, p.Bidder.Name,
        p.Bidder.ConsortiumId is null
            ? p.Bidder.Lead.CanSign ? W.Text("Bidding.Start.Alone") : W.Text("Bidding.Start.CannotSign")
            : p.Bidder.IsAgreed ? W.Text("Bidding.Start.Consortium", p.Bidder.Members.Count) : W.Text("Bidding.Start.NotAgreed")))];

    internal IReadOnlyList<Choice> Lots => [.. Terms.Lots.Where(l => l.Stage == LotStage.Active).OrderBy(l => l.Number)
        .Select(l => new Choice(l.Id.ToString(), W.Text("Bidding.Lot", l.Number, l.Title), W.Text("Bidding.LotValue", l.ValueAYear)))];

    public async Task<IActionResult> OnGetAsync(string opportunity, CancellationToken ct)
    {
        if (!await LoadAsync(opportunity, ct)) return NotFound();
        if (Possible.Count > 0) Input.Bidder = Possible[0].Value;
        if (Lots.Count == 1) Input.Lots = [Lots[0].Value];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string opportunity, CancellationToken ct)
    {
        if (!await LoadAsync(opportunity, ct)) return NotFound();
        var lots = Input.Lots.Select(l => Guid.TryParse(l, out var id) ? id : Guid.Empty).ToArray();
        var started = await HttpContext.RequestServices.GetRequiredService<StartBidHandler>().HandleAsync(Terms.Reference, Input.Bidder, lots, ct);
        if (started.Refusal is AlreadyBidding running) return Confirmed("/bids/" + running.Reference, "Bidding.Start.Running");
        return started.Refusal is { } refusal ? Refused(refusal) : Confirmed("/bids/" + started.Value, "Bidding.Start.Done");
    }

    private async Task<bool> LoadAsync(string opportunity, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (opportunity.Length > 40 || await services.GetRequiredService<IOpportunities>().FindByReferenceAsync(opportunity.ToUpperInvariant(), ct) is not { } terms) return false;
        Terms = terms;
        TakesBids = terms.TakesBidsAt(services.GetRequiredService<TimeProvider>().GetUtcNow());
        Possible = await services.GetRequiredService<StartBidHandler>().PossibleAsync(terms, ct);
        if (Who.ActingFor is { } acting && await services.GetRequiredService<IOrganisations>().FindAsync(acting.OrganisationId, ct) is { } card)
        {
            var catalogue = services.GetRequiredService<Places.Contracts.IServiceCatalogue>();
            MissingCohorts = [.. terms.CohortCodes.Except(card.CohortCodes).Select(c => catalogue.Cohort(c)?.Name ?? c)];
        }

        return true;
    }

    public sealed class InputModel
    {
        public string? Bidder { get; set; }

        public List<string> Lots { get; set; } = [];
    }
}
