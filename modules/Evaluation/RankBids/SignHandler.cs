using Procurement.Data;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;
using Procurement.Organisations.Contracts;

namespace Procurement.Evaluation.RankBids;

/// <summary>Signs an evaluation: one of those who scored; or, when none of them is there any more, another evaluator or an approver, with a reason.</summary>
internal sealed class SignHandler(PortalDbContext db, IWho who, EvaluationRoom room, IOrganisations organisations, INotify notify, TimeProvider clock)
{
    /// <summary>True when the panel cannot sign any more and this person may do so in its stead.</summary>
    public async Task<bool> MaySignInsteadAsync(LotInHand lot, CancellationToken ct) =>
        lot.Evaluation is { QualityLockedAt: not null, SignedAt: null } && !lot.Evaluation.IsRecused(who.UserId) && MayStepIn(lot)
        && lot.Evaluation.Signer(await StillThereAsync(lot, ct)) is null;

    public async Task<Result> HandleAsync(string reference, int lotNumber, CancellationToken ct)
    {
        if (await room.LotAsync(reference, lotNumber, ct) is not { } lot || who.UserId is not { } me) return new NotFound();
        if (!who.May(Duties.Evaluate, lot.Terms.LeadProviderId)) return new NotAllowed();
        if (lot.Evaluation.Sign(me, who.DisplayName, clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await TellAsync(lot, reference, ct);
    }

    public async Task<Result> InsteadAsync(string reference, int lotNumber, string? reason, CancellationToken ct)
    {
        if (await room.LotAsync(reference, lotNumber, ct) is not { } lot || who.UserId is not { } me) return new NotFound();
        if (!MayStepIn(lot)) return new NotAllowed();
        if (lot.Evaluation.SignInstead(me, who.DisplayName, reason, await StillThereAsync(lot, ct), clock.GetUtcNow()).Refusal is { } refusal) return refusal;
        return await TellAsync(lot, reference, ct);
    }

    private bool MayStepIn(LotInHand lot) => who.May(Duties.Evaluate, lot.Terms.LeadProviderId) || who.May(Duties.Approve, lot.Terms.LeadProviderId);

    private async Task<IReadOnlyCollection<Guid>> StillThereAsync(LotInHand lot, CancellationToken ct) =>
        [.. (await organisations.MembersAsync(lot.Terms.LeadProviderId, Duties.Evaluate, ct)).Select(m => m.UserId)];

    private async Task<Result> TellAsync(LotInHand lot, string reference, CancellationToken ct)
    {
        await notify.SendAsync(new Notice("EvaluationSigned", new To.Organisation(lot.Terms.LeadProviderId, Duties.Write), lot.Url + "/ranking",
            new() { ["Reference"] = reference, ["Title"] = lot.Terms.Title, ["Lot"] = lot.Lot.ToString(), ["Name"] = who.DisplayName }), ct);
        return await db.SaveAsync(ct: ct);
    }
}
