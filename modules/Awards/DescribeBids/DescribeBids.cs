using Microsoft.EntityFrameworkCore;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Awards.DescribeBids;

/// <summary>What an authority reads of the proposed bids: who, and what they would do. No price, no score, no rank beyond preferred and reserve.</summary>
internal sealed class DescribeBidsForAuthorities(AwardRoom room, IOpenedBids bids, IOpportunities opportunities, IOrganisations organisations, IWords words) : IDescribeSubject
{
    public async Task<SubjectForAuthorities?> DescribeAsync(Guid subjectId, string gss, CancellationToken ct)
    {
        if (await room.FindAsync(subjectId, ct) is not { State: not AwardState.Cancelled } award) return null;
        if (await opportunities.FindAsync(award.OpportunityId, ct) is not { } terms) return null;
        if (terms.Lots.FirstOrDefault(l => l.Id == award.LotId)?.AuthorityCodes.Contains(gss) != true) return null;
        var proposals = new List<ProposalForAuthorities>();
        foreach (var place in award.Bids.Where(b => b.Place is AwardPlace.Preferred or AwardPlace.Reserve).OrderBy(b => b.Rank))
        {
            if (await bids.FindAsync(place.BidId, ct) is not { } bid) continue;
            var lead = await organisations.FindAsync(bid.LeadOrganisationId, ct);
            var points = new List<PointForAuthorities>();
            if (bid.Members.Count > 1) points.Add(new(words.Text("Awards.Describe.Members"), "", string.Join("\n", bid.Members.Select(m => $"{m.Name}, {m.Share}%: {m.Delivers}"))));
            foreach (var criterion in terms.Criteria.Where(c => !c.IsPrice))
                foreach (var question in criterion.Questions)
                    if (bid.Answers.GetValueOrDefault(question.Id) is { Length: > 0 } answer) points.Add(new(criterion.Name, question.Text, answer));
            if (!string.IsNullOrWhiteSpace(bid.WomensStatement)) points.Add(new(words.Text("Awards.Describe.Women"), "", bid.WomensStatement));
            if (!string.IsNullOrWhiteSpace(bid.WelshStatement)) points.Add(new(words.Text("Awards.Describe.Welsh"), "", bid.WelshStatement));
            var kind = bid.Members.Count > 1
                ? words.Text("Awards.Describe.Consortium", bid.Members.Count, lead?.Name)
                : words.Text("Awards.Describe.Alone", lead?.TypeName);
            proposals.Add(new(bid.Id, bid.BidderName, kind, place.Place is AwardPlace.Preferred, points,
                [.. bid.Files.Where(f => f.Class is BidFileClass.Delivery).Select(f => new FileForAuthorities(f.FileId, f.Name, f.Size))]));
        }

        return new SubjectForAuthorities(award.Reference, award.Title, award.OpportunityReference, "/opportunities/" + award.OpportunityReference, proposals);
    }
}

/// <summary>An authority that was asked, and takes part, may download what the preferred and the reserve bidder would do.</summary>
internal sealed class MayReadProposedBid(PortalDbContext db, IComments comments) : IMayReadBidFile
{
    public async Task<bool> MayReadAsync(Guid bidId, IWho who, CancellationToken ct)
    {
        var authorities = who.Memberships.Where(m => m.Kind is OrganisationKind.Authority && m.IsApproved).Select(m => m.OrganisationId).ToList();
        if (authorities.Count == 0) return false;
        var awards = await db.Set<Award>().Where(a => a.State != AwardState.Cancelled
            && a.Bids.Any(b => b.BidId == bidId && (b.Place == AwardPlace.Preferred || b.Place == AwardPlace.Reserve))).Select(a => a.Id).ToListAsync(ct);
        foreach (var award in awards)
            foreach (var authority in authorities)
                if (await comments.WasAskedAsync(award, authority, ct)) return true;
        return false;
    }
}
