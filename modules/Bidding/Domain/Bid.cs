using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Procurement.Bidding.Contracts;
using Procurement.Data.Outbox;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Bidding.Domain;

/// <summary>
/// A bid for lots of an opportunity. Whatever it says is its <see cref="Content"/>, which is only ever stored enciphered; who may read
/// that before opening is for <see cref="BidBook"/> to ask.
/// </summary>
internal sealed class Bid : Entity
{
    /// <summary>How many attempts that came too late are written down at most.</summary>
    public const int MostLateReceipts = 20;

    private string? _asOpened;

    private Bid() { }

    public Guid OpportunityId { get; private set; }

    public string Reference { get; private set; } = "";

    /// <summary>The content, enciphered: a reader of the database learns that there is a row, and nothing else.</summary>
    public string Sealed { get; private set; } = "";

    /// <summary>The content, once opened by <see cref="Open"/>.</summary>
    public BidContent Content { get; private set; } = new();

    public static Result<Bid> Start(string reference, Conditions conditions, IReadOnlyCollection<Guid> lotIds, string by, DateTimeOffset now)
    {
        var (terms, bidder) = (conditions.Terms, conditions.Bidder);
        if (!terms.TakesBidsAt(now)) return new OpportunityTakesNoBids(terms.ClosesAt);
        if (conditions.HasLeadProvider) return new LeadProviderCannotBidForItsOwn();
        if (bidder.Barred is { } barred) return new MemberMayNotBid(barred);
        if (lotIds.Count == 0) return new ChooseALot();
        if (lotIds.Any(id => !terms.Lots.Any(l => l.Id == id && l.Stage == LotStage.Active))) return new LotTakesNoBids();

        var bid = new Bid { OpportunityId = terms.Id, Reference = reference };
        bid.Content = new BidContent
        {
            ConsortiumId = bidder.ConsortiumId,
            ConsortiumVersion = bidder.ConsortiumVersion,
            BidderName = bidder.Name,
            LeadOrganisationId = bidder.Lead.OrganisationId,
            Members = [.. bidder.Members],
            LotIds = [.. InOrder(terms, lotIds)],
            TermsVersion = terms.Version,
            StartedAt = now,
            ChangedAt = now,
            ChangedBy = by,
        };
        bid.Raise(new BidStarted(bid.Id, reference, terms.Id, bidder.Lead.OrganisationId, bidder.ConsortiumId));
        return bid;
    }

    /// <summary>Where it stands: a version submitted before the notice changed has to be confirmed again.</summary>
    public BidState StateUnder(OpportunityTerms terms) =>
        Content.State == BidState.Submitted && LastReceived?.TermsVersion != terms.Version ? BidState.NeedsReconfirming : Content.State;

    /// <summary>The receipt of the version that stands; null when none was received, or the bid was withdrawn.</summary>
    public Receipt? LastReceived => Content.State == BidState.Withdrawn ? null : Content.Receipts.FindLast(r => r.WasAccepted);

    /// <summary>True when what is written now is not what was received.</summary>
    public bool HasUnsentChanges => LastReceived is { } last && last.Version != Content.Version;

    /// <summary>True when the version that was received says everything still, and the notice alone has changed: to confirm it is enough.</summary>
    public bool AwaitsConfirming(OpportunityTerms terms) => StateUnder(terms) == BidState.NeedsReconfirming && !HasUnsentChanges;

    public bool IsConsortium => Content.ConsortiumId is not null;

    public BidMember? MemberOf(IWho who) => Content.Members.Find(m => who.BelongsTo(m.OrganisationId));

    // ---- Writing ----

    public Result ChooseLots(Conditions conditions, IReadOnlyCollection<Guid> lotIds, int revision, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (lotIds.Count == 0) return new ChooseALot();
        if (lotIds.Any(id => !conditions.Terms.Lots.Any(l => l.Id == id && l.Stage == LotStage.Active))) return new LotTakesNoBids();
        if (Stale(BidPart.Lots, revision) is { } stale) return stale;

        var chosen = InOrder(conditions.Terms, lotIds).ToList();
        if (chosen.SequenceEqual(Content.LotIds)) return Result.Done;
        Content.LotIds = chosen;
        foreach (var dropped in Content.Prices.Keys.Except(chosen).ToArray()) Content.Prices.Remove(dropped);
        Touch(BidPart.Lots, by, now);
        return Result.Done;
    }

    public Result Deliver(Conditions conditions, IReadOnlyDictionary<Guid, string> byMember, int revision, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (Stale(BidPart.Delivery, revision) is { } stale) return stale;

        var changed = false;
        foreach (var member in Content.Members)
        {
            if (!byMember.TryGetValue(member.OrganisationId, out var text) || Clean(text) == member.Delivers) continue;
            (member.Delivers, changed) = (Clean(text), true);
        }

        if (changed) Touch(BidPart.Delivery, by, now);
        return Result.Done;
    }

    public Result Answer(Conditions conditions, Guid criterionId, IReadOnlyDictionary<Guid, string> answers, int revision, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (conditions.Terms.Criteria.FirstOrDefault(c => c.Id == criterionId) is not { } criterion) return new NotFound();
        if (Stale(BidPart.Answers(criterionId), revision) is { } stale) return stale;

        var changed = false;
        foreach (var question in criterion.Questions)
        {
            if (!answers.TryGetValue(question.Id, out var text)) continue;
            var clean = Clean(text);
            if (clean == Content.Answers.GetValueOrDefault(question.Id, "")) continue;
            if (clean.Length == 0) Content.Answers.Remove(question.Id);
            else Content.Answers[question.Id] = clean;
            changed = true;
        }

        if (changed) Touch(BidPart.Answers(criterionId), by, now);
        return Result.Done;
    }

    public Result Price(Conditions conditions, IReadOnlyDictionary<Guid, int?> prices, int revision, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (prices.Values.Any(p => p is < 1 or > 100_000_000)) return new PriceIsOutOfRange();
        if (Stale(BidPart.Price, revision) is { } stale) return stale;

        var next = Content.LotIds.Where(l => prices.GetValueOrDefault(l) is not null).ToDictionary(l => l, l => prices[l]!.Value);
        if (next.Count == Content.Prices.Count && next.All(p => Content.Prices.GetValueOrDefault(p.Key) == p.Value)) return Result.Done;
        Content.Prices = next;
        Touch(BidPart.Price, by, now);
        return Result.Done;
    }

    public Result State(Conditions conditions, string part, string text, int revision, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (part == BidPart.Welsh && !conditions.NeedsWelsh) return new NotFound();
        if (Stale(part, revision) is { } stale) return stale;

        if (Clean(text) == (part == BidPart.Women ? Content.WomensStatement : Content.WelshStatement)) return Result.Done;
        if (part == BidPart.Women) Content.WomensStatement = Clean(text);
        else Content.WelshStatement = Clean(text);
        Touch(part, by, now);
        return Result.Done;
    }

    public Result Attach(Conditions conditions, BidAttachment file, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (Content.Files.Count >= 30) return new TooManyFiles(30);
        if (Content.Files.Any(f => f.Sha256 == file.Sha256 && f.Class == file.Class)) return new FileIsThereAlready(file.Name);

        Content.Files.Add(file);
        Touch(BidPart.Documents, by, now);
        return Result.Done;
    }

    public Result Detach(Conditions conditions, Guid fileId, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (Content.Files.RemoveAll(f => f.FileId == fileId) == 0) return new NotFound();

        Touch(BidPart.Documents, by, now);
        return Result.Done;
    }

    public Result Declare(Conditions conditions, Guid organisationId, Declaration declaration, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (Content.Members.Find(m => m.OrganisationId == organisationId) is not { } member) return new NotFound();
        if (declaration.HasInterest && string.IsNullOrWhiteSpace(declaration.Interest)) return new SayWhatTheInterestIs();
        if (declaration.HasExclusion && string.IsNullOrWhiteSpace(declaration.Exclusion)) return new SayWhatTheExclusionIs();

        member.Declaration = declaration;
        Touch(BidPart.Declaration(organisationId), declaration.DeclaredBy, now);
        Raise(new BidInterestsDeclared(Id, Reference, OpportunityId, organisationId));
        return Result.Done;
    }

    /// <summary>Takes over what changed around it since it was last saved: the notice, or the make-up of the consortium.</summary>
    public void Follow(Conditions conditions, DateTimeOffset now)
    {
        // What the bid says is what it said before: no acceptance lapses, and the version that was received can be confirmed as it is.
        Content.TermsVersion = conditions.Terms.Version;
        if (Content.ConsortiumId is null || Content.ConsortiumVersion == conditions.Bidder.ConsortiumVersion) return;
        // Whoever stands in a bid reads it: the lead provider whose notice it is never comes in, whatever the consortium made up.
        if (conditions.HasLeadProvider) return;
        var before = Content.Members.ToDictionary(m => m.OrganisationId);
        Content.Members = [.. conditions.Bidder.Members];
        foreach (var member in Content.Members)
        {
            if (!before.TryGetValue(member.OrganisationId, out var old)) continue;
            (member.Delivers, member.Declaration) = (old.Delivers, old.Declaration);
            (member.AcceptedVersion, member.AcceptedAt, member.AcceptedBy, member.AskedAt) = (old.AcceptedVersion, old.AcceptedAt, old.AcceptedBy, old.AskedAt);
        }

        (Content.ConsortiumVersion, Content.BidderName) = (conditions.Bidder.ConsortiumVersion, conditions.Bidder.Name);
        Content.LeadOrganisationId = conditions.Bidder.Lead.OrganisationId;
        Touch(BidPart.Members, Content.ChangedBy, now);
    }

    // ---- Accepting, submitting, withdrawing ----

    public Result Accept(Conditions conditions, Guid organisationId, int version, string by, DateTimeOffset now)
    {
        if (CannotWrite(conditions, now) is { } refusal) return refusal;
        if (Content.Members.Find(m => m.OrganisationId == organisationId) is not { } member) return new NotFound();
        if (version != Content.Version) return new VersionHasChanged(Content.Version);
        if (BidTasks.Of(this, conditions).Count(t => !t.IsDone && t.IsContent) is > 0 and var left) return new BidIsIncomplete(left);
        if (member.AcceptedVersion == version) return Result.Done;

        (member.AcceptedVersion, member.AcceptedAt, member.AcceptedBy) = (version, now, by);
        Raise(new BidVersionAccepted(Id, Reference, OpportunityId, version, organisationId));
        return Result.Done;
    }

    /// <summary>Asks the members who have not accepted; returns them. Nobody is asked more than once an hour.</summary>
    public IReadOnlyList<BidMember> Remind(DateTimeOffset now)
    {
        var waiting = Content.Members.FindAll(m => m.AcceptedVersion != Content.Version && (m.AskedAt is not { } at || now - at >= TimeSpan.FromHours(1)));
        foreach (var member in waiting) member.AskedAt = now;
        return waiting;
    }

    /// <summary>Submits the version as it stands.</summary>
    /// <param name="conditions">The notice, and who bids.</param>
    /// <param name="arrivedAt">When the complete request had arrived, by the server's clock: nothing that was queued for is counted.</param>
    /// <param name="by">Who.</param>
    public Result<BidVersion> Submit(Conditions conditions, DateTimeOffset arrivedAt, string by)
    {
        var terms = conditions.Terms;
        if (Content.State == BidState.Withdrawn) return new BidWasWithdrawn(Content.WithdrawnAt!.Value);
        if (terms.Stage == OpportunityStage.Withdrawn) return new OpportunityWasWithdrawn();
        if (arrivedAt >= terms.ClosesAt) return new OpportunityHasClosed(terms.ClosesAt);
        if (terms.Stage is not (OpportunityStage.Open or OpportunityStage.Closed) || arrivedAt < terms.OpensAt) return new OpportunityTakesNoBids(terms.ClosesAt);
        if (conditions.HasLeadProvider) return new LeadProviderCannotBidForItsOwn();
        if (conditions.Bidder.Barred is { } barred) return new MemberMayNotBid(barred);
        if (!Content.Lead.CanSign && IsConsortium) return new LeadCannotSign(Content.Lead.Name);
        if (!Content.Lead.CanSign) return new UnincorporatedCannotBidAlone();
        if (!conditions.Bidder.IsAgreed) return new ConsortiumMakeUpIsNotAgreed(Content.BidderName);
        if (StateUnder(terms) == BidState.Submitted && LastReceived is { } last && last.Version == Content.Version) return new BidAlreadySubmitted(last.ArrivedAt);
        if (AwaitsConfirming(terms)) return new ConfirmWhatWasReceived(Content.Version);
        if (BidTasks.Of(this, conditions).Count(t => !t.IsDone && t.IsContent) is > 0 and var left) return new BidIsIncomplete(left);
        if (IsConsortium && Content.Members.Find(m => m.AcceptedVersion != Content.Version) is { } waiting) return new MemberHasNotAccepted(waiting.Name, Content.Version);

        var (version, hash) = BidVersion.Of(this, terms, arrivedAt, by);
        Content.State = BidState.Submitted;
        Content.Receipts.Add(new Receipt
        {
            Id = version.Id,
            WasAccepted = true,
            Version = Content.Version,
            TermsVersion = terms.Version,
            ArrivedAt = arrivedAt,
            ClosesAt = terms.ClosesAt,
            By = by,
            Hash = hash,
            Files = [.. Content.Files.Select(f => new ReceiptFile(f.Name, f.Size, f.Sha256, f.Class))],
        });
        Raise(new BidSubmitted(Id, Reference, OpportunityId, Content.Version, arrivedAt, hash));
        return version;
    }

    /// <summary>Confirms, after the notice changed, the version that was received. Nothing in it changes, its members' acceptances among it.</summary>
    public Result<Receipt> Reconfirm(Conditions conditions, DateTimeOffset arrivedAt, string by)
    {
        var terms = conditions.Terms;
        if (Content.State == BidState.Withdrawn) return new BidWasWithdrawn(Content.WithdrawnAt!.Value);
        if (LastReceived is not { } stands) return new NothingToConfirm();
        if (terms.Stage == OpportunityStage.Withdrawn) return new OpportunityWasWithdrawn();
        if (StateUnder(terms) == BidState.Submitted) return new BidAlreadySubmitted(stands.ArrivedAt);
        if (arrivedAt >= terms.ClosesAt) return new OpportunityHasClosed(terms.ClosesAt);
        if (terms.Stage is not (OpportunityStage.Open or OpportunityStage.Closed)) return new OpportunityTakesNoBids(terms.ClosesAt);
        if (conditions.HasLeadProvider) return new LeadProviderCannotBidForItsOwn();
        if (conditions.Bidder.Barred is { } barred) return new MemberMayNotBid(barred);
        if (!Content.Lead.CanSign) return new LeadCannotSign(Content.Lead.Name);
        if (!conditions.Bidder.IsAgreed) return new ConsortiumMakeUpIsNotAgreed(Content.BidderName);

        var receipt = Again(stands, terms, wasAccepted: true, arrivedAt, by);
        Content.Receipts.Add(receipt);
        Raise(new BidReconfirmed(Id, Reference, OpportunityId, receipt.Version, terms.Version, arrivedAt));
        return receipt;
    }

    /// <summary>Writes down that somebody tried to confirm too late. What was received is kept as it is.</summary>
    public Receipt RefuseToReconfirm(OpportunityTerms terms, DateTimeOffset arrivedAt, string by)
    {
        var receipt = Again(LastReceived!, terms, wasAccepted: false, arrivedAt, by);
        Content.Receipts.Add(receipt);
        Raise(new BidRefusedAsLate(Id, Reference, OpportunityId, receipt.Version, arrivedAt, terms.ClosesAt));
        return receipt;
    }

    private static Receipt Again(Receipt stands, OpportunityTerms terms, bool wasAccepted, DateTimeOffset arrivedAt, string by) => new()
    {
        Id = Guid.CreateVersion7(),
        Confirms = stands.VersionId,
        WasAccepted = wasAccepted,
        Version = stands.Version,
        TermsVersion = terms.Version,
        ArrivedAt = arrivedAt,
        ClosesAt = terms.ClosesAt,
        By = by,
        Hash = stands.Hash,
        Files = [.. stands.Files],
    };

    /// <summary>Writes down that somebody tried too late. The draft stays; a version received in time stands.</summary>
    public Receipt RefuseAsLate(OpportunityTerms terms, DateTimeOffset arrivedAt, string by)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Envelope.Of(this, terms, arrivedAt, by), EventJson.Options)));
        var receipt = new Receipt
        {
            Id = Guid.CreateVersion7(),
            WasAccepted = false,
            Version = Content.Version,
            TermsVersion = terms.Version,
            ArrivedAt = arrivedAt,
            ClosesAt = terms.ClosesAt,
            By = by,
            Hash = hash,
            Files = [.. Content.Files.Select(f => new ReceiptFile(f.Name, f.Size, f.Sha256, f.Class))],
        };
        Content.Receipts.Add(receipt);
        Raise(new BidRefusedAsLate(Id, Reference, OpportunityId, Content.Version, arrivedAt, terms.ClosesAt));
        return receipt;
    }

    public Result Withdraw(OpportunityTerms terms, string reason, DateTimeOffset arrivedAt)
    {
        if (Content.State == BidState.Withdrawn) return new BidWasWithdrawn(Content.WithdrawnAt!.Value);
        if (arrivedAt >= terms.ClosesAt) return new TooLateToWithdraw(terms.ClosesAt);
        if (string.IsNullOrWhiteSpace(reason)) return new SayWhyYouWithdraw();

        Content.State = BidState.Withdrawn;
        (Content.WithdrawnAt, Content.WithdrawnBecause) = (arrivedAt, reason.Trim());
        Raise(new BidWithdrawn(Id, Reference, OpportunityId, Content.WithdrawnBecause));
        return Result.Done;
    }

    // ---- Under seal ----

    public void Open(Func<string, string> open)
    {
        if (Sealed.Length == 0) return;
        _asOpened = open(Sealed);
        Content = JsonSerializer.Deserialize<BidContent>(_asOpened, EventJson.Options)!;
    }

    /// <summary>Seals it again; what was not changed keeps its seal, so that looking at a bid never counts as changing it.</summary>
    public void Seal(Func<string, string> seal)
    {
        var text = JsonSerializer.Serialize(Content, EventJson.Options);
        if (text == _asOpened) return;
        Sealed = seal(text);
        _asOpened = text;
    }

    private Refusal? CannotWrite(Conditions conditions, DateTimeOffset now)
    {
        if (Content.State == BidState.Withdrawn) return new BidWasWithdrawn(Content.WithdrawnAt!.Value);
        if (conditions.Terms.Stage == OpportunityStage.Withdrawn) return new OpportunityWasWithdrawn();
        if (now >= conditions.Terms.ClosesAt) return new OpportunityHasClosed(conditions.Terms.ClosesAt);
        if (conditions.HasLeadProvider) return new LeadProviderCannotBidForItsOwn();
        return conditions.Terms.Stage is OpportunityStage.Open or OpportunityStage.Closed ? null : new OpportunityTakesNoBids(conditions.Terms.ClosesAt);
    }

    private PartWasChanged? Stale(string part, int revision) =>
        revision == Content.Revisions.GetValueOrDefault(part) ? null : new PartWasChanged(Content.ChangedBy);

    private void Touch(string part, string by, DateTimeOffset now)
    {
        // A version that somebody has accepted, or that was received, is never altered: the change begins the next one.
        if (Content.Members.Any(m => m.AcceptedVersion == Content.Version) || Content.Receipts.Any(r => r.Version == Content.Version)) Content.Version++;
        Content.Revisions[part] = Content.Revisions.GetValueOrDefault(part) + 1;
        (Content.ChangedAt, Content.ChangedBy) = (now, by);
        Raise(new BidChanged(Id, Reference, OpportunityId, Content.Version, part));
    }

    private static IEnumerable<Guid> InOrder(OpportunityTerms terms, IReadOnlyCollection<Guid> lotIds) =>
        terms.Lots.OrderBy(l => l.Number).Select(l => l.Id).Where(lotIds.Contains);

    private static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>The parts of a bid that are saved one by one.</summary>
internal static class BidPart
{
    public const string Lots = "lots";
    public const string Delivery = "delivery";
    public const string Price = "price";
    public const string Women = "women";
    public const string Welsh = "welsh";
    public const string Documents = "documents";
    public const string Members = "members";

    public static string Answers(Guid criterionId) => "answers-" + criterionId.ToString("N");

    public static string Declaration(Guid organisationId) => "declaration-" + organisationId.ToString("N");
}

/// <summary>What a bid is judged against: the notice as it stands, and who bids as it stands.</summary>
internal sealed record Conditions(OpportunityTerms Terms, Bidder Bidder, bool NeedsWelsh)
{
    /// <summary>True when the lead provider whose notice it is stands among those who bid.</summary>
    public bool HasLeadProvider => Bidder.Members.Any(m => m.OrganisationId == Terms.LeadProviderId);
}

/// <summary>Who bids: an organisation alone, or a consortium as its members made it up.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">Who stands in it.</param>
/// <param name="ConsortiumId">The consortium; null for one alone.</param>
/// <param name="ConsortiumVersion">The version of its make-up.</param>
/// <param name="IsAgreed">False while a member has not accepted the make-up.</param>
/// <param name="Barred">The name of a member that may not bid now, suspended say; null when all may.</param>
internal sealed record Bidder(
    string Name, IReadOnlyList<BidMember> Members, Guid? ConsortiumId = null, int ConsortiumVersion = 0, bool IsAgreed = true, string? Barred = null)
{
    public BidMember Lead => Members.First(m => m.IsLead);
}
