using Procurement.Bidding.Contracts;
using Procurement.Kernel;

namespace Procurement.Bidding.Domain;

/// <summary>The opening of an opportunity's bids, by two different people of the lead provider.</summary>
internal sealed class Opening : Entity
{
    /// <summary>How long after closing an opening can be confirmed at the earliest: longer than a request takes from its arrival to its transaction.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private Opening() { }

    public Guid OpportunityId { get; private set; }

    public string OpportunityReference { get; private set; } = "";

    public Guid AskedById { get; private set; }

    public string AskedBy { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public Guid? ConfirmedById { get; private set; }

    public string? ConfirmedBy { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public int Count { get; private set; }

    public static Result<Opening> Ask(Guid opportunityId, string reference, DateTimeOffset closesAt, Guid byId, string by, DateTimeOffset now)
    {
        if (now < closesAt) return new NotClosedYet(closesAt);

        var opening = new Opening { OpportunityId = opportunityId, OpportunityReference = reference, AskedById = byId, AskedBy = by, AskedAt = now };
        opening.Raise(new OpeningAsked(opportunityId, reference, by));
        return opening;
    }

    public Result Confirm(DateTimeOffset closesAt, Guid byId, string by, DateTimeOffset now, IReadOnlyList<Guid> bidIds)
    {
        if (ConfirmedAt is { } at) return new BidsWereOpened(at);
        if (byId == AskedById) return new SecondPersonNeeded();
        if (now < closesAt + Grace) return new ArrivalsAreBeingStored(closesAt + Grace);

        (ConfirmedById, ConfirmedBy, ConfirmedAt, Count) = (byId, by, now, bidIds.Count);
        Raise(new BidsOpened(OpportunityId, OpportunityReference, now, AskedBy, by, bidIds));
        return Result.Done;
    }
}

/// <summary>A bid from its opening on. Its answers and prices stay in the envelope; this is what lists need.</summary>
internal sealed class Opened : Entity
{
    private readonly List<OpenedLot> _lots = [];

    private Opened() { }

    public Guid OpportunityId { get; private set; }

    public string Reference { get; private set; } = "";

    public Guid VersionId { get; private set; }

    public string BidderName { get; private set; } = "";

    public Guid LeadOrganisationId { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    public BidStatus Status { get; private set; }

    public string? DisqualifiedBecause { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public IReadOnlyList<OpenedLot> Lots => _lots;

    public static Opened Of(Bid bid, Guid versionId, Envelope envelope)
    {
        var opened = new Opened
        {
            Id = bid.Id,
            OpportunityId = bid.OpportunityId,
            Reference = bid.Reference,
            VersionId = versionId,
            BidderName = envelope.BidderName,
            LeadOrganisationId = envelope.LeadOrganisationId,
            SubmittedAt = envelope.ArrivedAt,
        };
        opened._lots.AddRange(envelope.LotIds.Select(l => new OpenedLot { BidId = bid.Id, LotId = l }));
        return opened;
    }

    public Result Decide(bool complies, string? reason, string by, DateTimeOffset now)
    {
        if (_lots.Exists(l => l.Outcome is not null)) return new OutcomeIsKnown();
        if (!complies && string.IsNullOrWhiteSpace(reason)) return new SayWhyItIsDisqualified();

        Status = complies ? BidStatus.Compliant : BidStatus.Disqualified;
        DisqualifiedBecause = complies ? null : reason!.Trim();
        (DecidedBy, DecidedAt) = (by, now);
        Raise(new BidComplianceDecided(Id, Reference, OpportunityId, Status, DisqualifiedBecause));
        return Result.Done;
    }

    public Result Become(Guid lotId, BidOutcome outcome)
    {
        if (_lots.Find(l => l.LotId == lotId) is not { } lot) return new NotFound();

        if (lot.Outcome == outcome) return Result.Done;
        lot.Outcome = outcome;
        Raise(new BidOutcomeSet(Id, Reference, OpportunityId, lotId, outcome));
        return Result.Done;
    }

    public Result TakeBack(Guid lotId)
    {
        if (_lots.Find(l => l.LotId == lotId) is not { } lot) return new NotFound();
        if (lot.Outcome is null) return Result.Done;

        lot.Outcome = null;
        Raise(new BidOutcomeTakenBack(Id, Reference, OpportunityId, lotId));
        return Result.Done;
    }
}

internal sealed class OpenedLot
{
    public Guid BidId { get; init; }

    public Guid LotId { get; init; }

    public BidOutcome? Outcome { get; internal set; }
}
