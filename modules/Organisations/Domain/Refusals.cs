using Procurement.Kernel;

namespace Procurement.Organisations.Domain;

internal sealed record AccountIsNotConfirmed : Refusal;

internal sealed record OrganisationNeedsAType : Refusal
{
    public override string Field => "Input.Type";
}

internal sealed record OrganisationNeedsAName : Refusal
{
    public override string Field => "Input.Name";
}

internal sealed record NameIsTooLong(int Most) : Refusal
{
    public override string Field => "Input.Name";
}

internal sealed record NumberIsMalformed(string Register, string Number, string Example) : Refusal;

internal sealed record OrganisationNeedsANumber(string Register) : Refusal;

internal sealed record NumberIsRegisteredAlready : Refusal;

internal sealed record ContactEmailIsMalformed : Refusal
{
    public override string Field => "Input.Email";
}

internal sealed record OrganisationNeedsAService : Refusal
{
    public override string Field => "Input.Services";
}

internal sealed record OrganisationNeedsAPlace : Refusal
{
    public override string Field => "Input.Areas";
}

internal sealed record IncomeIsNoAmount : Refusal
{
    public override string Field => "Input.Income";
}

internal sealed record DescriptionIsTooLong(int Words, int Most) : Refusal
{
    public override string Field => "Input.Description";
}

internal sealed record RegistrationIsIncomplete : Refusal;

internal sealed record RegistrationWasSent : Refusal;

internal sealed record OrganisationIsNotWaiting : Refusal;

internal sealed record OrganisationIsNotApproved : Refusal;

internal sealed record OrganisationIsNotSuspended : Refusal;

internal sealed record ReasonIsMissing : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record AuthorityIsUnknown : Refusal
{
    public override string Field => "Input.Gss";
}

internal sealed record AuthorityHasAnOrganisation : Refusal
{
    public override string Field => "Input.Gss";
}

internal sealed record TypeMayNotLead : Refusal
{
    public override string Field => "Input.Type";
}

internal sealed record OnlyLeadProvidersAreAppointed : Refusal;

internal sealed record AppointmentNeedsAreas : Refusal
{
    public override string Field => "Input.Areas";
}

internal sealed record AppointmentEndsBeforeItStarts : Refusal
{
    public override string Field => "Input.To";
}

internal sealed record AppointmentEndsAlready(DateOnly To) : Refusal
{
    public override string Field => "Input.To";
}

internal sealed record AppointmentCannotEndInThePast : Refusal
{
    public override string Field => "Input.To";
}

internal sealed record MemberNeedsADuty : Refusal
{
    public override string Field => "Input.Duties";
}

internal sealed record LastManagerHasToStay : Refusal;

internal sealed record EmailIsMalformed : Refusal
{
    public override string Field => "Input.Email";
}

internal sealed record PersonIsAMemberAlready : Refusal
{
    public override string Field => "Input.Email";
}

internal sealed record TooManyInvitations(int Most) : Refusal
{
    public override string Field => "Input.Email";
}

internal sealed record PersonIsInvitedAlready : Refusal
{
    public override string Field => "Input.Email";
}

internal sealed record InvitationCannotBeUsed : Refusal;

internal sealed record InvitationIsForAnotherAddress : Refusal;

internal sealed record DisplayNameIsMissing : Refusal
{
    public override string Field => "Input.DisplayName";
}
