using Procurement.Workflows.Contracts;

namespace Procurement.Awards.Domain;

/// <summary>Tells workflows what has become of an award; what it is about is the award's key. Before it is confirmed nothing names a bidder.</summary>
internal static class AwardNews
{
    public const string Proposed = "AwardProposed";
    public const string Approved = "AwardApproved";
    public const string Confirmed = "AwardConfirmed";

    public static WorkflowEvent Of(string what, Award award, int? authorities) => WorkflowEvent.Of(what, award.Id, new
    {
        leadProviderId = award.LeadProviderId.ToString(),
        opportunity = award.OpportunityReference,
        reference = award.Reference,
        authorities,
        standstillEndsAt = award.StandstillEndsAt,
        winner = what == Confirmed ? award.Preferred.BidderName : null,
        value = what == Confirmed ? award.ValueAYear : (int?)null,
    }, award.Title, award.LeadUrl);
}
