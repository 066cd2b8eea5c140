using Procurement.Kernel;

namespace Procurement.Bidding.Domain;

internal sealed record OpportunityTakesNoBids(DateTimeOffset ClosesAt) : Refusal;

internal sealed record OpportunityHasClosed(DateTimeOffset ClosesAt) : Refusal;

internal sealed record OpportunityWasWithdrawn : Refusal;

internal sealed record LeadProviderCannotBidForItsOwn : Refusal;

internal sealed record MemberMayNotBid(string Member) : Refusal;

internal sealed record ChooseABidder : Refusal
{
    public override string Field => "Input.Bidder";
}

internal sealed record ChooseALot : Refusal
{
    public override string Field => "Input.Lots";
}

internal sealed record LotTakesNoBids : Refusal
{
    public override string Field => "Input.Lots";
}

internal sealed record AlreadyBidding(string Reference) : Refusal;

internal sealed record PartWasChanged(string By) : Refusal;

internal sealed record PriceIsOutOfRange : Refusal;

internal sealed record TooManyFiles(int Maximum) : Refusal
{
    public override string Field => "Input.File";
}

internal sealed record ChooseAFile : Refusal
{
    public override string Field => "Input.File";
}

internal sealed record FileIsThereAlready(string Name) : Refusal
{
    public override string Field => "Input.File";
}

internal sealed record FileCannotBeRead(string Name) : Refusal;

internal sealed record SayWhatTheInterestIs : Refusal
{
    public override string Field => "Input.Interest";
}

internal sealed record SayWhatTheExclusionIs : Refusal
{
    public override string Field => "Input.Exclusion";
}

internal sealed record VersionHasChanged(int Version) : Refusal;

internal sealed record BidIsIncomplete(int Left) : Refusal;

internal sealed record MemberHasNotAccepted(string Member, int Version) : Refusal;

internal sealed record ConsortiumMakeUpIsNotAgreed(string Name) : Refusal;

internal sealed record LeadCannotSign(string Member) : Refusal;

internal sealed record UnincorporatedCannotBidAlone : Refusal;

internal sealed record OrganisationStandsInAnotherBid : Refusal;

internal sealed record BidAlreadySubmitted(DateTimeOffset At) : Refusal;

internal sealed record ConfirmWhatWasReceived(int Version) : Refusal;

internal sealed record NothingToConfirm : Refusal;

internal sealed record BidWasWithdrawn(DateTimeOffset At) : Refusal;

internal sealed record TooLateToWithdraw(DateTimeOffset ClosesAt) : Refusal;

internal sealed record SayWhyYouWithdraw : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record ConfirmThatYouSubmit : Refusal
{
    public override string Field => "Input.Confirmed";
}

internal sealed record ConfirmThatItStands : Refusal
{
    public override string Field => "Input.Confirmed";
}

internal sealed record BidsWereOpened(DateTimeOffset At) : Refusal;

internal sealed record NotClosedYet(DateTimeOffset ClosesAt) : Refusal;

internal sealed record ArrivalsAreBeingStored(DateTimeOffset TryAt) : Refusal;

internal sealed record SecondPersonNeeded : Refusal;

internal sealed record OpeningWasNotAsked : Refusal;

internal sealed record SayWhyItIsDisqualified : Refusal
{
    public override string Field => "Input.Reason";
}

internal sealed record ChooseWhetherItComplies : Refusal
{
    public override string Field => "Input.Status";
}

internal sealed record OutcomeIsKnown : Refusal;
