using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.Search;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.ApproveAmendment;

/// <summary>The second person's decision on an amendment: publish, or send back with a reason.</summary>
internal sealed class ApproveAmendmentHandler(
    PortalDbContext db, IWho who, DraftDesk desk, Amendments amendments, Listings listings, INotify notify, IUserTasks tasks, IWorkflows workflows)
{
    public Task<Result> PublishAsync(Guid id, int rowVersion, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Approve, opportunity.LeadProviderId)) return new NotAllowed();
        if (await amendments.UnderWayAsync(id, ct) is not { } amendment) return new AmendmentNotAwaitingApproval();
        if (amendment.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        var rules = await desk.RulesAsync(opportunity, ct);
        if (amendment.Publish(opportunity, rules, desk.Hand() with { At = rules.Now }).Refusal is { } refusal) return refusal;
        if ((await db.SaveAsync(ct: ct)).Refusal is { } conflict) return conflict;
        await listings.RewordAsync(opportunity, ct);
        await tasks.CompleteAsync(amendment.ApprovalTask, "Published", null, ct);
        await workflows.TellAmendedAsync(opportunity, amendment, who.DisplayName, ct);
        await TellWriterAsync(amendment, "AmendmentPublished", "/opportunities/" + opportunity.Reference, new() { ["Title"] = opportunity.Title, ["Reference"] = opportunity.Reference }, ct);
        return await db.SaveAsync(ct: ct);
    }, ct);

    public async Task<Result> SendBackAsync(Guid id, int rowVersion, string? reason, CancellationToken ct)
    {
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Approve, opportunity.LeadProviderId)) return new NotAllowed();
        if (await amendments.UnderWayAsync(id, ct) is not { } amendment) return new AmendmentNotAwaitingApproval();
        if (amendment.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (amendment.SendBack(reason ?? "", desk.Hand()).Refusal is { } refusal) return refusal;
        await tasks.CompleteAsync(amendment.ApprovalTask, "SentBack", null, ct);
        await TellWriterAsync(amendment, "AmendmentSentBack", $"/lead/opportunities/{id}/amend/check", new() { ["Title"] = opportunity.Title, ["Reason"] = amendment.SentBackReason }, ct);
        return await db.SaveAsync(ct: ct);
    }

    private async Task TellWriterAsync(Amendment amendment, string template, string url, Dictionary<string, string?> values, CancellationToken ct)
    {
        if (amendment.SubmittedBy is { } writer) await notify.SendAsync(new Notice(template, new To.Person(writer), url, values), ct);
    }
}
