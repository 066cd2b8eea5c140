using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Evaluation.Contracts;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Awards.ProposeAward;

/// <summary>
/// Proposes an award for one or several lots from their signed rankings. In the same transaction it writes one expected comment
/// request for each authority of the lot's places, and tells the workflows.
/// </summary>
internal sealed class ProposeAwardHandler(
    PortalDbContext db, IWho who, IOpportunities opportunities, IOpenedBids openedBids, IEvaluation evaluation, IInvolvement involvement,
    IOrganisations organisations, ILotProgress progress, IWorkflows workflows, IWords words, TimeProvider clock)
{
    /// <summary>Each lot goes to the first of its ranking.</summary>
    public Task<Result<IReadOnlyList<string>>> HandleAsync(string reference, IReadOnlyCollection<int> lotNumbers, CancellationToken ct) =>
        HandleAsync(reference, lotNumbers, new Dictionary<Guid, string>(), ct);

    /// <summary>One lot goes to the first of its ranking that is not passed over, each with a reason for its bidder.</summary>
    public Task<Result<IReadOnlyList<string>>> PassOverAsync(string reference, int lotNumber, IReadOnlyDictionary<Guid, string> passedOver, CancellationToken ct) =>
        HandleAsync(reference, [lotNumber], passedOver, ct);

    private async Task<Result<IReadOnlyList<string>>> HandleAsync(
        string reference, IReadOnlyCollection<int> lotNumbers, IReadOnlyDictionary<Guid, string> passedOver, CancellationToken ct)
    {
        if (await opportunities.FindByReferenceAsync(reference.ToUpperInvariant(), ct) is not { } terms || !who.BelongsTo(terms.LeadProviderId)) return new NotFound();
        if (!AwardRoom.MayPropose(who, terms.LeadProviderId)) return new NotAllowed();
        if (lotNumbers.Count == 0) return new NoLotChosen();
        return await db.InTransactionAsync<IReadOnlyList<string>>(async () =>
        {
            var references = new List<string>();
            foreach (var number in lotNumbers.Distinct().Order())
            {
                if (terms.Lots.FirstOrDefault(l => l.Number == number) is not { } lot) return new NotFound();
                var one = await ProposeAsync(terms, lot, passedOver, ct);
                if (one.Refusal is { } refusal) return refusal;
                references.Add(one.Value);
            }

            return references;
        }, ct);
    }

    private async Task<Result<string>> ProposeAsync(OpportunityTerms terms, LotTerms lot, IReadOnlyDictionary<Guid, string> passedOver, CancellationToken ct)
    {
        if (await evaluation.IsRecusedAsync(lot.Id, who.UserId, ct)) return new NotAllowed();
        if (await db.Set<Award>().FirstOrDefaultAsync(a => a.LiveLotId == lot.Id, ct) is { } there) return new AwardExists(there.Reference);
        if (lot.Stage is not LotStage.Evaluating) return new LotIsNotEvaluated(lot.ToString());
        if (await evaluation.RankingAsync(lot.Id, ct) is not { IsComplete: true } ranking) return new EvaluationIsNotSigned(lot.ToString());
        if (ranking.Bids.All(b => b.Rank == 0)) return new NobodyIsRanked(lot.ToString());
        var places = Placing.Of(ranking, passedOver.Keys);
        if (passedOver.Keys.Any(b => !places.TryGetValue(b, out var place) || place is not AwardPlace.PassedOver)) return new NotToBePassedOver(lot.ToString());
        if (ranking.Bids.FirstOrDefault(b => places[b.BidId] is AwardPlace.Preferred) is not { } best) return new NobodyIsLeft(lot.ToString());

        var now = clock.GetUtcNow();
        var reference = await db.NextReferenceAsync("AWD", London.DateOf(now).Year, ct);
        var award = new Award(reference, new AwardedLot(terms.Id, terms.Reference, terms.Title, lot.Id, lot.Number, lot.Title, terms.Lots.Count == 1, terms.LeadProviderId),
            (int)decimal.Round(best.PriceAYear), Actor.Of(who), now);
        var bids = await openedBids.OfLotAsync(lot.Id, ct);
        foreach (var bid in bids)
        {
            var ranked = ranking.Bids.FirstOrDefault(b => b.BidId == bid.Id);
            var scores = ranked is null ? [] : (await evaluation.ScoresAsync(lot.Id, bid.Id, ct))
                .Select(s => new AwardScore(s.CriterionId, s.Name, s.Weight, s.Score, s.IsPrice ? words.Text(ranked.PassedThresholds ? "Awards.PriceReason" : "Awards.PriceReasonBelow") : s.Reason, s.IsPrice));
            award.Add(new AwardBid(award.Id, bid.Id, bid.Reference, bid.BidderName, bid.LeadOrganisationId, bid.MemberOrganisationIds,
                bid.Status is BidStatus.Disqualified ? AwardPlace.Disqualified : places.GetValueOrDefault(bid.Id, AwardPlace.Disqualified), ranked?.Rank ?? 0,
                ranked?.Quality ?? 0, ranked?.PriceScore ?? 0, ranked?.Total ?? 0, scores, passedOver.GetValueOrDefault(bid.Id) ?? bid.DisqualifiedBecause));
        }

        db.Add(award);
        if ((await db.SaveAsync(_ => new AwardExists(reference), ct)).Refusal is { } twice) return twice;
        var conflicted = await ConflictedAsync(lot, bids.Where(b => b.Status is BidStatus.Compliant), ct);
        var expected = await involvement.ExpectAsync(
            new ExpectedComments(award.Id, award.Reference, award.Title, terms.LeadProviderId, lot.AuthorityCodes, conflicted, who.UserId), ct);
        if (expected.Refusal is { } refusal) return refusal;
        if ((await progress.MoveAsync(lot.Id, LotStage.AuthorityComment, ct)).Refusal is { } stuck) return stuck;
        await workflows.RaiseAsync(AwardNews.Of(AwardNews.Proposed, award, lot.AuthorityCodes.Count), ct);
        return await db.SaveAsync(ct: ct) is { Refusal: { } stale } ? stale : award.Reference;
    }

    /// <summary>An authority that stands in a bid is on the other side: its request is recused at once.</summary>
    private async Task<Dictionary<string, string>> ConflictedAsync(LotTerms lot, IEnumerable<OpenedBid> bids, CancellationToken ct)
    {
        var authorities = await organisations.AuthoritiesAsync([.. lot.AuthorityCodes], ct);
        var inBids = bids.SelectMany(b => b.MemberOrganisationIds).Distinct().ToList();
        var bidders = await organisations.FindAsync(inBids, ct);
        return authorities.Where(a => inBids.Contains(a.Value.Id) || bidders.Values.Any(b => b.Id == a.Value.Id || b.GssCode == a.Key || SharesNumber(a.Value, b)))
            .ToDictionary(a => a.Key, _ => words.Text("Awards.AuthorityIsBidder"));
    }

    private static bool SharesNumber(OrganisationCard a, OrganisationCard b) => a.Identifiers.Any(i => b.Identifiers.Any(j => j.OrgId == i.OrgId));
}
