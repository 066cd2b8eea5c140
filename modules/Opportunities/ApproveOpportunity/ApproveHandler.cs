using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.Search;
using Procurement.Organisations.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.ApproveOpportunity;

/// <summary>The second person's decision: publish, or send back with a reason.</summary>
internal sealed class ApproveHandler(PortalDbContext db, IWho who, DraftDesk desk, Listings listings, IOrganisations organisations, INotify notify, PublicationHolds holds, IUserTasks tasks, IWorkflows workflows)
{
    public Task<Result> PublishAsync(Guid id, int rowVersion, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        // The lock first: a workflow that holds the publication waits for it, or is seen here.
        await holds.LockAsync(id, ct);
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Approve, opportunity.LeadProviderId)) return new NotAllowed();
        if (opportunity.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        var hand = desk.Hand();
        var rules = await desk.RulesAsync(opportunity, ct);
        var lead = await organisations.FindAsync(opportunity.LeadProviderId, ct);
        if (lead is not { IsApproved: true }) return new NotAllowed();
        var reference = await db.NextReferenceAsync("OPP", London.DateOf(hand.At).Year, ct);
        var held = await holds.StandingAsync(id, ct);
        if (opportunity.Publish(rules, reference, lead.Name, hand, held.Count > 0 ? held[0].Reason : null).Refusal is { } refusal) return refusal;
        if ((await db.SaveAsync(ct: ct)).Refusal is { } conflict) return conflict;
        await listings.WriteAsync(opportunity, ct);
        await tasks.CompleteAsync(OpportunityNews.ApprovalTask(opportunity), "Published", null, ct);
        await workflows.TellAsync(OpportunityNews.Published, opportunity, who.DisplayName, ct);
        await TellWriterAsync(opportunity, "OpportunityPublished", $"/opportunities/{reference}", new() { ["Title"] = opportunity.Title, ["Reference"] = reference }, ct);
        return await db.SaveAsync(ct: ct);
    }, ct);

    public async Task<Result> SendBackAsync(Guid id, int rowVersion, string? reason, CancellationToken ct)
    {
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Approve, opportunity.LeadProviderId)) return new NotAllowed();
        if (opportunity.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (opportunity.SendBack(reason ?? "", desk.Hand()).Refusal is { } refusal) return refusal;
        await tasks.CompleteAsync(OpportunityNews.ApprovalTask(opportunity), "SentBack", null, ct);
        await workflows.TellAsync(OpportunityNews.SentBack, opportunity, who.DisplayName, ct);
        await TellWriterAsync(opportunity, "OpportunitySentBack", $"/lead/opportunities/{opportunity.Id}",
            new() { ["Title"] = opportunity.Title, ["Reason"] = opportunity.SentBackReason }, ct);
        return await db.SaveAsync(ct: ct);
    }

    private async Task TellWriterAsync(Opportunity opportunity, string template, string url, Dictionary<string, string?> values, CancellationToken ct)
    {
        if (opportunity.SubmittedBy is { } writer) await notify.SendAsync(new Notice(template, new To.Person(writer), url, values), ct);
    }
}
