using Procurement.Kernel;

namespace Procurement.Bidding.Contracts;

/// <summary>Where an opened bid stands.</summary>
public enum BidStatus
{
    /// <summary>Opened, and not yet checked.</summary>
    Opened,

    /// <summary>Meets the conditions of the notice: it is evaluated.</summary>
    Compliant,

    /// <summary>Does not meet them: it is not evaluated, and its bidder is told why.</summary>
    Disqualified,
}

/// <summary>What became of a bid for one lot.</summary>
public enum BidOutcome
{
    /// <summary>Proposed for the award.</summary>
    Preferred,

    /// <summary>Next in line.</summary>
    Reserve,

    /// <summary>Not chosen.</summary>
    Unsuccessful,

    /// <summary>Awarded.</summary>
    Won,
}

/// <summary>The two classes of a bid's files. They are kept apart: prices are seen later, and by fewer.</summary>
public enum BidFileClass
{
    /// <summary>How the work would be done.</summary>
    Delivery,

    /// <summary>What it would cost: to evaluators after quality is locked, to authorities never.</summary>
    Pricing,
}

/// <summary>A file of an opened bid, served at <c>/files/{FileId}/{Name}</c> to those who may read it.</summary>
public sealed record BidFile(Guid FileId, string Name, long Size, string Sha256, BidFileClass Class);

/// <summary>A member of an opened bid, what it would do, and what it declared: an interest, a ground for exclusion; null where it declared none.</summary>
public sealed record BidMemberCard(
    Guid OrganisationId, string Name, int Share, bool IsLead, string Delivers, string? InterestDeclared, string? ExclusionDeclared = null);

/// <summary>A bid after opening, without its prices.</summary>
/// <param name="Id">The key.</param>
/// <param name="Reference">Its random reference.</param>
/// <param name="OpportunityId">What it is for.</param>
/// <param name="LotIds">The lots that it is for.</param>
/// <param name="BidderName">The organisation's or the consortium's name.</param>
/// <param name="LeadOrganisationId">The bidder, or the lead member.</param>
/// <param name="MemberOrganisationIds">Everybody who stands in the bid, the lead among them.</param>
/// <param name="SubmittedAt">When the complete request had arrived.</param>
/// <param name="Version">The version that was opened.</param>
/// <param name="Answers">What was answered, by question.</param>
/// <param name="Files">Its files; those of class pricing are named but not to be shown before quality is locked.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DisqualifiedBecause">Why it is not evaluated; null when it is.</param>
/// <param name="WomensStatement">What it says of provision for women.</param>
/// <param name="WelshStatement">What it says of the Welsh language; null where it was not asked.</param>
/// <param name="Members">Who would do what.</param>
/// <param name="Outcomes">What became of it, by lot; empty before the award.</param>
public sealed record OpenedBid(
    Guid Id, string Reference, Guid OpportunityId, IReadOnlyList<Guid> LotIds, string BidderName, Guid LeadOrganisationId,
    IReadOnlyList<Guid> MemberOrganisationIds, DateTimeOffset SubmittedAt, int Version, IReadOnlyDictionary<Guid, string> Answers,
    IReadOnlyList<BidFile> Files, BidStatus Status, string? DisqualifiedBecause, string WomensStatement, string? WelshStatement,
    IReadOnlyList<BidMemberCard> Members, IReadOnlyDictionary<Guid, BidOutcome> Outcomes);

/// <summary>Bids after opening: before it, every answer is empty. Who may see the answer is for the asker to judge.</summary>
public interface IOpenedBids
{
    /// <summary>The opened bids for a lot, disqualified ones among them, in the order of their submission.</summary>
    Task<IReadOnlyList<OpenedBid>> OfLotAsync(Guid lotId, CancellationToken ct);

    /// <summary>One opened bid; null when there is none or it is sealed.</summary>
    Task<OpenedBid?> FindAsync(Guid bidId, CancellationToken ct);

    /// <summary>What each compliant bid asks for a year, by bid. Only Evaluation may ask, and only once quality is locked.</summary>
    Task<IReadOnlyDictionary<Guid, decimal>> PricesOfLotAsync(Guid lotId, CancellationToken ct);

    /// <summary>True once the opportunity's bids were opened.</summary>
    Task<bool> IsOpenAsync(Guid opportunityId, CancellationToken ct);
}

/// <summary>Says what became of a bid.</summary>
public interface IBidOutcomes
{
    /// <summary>Sets it, in the caller's transaction.</summary>
    Task<Result> SetAsync(Guid bidId, Guid lotId, BidOutcome outcome, CancellationToken ct);

    /// <summary>Takes it back, in the caller's transaction: the award that it came from was given up.</summary>
    Task<Result> TakeBackAsync(Guid bidId, Guid lotId, CancellationToken ct);
}

/// <summary>Asked of Evaluation: may its evaluators see the prices of a lot yet? Nobody answering means no.</summary>
public interface IPricesUnlocked
{
    /// <summary>True once quality is locked.</summary>
    Task<bool> ForLotAsync(Guid lotId, CancellationToken ct);
}

/// <summary>
/// Asked of Evaluation before anything of an opened bid is shown to a person of the lead provider: an interest that was declared, or is
/// still to be declared, keeps that person from it.
/// </summary>
public interface ISightOfBids
{
    /// <summary>True when this person of that lead provider may read an opened bid for these lots.</summary>
    Task<bool> MayReadAsync(Guid leadProviderId, IReadOnlyCollection<Guid> lotIds, IWho who, CancellationToken ct);

    /// <summary>True when this person may also decide on it: that touches all of its lots, so an interest in any of them stands in the way.</summary>
    Task<bool> MayDecideAsync(Guid leadProviderId, IReadOnlyCollection<Guid> lotIds, IWho who, CancellationToken ct);
}

/// <summary>Asked of Evaluation, in the transaction that decides whether a bid complies.</summary>
public interface IHoldEvaluation
{
    /// <summary>
    /// Refused once quality is locked in one of these lots, for from then on prices are read and who is ranked is settled. Else it holds
    /// the lots, so that quality is not locked beside that decision.
    /// </summary>
    Task<Result> HoldAsync(IReadOnlyCollection<Guid> lotIds, CancellationToken ct);
}

/// <summary>Asked of Awards: may this person read the delivery files of a proposed bid, as an authority that was asked to comment does?</summary>
public interface IMayReadBidFile
{
    /// <summary>True when so. Files with prices are never asked for.</summary>
    Task<bool> MayReadAsync(Guid bidId, IWho who, CancellationToken ct);
}
