using Procurement.Bidding.Activities;
using Procurement.Opportunities.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>Tells workflows what has become of bids and of their opening.</summary>
internal static class BidNews
{
    public const string Submitted = "BidSubmitted";
    public const string OpeningAsked = "OpeningAsked";
    public const string Opened = "BidsOpened";

    /// <summary>The key of the task that asks the first, or the second, of the two people.</summary>
    public static string OpeningTask(Guid opportunityId, Opener person) => $"opening:{opportunityId}:{person}";

    /// <summary>A version was submitted: under the bid's own seal, so that until its opening nobody but its bidders sees that a workflow runs about it.</summary>
    public static Task TellSubmittedAsync(this IWorkflows workflows, Bid bid, OpportunityTerms terms, int version, CancellationToken ct) =>
        workflows.RaiseAsync(WorkflowEvent.Of(Submitted, bid.Id, new
        {
            opportunityId = terms.Id.ToString(),
            opportunity = terms.Reference,
            leadOrganisationId = bid.Content.LeadOrganisationId.ToString(),
            version,
            closesAt = terms.ClosesAt,
        }, bid.Reference, "/bids/" + bid.Reference, bid.Id), ct);

    public static Task TellOpeningAsync(this IWorkflows workflows, string what, OpportunityTerms terms, string by, int? count, CancellationToken ct) =>
        workflows.RaiseAsync(WorkflowEvent.Of(what, terms.Id, new
        {
            leadProviderId = terms.LeadProviderId.ToString(),
            reference = terms.Reference,
            by,
            bids = count,
        }, terms.Title, "/lead/opportunities/" + terms.Id), ct);
}
