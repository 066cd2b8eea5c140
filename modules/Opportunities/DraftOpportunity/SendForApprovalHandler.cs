using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>Sends a draft to a second person, and takes it back.</summary>
internal sealed class SendForApprovalHandler(PortalDbContext db, IWho who, DraftDesk desk, INotify notify, IUserTasks tasks, IWorkflows workflows)
{
    public async Task<Result> SendAsync(Guid id, int rowVersion, CancellationToken ct)
    {
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Write, opportunity.LeadProviderId)) return new NotAllowed();
        if (opportunity.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (opportunity.SendForApproval(await desk.RulesAsync(opportunity, ct), desk.Hand()).Refusal is { } refusal) return refusal;
        await notify.SendAsync(new Notice("OpportunityAwaitingApproval", new To.Organisation(opportunity.LeadProviderId, Duties.Approve),
            $"/lead/opportunities/{opportunity.Id}/approve", new() { ["Title"] = opportunity.Title, ["By"] = who.DisplayName }), ct);
        await workflows.TellAsync(OpportunityNews.SentForApproval, opportunity, who.DisplayName, ct);
        return await db.SaveAsync(ct: ct);
    }

    public async Task<Result> TakeBackAsync(Guid id, string reason, CancellationToken ct)
    {
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Write, opportunity.LeadProviderId)) return new NotAllowed();
        if (opportunity.SendBack(reason, desk.Hand()).Refusal is { } refusal) return refusal;
        await tasks.CancelAsync(OpportunityNews.ApprovalTask(opportunity), ct);
        await workflows.TellAsync(OpportunityNews.SentBack, opportunity, who.DisplayName, ct);
        return await db.SaveAsync(ct: ct);
    }
}
