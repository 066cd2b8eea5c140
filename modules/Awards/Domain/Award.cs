using Procurement.Awards.Contracts;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Awards.Domain;

/// <summary>Who acts.</summary>
internal sealed record Actor(Guid? UserId, string Name)
{
    public static Actor Of(IWho who) => new(who.UserId, who.DisplayName);
}

/// <summary>What is awarded.</summary>
internal sealed record AwardedLot(
    Guid OpportunityId, string OpportunityReference, string OpportunityTitle, Guid LotId, int LotNumber, string LotTitle, bool IsOnlyLot, Guid LeadProviderId);

/// <summary>The award of one lot, from the proposal to its confirmation.</summary>
internal sealed class Award : Entity
{
    private readonly List<AwardBid> _bids = [];

    private Award()
    {
    }

    public Award(string reference, AwardedLot lot, int valueAYear, Actor proposer, DateTimeOffset now)
    {
        (Reference, OpportunityId, OpportunityReference, OpportunityTitle, LotId, LiveLotId, LotNumber, LotTitle, IsOnlyLot, LeadProviderId) =
            (reference, lot.OpportunityId, lot.OpportunityReference, lot.OpportunityTitle, lot.LotId, lot.LotId, lot.LotNumber, lot.LotTitle, lot.IsOnlyLot, lot.LeadProviderId);
        (ValueAYear, ProposedBy, ProposedByUserId, ProposedAt) = (valueAYear, proposer.Name, proposer.UserId, now);
        Raise(new AwardProposed(Id, Reference, OpportunityId, LotId, LeadProviderId));
    }

    public string Reference { get; private set; } = "";
    public Guid OpportunityId { get; private set; }
    public string OpportunityReference { get; private set; } = "";
    public string OpportunityTitle { get; private set; } = "";
    public Guid LotId { get; private set; }

    /// <summary>The lot while this award is alive: a lot has one such award at most.</summary>
    public Guid? LiveLotId { get; private set; }

    public int LotNumber { get; private set; }
    public string LotTitle { get; private set; } = "";
    public bool IsOnlyLot { get; private set; }
    public Guid LeadProviderId { get; private set; }
    public AwardState State { get; private set; }

    /// <summary>What the preferred bid asks for a year. Public when the award is confirmed.</summary>
    public int ValueAYear { get; private set; }

    public string ProposedBy { get; private set; } = "";
    public Guid? ProposedByUserId { get; private set; }
    public DateTimeOffset ProposedAt { get; private set; }
    public string? ApprovedBy { get; private set; }
    public Guid? ApprovedByUserId { get; private set; }

    /// <summary>The instant of approval, in which the letters went out too.</summary>
    public DateTimeOffset? NotifiedAt { get; private set; }

    public DateTimeOffset? StandstillEndsAt { get; private set; }
    public DateTimeOffset? ChallengedAt { get; private set; }
    public string? ChallengeReason { get; private set; }
    public DateTimeOffset? ChallengeSettledAt { get; private set; }
    public string? ChallengeOutcome { get; private set; }
    public string? ConfirmedBy { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public string? CancelledBy { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public string? CancelReason { get; private set; }
    public IReadOnlyList<AwardBid> Bids => _bids;

    public AwardBid Preferred => _bids.First(b => b.Place is AwardPlace.Preferred);

    /// <summary>What authorities and letters call it.</summary>
    public string Title => IsOnlyLot ? OpportunityTitle : $"{OpportunityTitle}: {LotNumber}. {LotTitle}";

    public string LeadUrl => "/lead/awards/" + Reference;

    /// <summary>True from the letters on: each bidder may read its own.</summary>
    public bool IsNotified => NotifiedAt is not null;

    public bool IsAlive => State is not AwardState.Cancelled;

    public void Add(AwardBid bid)
    {
        _bids.Add(bid);
        if (bid is { Place: AwardPlace.PassedOver, LeftOutBecause: { } reason }) Raise(new BidPassedOver(Id, Reference, bid.BidId, reason));
    }

    public Result ChangeFeedback(Guid bidId, IReadOnlyDictionary<Guid, string> reasons)
    {
        if (State is not (AwardState.Proposed or AwardState.Cleared)) return new AwardIsDecided();
        if (_bids.FirstOrDefault(b => b.BidId == bidId) is not { } bid) return new NotFound();
        bid.Explain(reasons);
        Raise(new AwardFeedbackChanged(Id, Reference, bidId));
        return Result.Done;
    }

    /// <summary>The first reason that is missing; null when every bidder gets one for each criterion.</summary>
    public Refusal? MissingReason()
    {
        foreach (var bid in _bids.OrderBy(b => b.Rank))
        {
            if (bid.Place is AwardPlace.Disqualified)
            {
                if (string.IsNullOrWhiteSpace(bid.LeftOutBecause)) return new DisqualificationHasNoReason(bid.BidderName);
                continue;
            }

            if (bid.Scores.Count == 0) return new ScoreHasNoReason(bid.BidderName, "–");
            if (bid.Scores.Find(s => string.IsNullOrWhiteSpace(s.Reason)) is { } silent) return new ScoreHasNoReason(bid.BidderName, silent.Name);
        }

        return null;
    }

    /// <summary>Takes note that the authorities were heard, or that one of them has to be answered again.</summary>
    public void Heard(bool isClear)
    {
        if (isClear && State is AwardState.Proposed) State = AwardState.Cleared;
        else if (!isClear && State is AwardState.Cleared) State = AwardState.Proposed;
    }

    /// <summary>The decision. Its guards hold whatever a workflow did or failed to do.</summary>
    public Result Approve(Actor approver, Clearance clearance, DateTimeOffset standstillEndsAt, DateTimeOffset now, string? heldBecause = null)
    {
        if (State is not (AwardState.Proposed or AwardState.Cleared)) return new AwardIsDecided();
        if (approver.UserId is null || approver.UserId == ProposedByUserId) return new ProposerCannotApprove();
        if (clearance.Expected == 0) return new NoAuthorityWasAsked();
        if (!clearance.IsClear) return new AuthoritiesAreNotHeard(clearance.Expected - clearance.Finished, clearance.Unanswered);
        if (heldBecause is not null) return new DecisionIsHeld(heldBecause);
        if (MissingReason() is { } missing) return missing;
        (State, ApprovedBy, ApprovedByUserId, NotifiedAt, StandstillEndsAt) = (AwardState.Standstill, approver.Name, approver.UserId, now, standstillEndsAt);
        Raise(new AwardApproved(Id, Reference, OpportunityId, LotId, standstillEndsAt));
        return Result.Done;
    }

    public Result Challenge(string? reason, DateTimeOffset now)
    {
        if (State is AwardState.Challenged) return new AwardIsChallenged(ChallengedAt!.Value);
        if (State is not AwardState.Standstill) return new AwardIsNotInStandstill();
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonIsMissingForAward();
        (State, ChallengedAt, ChallengeReason, ChallengeSettledAt, ChallengeOutcome) = (AwardState.Challenged, now, reason.Trim(), null, null);
        Raise(new AwardChallenged(Id, Reference, reason.Trim()));
        return Result.Done;
    }

    public Result Settle(string? outcome, DateTimeOffset standstillEndsAt, DateTimeOffset now)
    {
        if (State is not AwardState.Challenged) return new NoChallenge();
        if (string.IsNullOrWhiteSpace(outcome)) return new ReasonIsMissingForAward();
        (State, ChallengeSettledAt, ChallengeOutcome, StandstillEndsAt) = (AwardState.Standstill, now, outcome.Trim(), standstillEndsAt);
        Raise(new ChallengeSettled(Id, Reference, outcome.Trim(), standstillEndsAt));
        return Result.Done;
    }

    /// <summary>Makes it final. A view that came late, or changed since the approval, is answered before everybody reads it.</summary>
    public Result Confirm(Actor actor, Clearance clearance, DateTimeOffset now)
    {
        if (State is AwardState.Challenged) return new AwardIsChallenged(ChallengedAt!.Value);
        if (State is not AwardState.Standstill) return new AwardIsNotInStandstill();
        if (now <= StandstillEndsAt!.Value.AddSeconds(59)) return new StandstillRuns(StandstillEndsAt.Value);
        if (clearance.Unanswered > 0) return new CommentsAreUnanswered(clearance.Unanswered);
        (State, ConfirmedBy, ConfirmedAt) = (AwardState.Confirmed, actor.Name, now);
        Raise(new AwardConfirmed(Id, Reference, OpportunityId, LotId, Preferred.BidId));
        return Result.Done;
    }

    public Result Cancel(string? reason, Actor actor, DateTimeOffset now)
    {
        if (State is AwardState.Cancelled) return Result.Done;
        if (State is AwardState.Confirmed) return new AwardIsFinal();
        if (string.IsNullOrWhiteSpace(reason)) return new ReasonIsMissingForAward();
        (State, CancelledBy, CancelledAt, CancelReason, LiveLotId) = (AwardState.Cancelled, actor.Name, now, reason.Trim(), null);
        Raise(new AwardCancelled(Id, Reference, OpportunityId, LotId, reason.Trim()));
        return Result.Done;
    }
}

/// <summary>Where a bid stands in an award.</summary>
internal enum AwardPlace
{
    Preferred,
    Reserve,
    Unsuccessful,
    BelowThreshold,
    Disqualified,

    /// <summary>Ranked, and left out of this award with a reason: it dropped out, or a challenge was upheld.</summary>
    PassedOver,
}

/// <summary>A score with its weight and the reason that the bidder reads.</summary>
internal sealed record AwardScore(Guid CriterionId, string Name, int Weight, decimal Score, string Reason, bool IsPrice);

/// <summary>One bidder's result: what its letter says. It is copied at the proposal and does not change once the letters are out.</summary>
internal sealed class AwardBid : Entity
{
    private AwardBid()
    {
    }

    public AwardBid(
        Guid awardId, Guid bidId, string bidReference, string bidderName, Guid leadOrganisationId, IEnumerable<Guid> organisationIds, AwardPlace place, int rank,
        decimal quality, decimal priceScore, decimal total, IEnumerable<AwardScore> scores, string? leftOutBecause)
    {
        (AwardId, BidId, BidReference, BidderName, LeadOrganisationId, Place, Rank) = (awardId, bidId, bidReference, bidderName, leadOrganisationId, place, rank);
        (OrganisationIds, Quality, PriceScore, Total, Scores, LeftOutBecause) = ([.. organisationIds.Distinct()], quality, priceScore, total, [.. scores], leftOutBecause);
    }

    public Guid AwardId { get; private set; }
    public Guid BidId { get; private set; }
    public string BidReference { get; private set; } = "";
    public string BidderName { get; private set; } = "";
    public Guid LeadOrganisationId { get; private set; }
    public List<Guid> OrganisationIds { get; private set; } = [];
    public AwardPlace Place { get; private set; }
    public int Rank { get; private set; }
    public decimal Quality { get; private set; }
    public decimal PriceScore { get; private set; }
    public decimal Total { get; private set; }
    public List<AwardScore> Scores { get; private set; } = [];
    /// <summary>Why it was disqualified or passed over; null for every other bid.</summary>
    public string? LeftOutBecause { get; private set; }

    internal void Explain(IReadOnlyDictionary<Guid, string> reasons) =>
        Scores = [.. Scores.Select(s => reasons.TryGetValue(s.CriterionId, out var reason) ? s with { Reason = reason.Trim() } : s)];
}
