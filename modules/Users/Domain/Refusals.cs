using Procurement.Kernel;

namespace Procurement.Users.Domain;

internal sealed record AccountIsBlocked : Refusal;

internal sealed record AccountIsOpen : Refusal;

internal sealed record OwnAccount : Refusal;

internal sealed record BlockNeedsReason : Refusal { public override string Field => "Input.Reason"; }

internal sealed record EmailIsInvalid : Refusal { public override string Field => "Input.Email"; }

internal sealed record EmailIsTaken : Refusal { public override string Field => "Input.Email"; }

internal sealed record DisplayNameIsMissing : Refusal { public override string Field => "Input.DisplayName"; }

internal sealed record DisplayNameIsTooLong(int Most) : Refusal { public override string Field => "Input.DisplayName"; }

internal sealed record PasswordIsTooShort(int Least) : Refusal { public override string Field => "Input.Password"; }

internal sealed record PasswordIsTooLong(int Most) : Refusal { public override string Field => "Input.Password"; }

internal sealed record PasswordIsEasilyGuessed : Refusal { public override string Field => "Input.Password"; }

internal sealed record PasswordIsWrong : Refusal { public override string Field => "Input.Current"; }

internal sealed record SignInIsWrong : Refusal;

internal sealed record EmailIsNotConfirmed : Refusal;

internal sealed record LinkIsOver : Refusal;

internal sealed record CodeIsWrong : Refusal { public override string Field => "Input.Code"; }

internal sealed record SetupTokenIsWrong : Refusal { public override string Field => "Input.Token"; }

internal sealed record LastAdministrator : Refusal;

internal sealed record RoleIsUnknown(string Role) : Refusal;

internal sealed record AdministratorsMustManageUsers : Refusal;

internal sealed record RegisteredPasswordIsWrong : Refusal { public override string Field => "Input.Password"; }

internal sealed record TooManyTries(DateTimeOffset Until) : Refusal;

internal sealed record AccountWasClosed : Refusal;

internal sealed record LanguageIsMissing : Refusal { public override string Field => "Input.Language"; }

internal sealed record TwoStepIsOn : Refusal;

internal sealed record OrganisationIsNotYours : Refusal { public override string Field => "Input.Organisation"; }
