using Procurement.Bidding.Domain;
using Procurement.Consortia.Contracts;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Bidding.StartBid;

/// <summary>Somebody whom a person may start a bid for.</summary>
/// <param name="Value">The form's value: <c>org-…</c> or <c>consortium-…</c>.</param>
/// <param name="Bidder">Who.</param>
internal sealed record PossibleBidder(string Value, Bidder Bidder);

/// <summary>Starts a bid: alone, or as the lead of an agreed consortium.</summary>
internal sealed class StartBidHandler(
    PortalDbContext db, BidBook book, BidDesk desk, IOpportunities opportunities, IOrganisations organisations, IConsortia consortia, IWho who)
{
    /// <summary>Those for whom this person may start a bid on an opportunity, the organisation that it acts for first.</summary>
    public async Task<IReadOnlyList<PossibleBidder>> PossibleAsync(OpportunityTerms terms, CancellationToken ct)
    {
        List<PossibleBidder> found = [];
        foreach (var membership in who.Memberships.Where(m => m.IsApproved && m.Has(Duties.Write) && m.OrganisationId != terms.LeadProviderId))
        {
            if (await organisations.FindAsync(membership.OrganisationId, ct) is not { } card || !Standing.MayBid(card)) continue;
            found.Add(new PossibleBidder("org-" + card.Id.ToString("N"), (await desk.AloneAsync(card.Id, ct))!));
            foreach (var consortium in await consortia.OfOrganisationAsync(card.Id, ct))
            {
                if (consortium.LeadOrganisationId != card.Id || consortium.State == ConsortiumState.Dissolved) continue;
                if (consortium.OpportunityId is { } only && only != terms.Id) continue;
                if (await desk.ConsortiumAsync(consortium.Id, ct) is { } bidder) found.Add(new PossibleBidder("consortium-" + consortium.Id.ToString("N"), bidder));
            }
        }

        return found;
    }

    /// <summary>Starts it. Returns its reference.</summary>
    public async Task<Result<string>> HandleAsync(string opportunityReference, string? bidder, IReadOnlyCollection<Guid> lotIds, CancellationToken ct)
    {
        if (await opportunities.FindByReferenceAsync(opportunityReference, ct) is not { } terms) return new NotFound();
        if ((await PossibleAsync(terms, ct)).FirstOrDefault(p => p.Value == bidder)?.Bidder is not { } chosen) return new ChooseABidder();
        if (!chosen.IsAgreed) return new ConsortiumMakeUpIsNotAgreed(chosen.Name);
        if (await RunningAsync(terms, chosen, ct) is { } running) return new AlreadyBidding(running.Reference);

        var reference = BidBook.NewReference();
        var result = await db.InTransactionAsync(async () =>
        {
            var started = Bid.Start(reference, new Conditions(terms, chosen, desk.NeedsWelsh(terms, lotIds)), lotIds, who.DisplayName, desk.Arrived);
            if (started.Refusal is { } refusal) return refusal;
            book.Add(started.Value);
            await book.FileAsync(started.Value, ct);
            return await db.SaveAsync(BidBook.OnDuplicate, ct);
        }, ct);
        return result.Refusal is { } r ? r : reference;
    }

    /// <summary>The bid that this bidder has under way for the opportunity; null when it has none.</summary>
    public async Task<Bid?> RunningAsync(OpportunityTerms terms, Bidder bidder, CancellationToken ct)
    {
        var bids = await book.ReadAsync(await book.IdsOfAsync(bidder.Lead.OrganisationId, ct), ct);
        return bids.FirstOrDefault(b => b.OpportunityId == terms.Id && b.Content.State != BidState.Withdrawn
            && b.Content.ConsortiumId == bidder.ConsortiumId && b.Content.LeadOrganisationId == bidder.Lead.OrganisationId);
    }
}
