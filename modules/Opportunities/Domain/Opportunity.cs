using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Opportunities.Domain;

/// <summary>
/// Work that a lead provider offers in lots. It is written by one person, published by another, takes bids until one instant, and
/// then is as far on as the least advanced of its lots.
/// </summary>
internal sealed class Opportunity : Entity
{
    private readonly List<Lot> _lots = [];

    private Opportunity() { }

    public Guid LeadProviderId { get; private set; }
    public string LeadProviderName { get; private set; } = "";

    /// <summary>Given when it is published, so that the numbers tell nobody how many drafts there are.</summary>
    public string? Reference { get; private set; }

    /// <summary>As stored; <see cref="StageAt"/> is right at every instant.</summary>
    public OpportunityStage Stage { get; private set; }

    public int Version { get; private set; } = 1;

    public string Title { get; private set; } = "";
    public string Summary { get; private set; } = "";
    public string Work { get; private set; } = "";
    public List<string> Services { get; private set; } = [];
    public List<string> Cohorts { get; private set; } = [];
    public int? Tier { get; private set; }
    public int? TermMonths { get; private set; }
    public int ExtensionMonths { get; private set; }
    public int PaymentByResults { get; private set; }
    public string PaymentByResultsReason { get; private set; } = "";
    public bool AllowsOverlap { get; private set; }
    public List<string> Needs { get; private set; } = [];
    public int? MinimumIncome { get; private set; }
    public List<Criterion> Criteria { get; private set; } = [];
    public string WomensProvision { get; private set; } = "";
    public string WelshLanguage { get; private set; } = "";
    public List<OpportunityDocument> Documents { get; private set; } = [];

    /// <summary>Null in a draft that opens as soon as it is published.</summary>
    public DateTimeOffset? OpensAt { get; private set; }

    /// <summary>True when a public notice stands before it opens.</summary>
    public bool IsAnnounced { get; private set; }

    public DateTimeOffset? ClosesAt { get; private set; }
    public DateOnly? StartsOn { get; private set; }

    public Guid? StartedBy { get; private set; }
    public Guid? SubmittedBy { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public string? SentBackReason { get; private set; }
    public Guid? PublishedBy { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Why it was withdrawn or cancelled; published.</summary>
    public string? ExitReason { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public string ChangedBy { get; private set; } = "";

    public IReadOnlyList<Lot> Lots => _lots;

    public IEnumerable<Lot> LotsInOrder => _lots.OrderBy(l => l.Number);

    public int ValueAYear => _lots.Sum(l => l.ValueAYear ?? 0);

    public int WordsAsked => Criteria.Where(c => !c.IsPrice).SelectMany(c => c.Questions).Sum(q => q.MaxWords);

    public int QuestionsAsked => Criteria.Where(c => !c.IsPrice).Sum(c => c.Questions.Count);

    public static Opportunity Start(Guid leadProviderId, string leadProviderName, string title, IEnumerable<Criterion> usual, Hand by)
    {
        var opportunity = new Opportunity
        {
            LeadProviderId = leadProviderId,
            LeadProviderName = leadProviderName,
            Title = title.Trim(),
            Stage = OpportunityStage.Draft,
            Criteria = [.. usual],
            StartedBy = by.UserId,
        };
        opportunity.Touch(by);
        opportunity.Raise(new OpportunityStarted(opportunity.Id, leadProviderId));
        return opportunity;
    }

    // ---- drafting -------------------------------------------------------------------------------------------------------------

    public Result DescribeWork(string title, string summary, string work, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (string.IsNullOrWhiteSpace(title)) return new OpportunityTitleMissing();

        (Title, Summary, Work) = (title.Trim(), summary.Trim(), work.Trim());
        return Changed(DraftPart.Work, by);
    }

    public Result DescribeServices(IEnumerable<string> services, IEnumerable<string> cohorts, int? tier, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (tier is not (null or 1 or 2 or 3)) return new TierUnknown();

        (Services, Cohorts, Tier) = ([.. services.Distinct()], [.. cohorts.Distinct()], tier);
        return Changed(DraftPart.Services, by);
    }

    public Result SetTerms(int? termMonths, int extensionMonths, int paymentByResults, string paymentByResultsReason, bool allowsOverlap, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (termMonths is < 1 or > 120) return new TermOutOfRange();
        if (extensionMonths is < 0 or > 60) return new ExtensionMonthsOutOfRange();
        if (paymentByResults is < 0 or > 100) return new PaymentByResultsOutOfRange();

        (TermMonths, ExtensionMonths, PaymentByResults) = (termMonths, extensionMonths, paymentByResults);
        (PaymentByResultsReason, AllowsOverlap) = (paymentByResultsReason.Trim(), allowsOverlap);
        return Changed(DraftPart.Terms, by);
    }

    public Result PutLot(Guid? lotId, string title, IEnumerable<string> places, int? valueAYear, int? peopleAYear, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (string.IsNullOrWhiteSpace(title)) return new LotTitleMissing();
        if (valueAYear is <= 0) return new LotValueOutOfRange();
        if (peopleAYear is <= 0) return new LotPeopleOutOfRange();
        var lot = _lots.Find(l => l.Id == lotId);
        if (lotId is not null && lot is null) return new NotFound();
        if (lot is null && _lots.Count >= 30) return new TooManyLots();

        if (lot is null) _lots.Add(lot = new Lot(Id, _lots.Count + 1));
        lot.Describe(title.Trim(), places, valueAYear, peopleAYear);
        return Changed(DraftPart.Lots, by);
    }

    public Result RemoveLot(Guid lotId, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (_lots.Find(l => l.Id == lotId) is not { } lot) return new NotFound();

        _lots.Remove(lot);
        foreach (var (rest, number) in LotsInOrder.Select((l, i) => (l, i + 1)).ToList()) rest.Renumber(number);
        return Changed(DraftPart.Lots, by);
    }

    public Result SetNeeds(IEnumerable<string> needs, int? minimumIncome, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (minimumIncome is < 0) return new MinimumIncomeOutOfRange();
        List<string> lines = [.. needs.Select(n => n.Trim()).Where(n => n.Length > 0)];
        if (lines.Count > 8) return new TooManyNeeds();

        (Needs, MinimumIncome) = (lines, minimumIncome);
        return Changed(DraftPart.Needs, by);
    }

    public Result PutCriterion(Guid? criterionId, string name, int weight, bool isPrice, decimal? threshold, IEnumerable<Question> questions, Hand by)
    {
        List<Question> asked = [.. isPrice ? [] : questions];
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (string.IsNullOrWhiteSpace(name)) return new CriterionNameMissing();
        if (weight is < 1 or > 100) return new WeightOutOfRange();
        if (threshold is < 0 or > 5) return new ThresholdOutOfRange();
        if (isPrice && Criteria.Exists(c => c.IsPrice && c.Id != criterionId)) return new SecondPriceCriterion();
        if (asked.Exists(q => q.MaxWords is < 20 or > 2000)) return new WordLimitOutOfRange();
        if (asked.Count > 8) return new TooManyQuestions();
        if (criterionId is not null && !Criteria.Exists(c => c.Id == criterionId)) return new NotFound();
        if (criterionId is null && Criteria.Count >= 12) return new TooManyCriteria();

        var criterion = new Criterion(criterionId ?? Guid.CreateVersion7(), name.Trim(), weight, isPrice, isPrice ? null : threshold, asked);
        Criteria = criterionId is null ? [.. Criteria, criterion] : [.. Criteria.Select(c => c.Id == criterionId ? criterion : c)];
        return Changed(DraftPart.Criteria, by);
    }

    public Result RemoveCriterion(Guid criterionId, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (!Criteria.Exists(c => c.Id == criterionId)) return new NotFound();

        Criteria = [.. Criteria.Where(c => c.Id != criterionId)];
        return Changed(DraftPart.Criteria, by);
    }

    public Result MakeStatements(string womensProvision, string welshLanguage, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();

        (WomensProvision, WelshLanguage) = (womensProvision.Trim(), welshLanguage.Trim());
        return Changed(DraftPart.Statements, by);
    }

    public Result AddDocument(OpportunityDocument document, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (string.IsNullOrWhiteSpace(document.Title)) return new DocumentTitleMissing();
        if (Documents.Count >= 20) return new TooManyDocuments();

        Documents = [.. Documents, document];
        return Changed(DraftPart.Documents, by);
    }

    public Result RemoveDocument(Guid fileId, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (!Documents.Exists(d => d.FileId == fileId)) return new NotFound();

        Documents = [.. Documents.Where(d => d.FileId != fileId)];
        return Changed(DraftPart.Documents, by);
    }

    public Result SetDates(DateTimeOffset? opensAt, bool isAnnounced, DateTimeOffset? closesAt, DateOnly? startsOn, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (opensAt is { } o && closesAt is { } c && o >= c) return new ClosesBeforeItOpens();
        if (closesAt is { } end && startsOn is { } start && start <= London.DateOf(end)) return new StartsBeforeItCloses();

        (OpensAt, IsAnnounced, ClosesAt, StartsOn) = (opensAt, opensAt is not null && isAnnounced, closesAt, startsOn);
        return Changed(DraftPart.Dates, by);
    }

    /// <summary>What still stands between this draft and the public, in the order of the task list. Empty: it may go.</summary>
    public IEnumerable<Incomplete> Missing(PublishingRules rules)
    {
        if (Summary.Length == 0) yield return new SummaryMissing();
        if (Work.Length == 0) yield return new WorkNotDescribed();

        if (Services.Count == 0) yield return new NoService();
        if (Cohorts.Count == 0) yield return new NoCohort();
        if (Tier is null) yield return new TierMissing();

        if (TermMonths is null) yield return new TermMissing();
        if (Tier == 3 && PaymentByResults > 0 && PaymentByResultsReason.Length == 0) yield return new PaymentByResultsNeedsReason();

        if (_lots.Count == 0) yield return new NoLot();
        foreach (var lot in LotsInOrder)
        {
            if (lot.ValueAYear is null) yield return new LotWithoutValue(lot.Number);
            if (lot.Places.Count == 0) yield return new LotWithoutPlace(lot.Number);
            else if (lot.Places.Find(p => rules.Places.Resolve([p]).Count == 0) is { } unknown) yield return new PlaceUnknown(lot.Number, unknown);
        }

        foreach (var area in AreasOf(rules).Where(a => !rules.AppointedAreas.Contains(a)))
            yield return new NotAppointedToArea(rules.Places.Area(area)?.Name ?? area);

        if (Criteria.Sum(c => c.Weight) is var sum and not 100) yield return new CriteriaDoNotAddUp(sum);
        if (Criteria.Count(c => c.IsPrice) > 1) yield return new TwoPriceCriteria();
        if (Criteria.Find(c => !c.IsPrice && c.Questions.Count == 0) is { } silent) yield return new CriterionWithoutQuestion(silent.Name);
        if (WordsAsked > rules.WordBudget(Tier)) yield return new QuestionsOverBudget(WordsAsked, rules.WordBudget(Tier));

        if (WomensProvision.Length == 0) yield return new WomensProvisionMissing();
        if (WelshLanguage.Length == 0 && AreasOf(rules).Any(a => rules.Places.Area(a) is { IsInWales: true })) yield return new WelshStatementMissing();

        if (ClosesAt is null) yield return new ClosingMissing();
        else if (rules.EarliestClosing(OpensAt) is var earliest && London.DateOf(ClosesAt.Value) < earliest)
            yield return new ClosesTooSoon(rules.Settings.WorkingDaysOpen, earliest);
    }

    /// <summary>The contract package areas in which its lots lie.</summary>
    public IReadOnlyList<string> AreasOf(PublishingRules rules) => [.. _lots.SelectMany(l => rules.AreasOf(l.Places)).Distinct().Order(StringComparer.Ordinal)];

    // ---- publishing -----------------------------------------------------------------------------------------------------------

    public Result SendForApproval(PublishingRules rules, Hand by)
    {
        if (Stage is not OpportunityStage.Draft) return new NotADraft();
        if (Missing(rules).FirstOrDefault() is { } missing) return missing;

        Stage = OpportunityStage.AwaitingApproval;
        (SubmittedBy, SubmittedAt, SentBackReason) = (by.UserId, by.At, null);
        Touch(by);
        Raise(new OpportunitySentForApproval(Id, LeadProviderId, by.UserId ?? Guid.Empty));
        return Result.Done;
    }

    public Result SendBack(string reason, Hand by)
    {
        if (Stage is not OpportunityStage.AwaitingApproval) return new OpportunityNotAwaitingApproval();
        if (string.IsNullOrWhiteSpace(reason)) return new EndReasonMissing();

        Stage = OpportunityStage.Draft;
        SentBackReason = reason.Trim();
        Touch(by);
        Raise(new OpportunitySentBack(Id, SentBackReason));
        return Result.Done;
    }

    public Result Publish(PublishingRules rules, string reference, string leadProviderName, Hand by, string? heldBecause = null)
    {
        if (Stage is not OpportunityStage.AwaitingApproval) return new OpportunityNotAwaitingApproval();
        if (by.UserId is null || by.UserId == SubmittedBy) return new PublishedBySamePerson();
        if (heldBecause is not null) return new PublicationIsHeld(heldBecause);
        if (Missing(rules).FirstOrDefault() is { } missing) return missing;

        foreach (var lot in _lots) lot.Settle(rules);
        (Reference, LeadProviderName, PublishedBy, PublishedAt) = (reference, leadProviderName, by.UserId, by.At);
        if (OpensAt is not { } opens || opens <= by.At) (OpensAt, IsAnnounced) = (by.At, false);
        Stage = OpensAt == by.At ? OpportunityStage.Open : IsAnnounced ? OpportunityStage.Planned : OpportunityStage.Scheduled;
        Touch(by);
        Raise(new OpportunityPublished(Id, reference, Title, LeadProviderId, OpensAt.Value, ClosesAt!.Value, AreaCodes, AuthorityCodes, Services));
        if (Stage is OpportunityStage.Open) Raise(new OpportunityOpenedForBids(Id, reference, OpensAt.Value));
        return Result.Done;
    }

    // ---- amending -------------------------------------------------------------------------------------------------------------

    /// <summary>Why it cannot be amended so; null when it can. Asked when the amendment is written, when it is sent and when it is published.</summary>
    public Refusal? CannotAmend(AmendmentKind kind, string note, Wording after, PublishingRules rules)
    {
        var stage = StageAt(rules.Now);
        if (stage is OpportunityStage.Draft or OpportunityStage.AwaitingApproval) return new OpportunityNotPublishedYet();
        if (stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled or OpportunityStage.Unsuccessful) return new OpportunityAlreadyEnded();
        if (!IsAmendable(stage)) return new TooLateToAmend(ClosesAt!.Value);
        if (string.IsNullOrWhiteSpace(note)) return new AmendmentNoteMissing();
        if (after.Title.Length == 0) return new OpportunityTitleMissing();
        if (after.Title.Length > 200) return new OpportunityTitleTooLong();
        if (after.Summary.Length == 0) return new SummaryMissing();
        if (after.Work.Length == 0) return new WorkNotDescribed();
        if (after.Needs.Count > 8) return new TooManyNeeds();
        if (after.ClosesAt < ClosesAt) return new DeadlineIsNeverShortened(ClosesAt.Value);
        if (kind is AmendmentKind.Material && London.DateOf(after.ClosesAt) < rules.EarliestClosingAfterAmendment)
            return new ClosesTooSoonAfterAmendment(rules.Settings.WorkingDaysAfterAmendment, rules.EarliestClosingAfterAmendment);
        if (after.StartsOn is { } start && start <= London.DateOf(after.ClosesAt)) return new StartsBeforeItCloses();
        return after.DifferencesFrom(Wording.Of(this)).Any() ? null : new AmendmentChangesNothing();
    }

    /// <summary>Changes what is published. Only a material change makes a new version; the closing instant stays, or moves away.</summary>
    public Result Amend(AmendmentKind kind, string note, Wording after, PublishingRules rules, Hand by)
    {
        if (CannotAmend(kind, note, after, rules) is { } refusal) return refusal;

        var previous = ClosesAt!.Value;
        (Title, Summary, Work, Needs) = (after.Title, after.Summary, after.Work, [.. after.Needs]);
        (ClosesAt, StartsOn) = (after.ClosesAt, after.StartsOn);
        if (kind is AmendmentKind.Material) Version++;
        Touch(by);
        Raise(new OpportunityAmended(Id, Reference!, Title, Version, kind is AmendmentKind.Material, note, after.ClosesAt, previous));
        return Result.Done;
    }

    /// <summary>True from its publication until it closes.</summary>
    public static bool IsAmendable(OpportunityStage stage) => stage is OpportunityStage.Scheduled or OpportunityStage.Planned or OpportunityStage.Open;

    /// <summary>The contract package areas, as settled when it was published.</summary>
    public List<string> AreaCodes => [.. _lots.SelectMany(l => l.AreaCodes).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The authorities concerned, as settled when it was published.</summary>
    public List<string> AuthorityCodes => [.. LotsInOrder.SelectMany(l => l.AuthorityCodes).Distinct()];

    // ---- time -----------------------------------------------------------------------------------------------------------------

    /// <summary>Where it stands at an instant: right whether or not a job has run since.</summary>
    public OpportunityStage StageAt(DateTimeOffset now) => StageOf(Stage, OpensAt, ClosesAt, now);

    internal static OpportunityStage StageOf(OpportunityStage stored, DateTimeOffset? opensAt, DateTimeOffset? closesAt, DateTimeOffset now) => stored switch
    {
        OpportunityStage.Scheduled or OpportunityStage.Planned or OpportunityStage.Open when now >= closesAt => OpportunityStage.Closed,
        OpportunityStage.Scheduled or OpportunityStage.Planned when now >= opensAt => OpportunityStage.Open,
        _ => stored,
    };

    /// <summary>From when on the public may read it; null when it never could.</summary>
    public DateTimeOffset? PublicFrom => Reference is null ? null : IsAnnounced ? PublishedAt : OpensAt;

    /// <summary>True when anyone may read it at that instant.</summary>
    public bool IsPublicAt(DateTimeOffset now) =>
        PublicFrom is { } from && from <= now && (Stage is not OpportunityStage.Withdrawn || from <= EndedAt);

    /// <summary>Says, once, that its opening instant has come. True when it has.</summary>
    public bool OpenIfDue(DateTimeOffset now)
    {
        if (Stage is not (OpportunityStage.Scheduled or OpportunityStage.Planned) || now < OpensAt) return false;

        Stage = OpportunityStage.Open;
        Raise(new OpportunityOpenedForBids(Id, Reference!, OpensAt!.Value));
        return true;
    }

    /// <summary>Says, once, that its closing instant has come. True when it has.</summary>
    public bool CloseIfDue(DateTimeOffset now)
    {
        if (Stage is not OpportunityStage.Open || now < ClosesAt) return false;

        Stage = OpportunityStage.Closed;
        Raise(new OpportunityClosed(Id, Reference!, LeadProviderId, ClosesAt!.Value));
        return true;
    }

    // ---- exits ----------------------------------------------------------------------------------------------------------------

    public Result Withdraw(string reason, Hand by)
    {
        var stage = StageAt(by.At);
        if (stage is OpportunityStage.Draft or OpportunityStage.AwaitingApproval) return new OpportunityNotPublishedYet();
        if (stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled) return new OpportunityAlreadyEnded();
        if (stage is not (OpportunityStage.Scheduled or OpportunityStage.Planned or OpportunityStage.Open)) return new TooLateToWithdrawOpportunity(ClosesAt!.Value);
        if (string.IsNullOrWhiteSpace(reason)) return new EndReasonMissing();

        (Stage, ExitReason, EndedAt) = (OpportunityStage.Withdrawn, reason.Trim(), by.At);
        Touch(by);
        Raise(new OpportunityWithdrawn(Id, Reference!, Title, ExitReason));
        return Result.Done;
    }

    public Result Cancel(string reason, Hand by)
    {
        var stage = StageAt(by.At);
        if (stage < OpportunityStage.Closed) return new OpportunityNotClosedYet();
        if (stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled or OpportunityStage.Unsuccessful) return new OpportunityAlreadyEnded();
        if (_lots.Exists(l => l.Stage is LotStage.Awarded or LotStage.InContract)) return new LotAlreadyAwarded();
        if (string.IsNullOrWhiteSpace(reason)) return new EndReasonMissing();

        CloseIfDue(by.At);
        foreach (var lot in _lots.Where(l => !l.IsFinal)) lot.Cancel(reason.Trim(), by.At);
        (Stage, ExitReason, EndedAt) = (OpportunityStage.Cancelled, reason.Trim(), by.At);
        Touch(by);
        Raise(new OpportunityCancelled(Id, Reference!, Title, ExitReason));
        return Result.Done;
    }

    public Result CancelLot(Guid lotId, string reason, Hand by)
    {
        if (_lots.Find(l => l.Id == lotId) is not { } lot) return new NotFound();
        if (StageAt(by.At) < OpportunityStage.Closed) return new OpportunityNotClosedYet();
        if (StageAt(by.At) is OpportunityStage.Withdrawn) return new OpportunityAlreadyEnded();
        if (lot.Stage is LotStage.Awarded or LotStage.InContract) return new LotAlreadyAwarded();
        if (lot.IsFinal) return new OpportunityAlreadyEnded();
        if (string.IsNullOrWhiteSpace(reason)) return new EndReasonMissing();

        CloseIfDue(by.At);
        lot.Cancel(reason.Trim(), by.At);
        Touch(by);
        Raise(new LotCancelled(Id, Reference!, lot.Id, lot.Number, reason.Trim()));
        FollowLots(by.At, reason.Trim());
        return Result.Done;
    }

    /// <summary>Moves one lot on, when the step is legal.</summary>
    public Result MoveLot(Guid lotId, LotStage to, DateTimeOffset now)
    {
        if (_lots.Find(l => l.Id == lotId) is not { } lot) return new NotFound();
        if (lot.Stage == to) return Result.Done;
        if (StageAt(now) < OpportunityStage.Closed) return new OpportunityNotClosedYet();
        if (Stage is OpportunityStage.Withdrawn || !Lot.MayMove(lot.Stage, to)) return new LotCannotMove(lot.Stage, to);

        CloseIfDue(now);
        var from = lot.Stage;
        lot.MoveTo(to);
        // The opportunity's row counts the change too: two people who move two lots meet here.
        ChangedAt = now;
        Raise(new LotMoved(Id, Reference!, lot.Id, lot.Number, from, to));
        FollowLots(now, null);
        return Result.Done;
    }

    private void FollowLots(DateTimeOffset now, string? reason)
    {
        var going = _lots.Where(l => l.Stage is not (LotStage.Cancelled or LotStage.Unsuccessful)).ToList();
        if (going.Count > 0) Stage = going.Min(l => l.Stage) switch
        {
            LotStage.Active => OpportunityStage.Closed,
            LotStage.Opened => OpportunityStage.Opened,
            LotStage.Evaluating => OpportunityStage.Evaluating,
            LotStage.AuthorityComment => OpportunityStage.AuthorityComment,
            LotStage.Decision => OpportunityStage.Decision,
            LotStage.Standstill => OpportunityStage.Standstill,
            LotStage.Awarded => OpportunityStage.Awarded,
            _ => OpportunityStage.InContract,
        };
        else if (_lots.TrueForAll(l => l.Stage is LotStage.Cancelled))
        {
            (Stage, EndedAt, ExitReason) = (OpportunityStage.Cancelled, now, reason ?? ExitReason);
            Raise(new OpportunityCancelled(Id, Reference!, Title, ExitReason ?? ""));
        }
        else (Stage, EndedAt) = (OpportunityStage.Unsuccessful, now);
    }

    public void RenameLeadProvider(string name) => LeadProviderName = name;

    private Result Changed(DraftPart part, Hand by)
    {
        Touch(by);
        Raise(new OpportunityDraftChanged(Id, part.ToString()));
        return Result.Done;
    }

    private void Touch(Hand by) => (ChangedAt, ChangedBy) = (by.At, by.Name);
}
