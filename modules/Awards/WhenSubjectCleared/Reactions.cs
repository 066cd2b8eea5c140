using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Awards.WhenSubjectCleared;

/// <summary>Every authority was heard and answered: the lot waits for the decision.</summary>
internal sealed class MoveToDecision(AwardRoom room, IClearance clearance, ILotProgress progress) : IReactTo<SubjectCleared>
{
    public async Task HandleAsync(SubjectCleared happened, Guid messageId, CancellationToken ct)
    {
        // The message may be old: what counts is how it stands now.
        if (await room.FindAsync(happened.SubjectId, ct) is not { State: AwardState.Proposed } award || !(await clearance.ForAsync(award.Id, ct)).IsClear) return;
        award.Heard(true);
        await progress.MoveAsync(award.LotId, LotStage.Decision, ct);
    }
}

/// <summary>An authority changed its view before the decision: it has to be answered first.</summary>
internal sealed class MoveBackToComment(AwardRoom room, IClearance clearance, ILotProgress progress) : IReactTo<SubjectReopened>
{
    public async Task HandleAsync(SubjectReopened happened, Guid messageId, CancellationToken ct)
    {
        if (await room.FindAsync(happened.SubjectId, ct) is not { State: AwardState.Cleared } award || (await clearance.ForAsync(award.Id, ct)).IsClear) return;
        award.Heard(false);
        await progress.MoveAsync(award.LotId, LotStage.AuthorityComment, ct);
    }
}
