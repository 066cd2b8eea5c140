using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Opportunities.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Evaluation.AssignPanel;

/// <summary>Puts people on a panel, and takes them off it.</summary>
internal sealed class PanelHandler(
    PortalDbContext db, IWho who, EvaluationRoom room, IOrganisations organisations, ILotProgress lots, INotify notify, TimeProvider clock)
{
    /// <summary>Managers and approvers ask whom they want; an evaluator may put themselves forward.</summary>
    public static bool MayAssign(IWho who, Guid leadProviderId) => who.May(Duties.Manage, leadProviderId) || who.May(Duties.Approve, leadProviderId);

    public async Task<Result> AssignAsync(string reference, int lotNumber, Guid userId, CancellationToken ct)
    {
        if (await room.LotAsync(reference, lotNumber, ct) is not { } lot) return new NotFound();
        var lead = lot.Terms.LeadProviderId;
        var mayAssign = MayAssign(who, lead) || (userId == who.UserId && who.May(Duties.Evaluate, lead));
        if (!mayAssign) return new NotAllowed();
        if (!lot.IsScoringStage) return new BidsAreNotOpen();
        if ((await organisations.MembersAsync(lead, Duties.Evaluate, ct)).FirstOrDefault(m => m.UserId == userId) is not { } person) return new NotAnEvaluator();
        return await db.InTransactionAsync(async () =>
        {
            if (lot.Evaluation.Assign(userId, person.DisplayName, who.DisplayName, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
            room.Touch(lot.Evaluation);
            if ((await lots.MoveAsync(lot.Lot.Id, LotStage.Evaluating, ct)).Refusal is { } stuck) return stuck;
            if (userId != who.UserId)
            {
                await notify.SendAsync(new Notice("EvaluatorAssigned", new To.Person(userId), lot.Url + "/interest",
                    new() { ["Reference"] = reference, ["Title"] = lot.Terms.Title, ["Lot"] = lot.Lot.ToString(), ["By"] = who.DisplayName }), ct);
            }

            return await db.SaveAsync(_ => new ChangedBySomebodyElse(), ct);
        }, ct);
    }

    public async Task<Result> ReplaceAsync(string reference, int lotNumber, Guid evaluatorId, string? reason, CancellationToken ct)
    {
        if (await room.LotAsync(reference, lotNumber, ct) is not { } lot) return new NotFound();
        if (!MayAssign(who, lot.Terms.LeadProviderId)) return new NotAllowed();
        if (lot.Evaluation.Replace(evaluatorId, reason, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        room.Touch(lot.Evaluation);
        return await db.SaveAsync(ct: ct);
    }
}
