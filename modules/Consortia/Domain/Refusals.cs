using Procurement.Kernel;

namespace Procurement.Consortia.Domain;

internal sealed record ConsortiumNeedsAName : Refusal
{
    public override string Field => "Input.Name";
}

internal sealed record LeadMustBeAbleToSign(string Organisation) : Refusal;

internal sealed record ShareIsNotWhole : Refusal
{
    public override string Field => "Input.Share";
}

internal sealed record SharesDoNotAddUp(int Sum) : Refusal;

internal sealed record IsAlreadyMember(string Organisation) : Refusal;

internal sealed record IsAlreadyInvited(string Organisation) : Refusal;

internal sealed record CannotInviteThat(string Organisation) : Refusal;

internal sealed record InvitationIsOver(InvitationState State) : Refusal;

internal sealed record LeadCannotLeave : Refusal;

internal sealed record MakeUpHasChanged(int Version) : Refusal;

internal sealed record ConsortiumNeedsTwoMembers : Refusal;

internal sealed record ConsortiumIsLocked : Refusal;

internal sealed record ConsortiumIsDissolved : Refusal;

internal sealed record ConsortiumIsNotAgreed(string Name) : Refusal;

internal sealed record NoOpportunityToFormFor : Refusal
{
    public override string Field => "Input.Opportunity";
}

internal sealed record SayWhyYouDissolve : Refusal
{
    public override string Field => "Input.Reason";
}
