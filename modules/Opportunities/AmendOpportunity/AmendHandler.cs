using Procurement.Data;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;

namespace Procurement.Opportunities.AmendOpportunity;

/// <summary>Writes an amendment of what is published, sends it to a second person, takes it back and gives it up.</summary>
internal sealed class AmendHandler(PortalDbContext db, IWho who, DraftDesk desk, Amendments amendments, INotify notify, IUserTasks tasks, IWorkingDays days, IWords words)
{
    /// <summary>The row version of an amendment that there is not yet: who begins one must not have missed a colleague's.</summary>
    public const int None = -1;

    public async Task<Result> WriteAsync(Guid id, int rowVersion, AmendmentKind? kind, string? note, Wording after, CancellationToken ct)
    {
        if (await desk.FindOwnAsync(id, ct) is not { } opportunity) return new NotFound();
        if (!who.May(Duties.Write, opportunity.LeadProviderId)) return new NotAllowed();
        if (kind is not { } chosen) return new AmendmentKindMissing();
        var amendment = await amendments.UnderWayAsync(id, ct);
        if ((amendment?.RowVersion ?? None) != rowVersion) return new ChangedBySomebodyElse();
        var (rules, hand) = await NowAsync(opportunity, ct);
        if (amendment is null)
        {
            var begun = Amendment.Begin(opportunity, chosen, note ?? "", after, rules, hand);
            if (begun.Refusal is { } no) return no;
            db.Add(begun.Value);
        }
        else if (amendment.Write(opportunity, chosen, note ?? "", after, rules, hand).Refusal is { } refusal) return refusal;

        return await db.SaveAsync(index => index.Contains("opportunities_amendments", StringComparison.Ordinal) ? new AmendmentUnderWay() : null, ct);
    }

    public async Task<Result> SendAsync(Guid id, int rowVersion, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not (var opportunity, var amendment)) return new NotFound();
        if (!who.May(Duties.Write, opportunity.LeadProviderId)) return new NotAllowed();
        if (amendment.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        var (rules, hand) = await NowAsync(opportunity, ct);
        if (amendment.SendForApproval(opportunity, rules, hand).Refusal is { } refusal) return refusal;
        var url = $"/lead/opportunities/{id}/amend/approve";
        await notify.SendAsync(new Notice("AmendmentAwaitingApproval", new To.Organisation(opportunity.LeadProviderId, Duties.Approve), url,
            new() { ["Title"] = opportunity.Title, ["By"] = who.DisplayName }), ct);
        // Administrators read the titles of tasks: this one does not say what changes.
        await tasks.CreateAsync(new NewUserTask(amendment.ApprovalTask, words.Text("Opportunities.Task.DecideAmendment", who.DisplayName, hand.At),
            OpportunitySubject.Of(id), new Assignee.Organisation(opportunity.LeadProviderId, Duties.Approve), LastChance(opportunity, amendment, rules), url), ct);
        return await db.SaveAsync(ct: ct);
    }

    public async Task<Result> TakeBackAsync(Guid id, string reason, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not (var opportunity, var amendment)) return new NotFound();
        if (!who.May(Duties.Write, opportunity.LeadProviderId)) return new NotAllowed();
        if (amendment.SendBack(reason, desk.Hand()).Refusal is { } refusal) return refusal;
        await tasks.CancelAsync(amendment.ApprovalTask, ct);
        return await db.SaveAsync(ct: ct);
    }

    public async Task<Result> DiscardAsync(Guid id, int rowVersion, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not (var opportunity, var amendment)) return new NotFound();
        if (!who.May(Duties.Write, opportunity.LeadProviderId)) return new NotAllowed();
        if (amendment.RowVersion != rowVersion) return new ChangedBySomebodyElse();
        if (amendment.Discard(desk.Hand()).Refusal is { } refusal) return refusal;
        return await db.SaveAsync(ct: ct);
    }

    private async Task<(Opportunity Opportunity, Amendment Amendment)?> FindAsync(Guid id, CancellationToken ct) =>
        await desk.FindOwnAsync(id, ct) is { } opportunity && await amendments.UnderWayAsync(id, ct) is { } amendment ? (opportunity, amendment) : null;

    private async Task<(PublishingRules Rules, Hand Hand)> NowAsync(Opportunity opportunity, CancellationToken ct)
    {
        var rules = await desk.RulesAsync(opportunity, ct);
        return (rules, desk.Hand() with { At = rules.Now });
    }

    /// <summary>The last moment at which it can still be published as it is.</summary>
    private DateTimeOffset LastChance(Opportunity opportunity, Amendment amendment, PublishingRules rules)
    {
        var closes = opportunity.ClosesAt!.Value;
        if (!amendment.IsMaterial) return closes;
        var last = London.EndOf(days.Add(London.DateOf(amendment.After.ClosesAt), -rules.Settings.WorkingDaysAfterAmendment));
        return last < closes ? last : closes;
    }
}
