using Procurement.Awards.Domain;
using Procurement.Bidding.Contracts;
using Procurement.Involvement.Contracts;

namespace Procurement.Awards.ReadAward;

/// <summary>A confirmed award, as everybody sees it.</summary>
internal sealed record PublicAward(Award Award, string LeadName, IReadOnlyList<BidMemberCard> Members, IReadOnlyList<PublishedComment> Comments, bool IsDemonstration)
{
    public IEnumerable<PublishedComment> Said => Comments.Where(c => c.Text is not null);

    public IEnumerable<PublishedComment> Silent => Comments.Where(c => c.Text is null);
}
