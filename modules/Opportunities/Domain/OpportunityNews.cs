using System.Globalization;
using Procurement.Opportunities.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.Domain;

/// <summary>
/// Tells workflows what has become of an opportunity; what it is about is the opportunity's key. Administrators read what workflows
/// know: before the public may read it, nothing here says what the work is.
/// </summary>
internal static class OpportunityNews
{
    public const string SentForApproval = "OpportunitySentForApproval";
    public const string SentBack = "OpportunitySentBack";
    public const string Published = "OpportunityPublished";
    public const string Amended = "OpportunityAmended";
    public const string Closed = "OpportunityClosed";

    /// <summary>The key of the task that asks for the decision on a draft, each time that it is sent.</summary>
    public static string ApprovalTask(Opportunity opportunity) =>
        string.Create(CultureInfo.InvariantCulture, $"publish:{opportunity.Id}:{opportunity.SubmittedAt!.Value.ToUnixTimeMilliseconds()}");

    public static Task TellAsync(this IWorkflows workflows, string what, Opportunity opportunity, string? by, CancellationToken ct)
    {
        var isPublic = what == Closed || (opportunity.PublishedAt is { } at && opportunity.IsPublicAt(at));
        return workflows.RaiseAsync(WorkflowEvent.Of(what, opportunity.Id, new
        {
            leadProviderId = opportunity.LeadProviderId.ToString(),
            leadProvider = opportunity.LeadProviderName,
            reference = isPublic ? opportunity.Reference : "",
            value = opportunity.ValueAYear,
            lots = opportunity.Lots.Count,
            opensAt = isPublic ? opportunity.OpensAt : null,
            closesAt = isPublic ? opportunity.ClosesAt : null,
            by = by ?? "",
        }, isPublic ? opportunity.Title : opportunity.LeadProviderName, "/lead/opportunities/" + opportunity.Id), ct);
    }

    /// <summary>An amendment was published. Before the opportunity itself is public, nothing here says what it changes.</summary>
    public static Task TellAmendedAsync(this IWorkflows workflows, Opportunity opportunity, Amendment amendment, string? by, CancellationToken ct)
    {
        var isPublic = opportunity.IsPublicAt(amendment.PublishedAt!.Value);
        return workflows.RaiseAsync(WorkflowEvent.Of(Amended, opportunity.Id, new
        {
            leadProviderId = opportunity.LeadProviderId.ToString(),
            leadProvider = opportunity.LeadProviderName,
            reference = isPublic ? opportunity.Reference : "",
            value = opportunity.ValueAYear,
            lots = opportunity.Lots.Count,
            opensAt = isPublic ? opportunity.OpensAt : null,
            closesAt = isPublic ? opportunity.ClosesAt : null,
            by = by ?? "",
            version = opportunity.Version,
            isMaterial = amendment.IsMaterial,
            note = isPublic ? amendment.Note : "",
            previousClosesAt = isPublic ? amendment.Before.ClosesAt : (DateTimeOffset?)null,
        }, isPublic ? opportunity.Title : opportunity.LeadProviderName, "/lead/opportunities/" + opportunity.Id), ct);
    }

    /// <summary>Its closing instant was noted by a change that came before the clock's job.</summary>
    public static Task TellIfClosedAsync(this IWorkflows workflows, Opportunity opportunity, OpportunityStage before, CancellationToken ct) =>
        before is OpportunityStage.Open && opportunity.Stage is not (OpportunityStage.Open or OpportunityStage.Withdrawn)
            ? workflows.TellAsync(Closed, opportunity, null, ct) : Task.CompletedTask;
}
