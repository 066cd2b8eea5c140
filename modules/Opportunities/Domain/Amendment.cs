using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Opportunities.Domain;

/// <summary>What an amendment means for those who bid.</summary>
internal enum AmendmentKind
{
    Correction,
    Material,
}

internal enum AmendmentState
{
    Draft,
    AwaitingApproval,
    Published,
    Discarded,
    Lapsed,
}

/// <summary>The parts of what is published that an amendment may change.</summary>
internal enum AmendedPart
{
    Title,
    Summary,
    Work,
    Needs,
    ClosesAt,
    StartsOn,
}

/// <summary>What an amendment may change, as it stands or as it would stand.</summary>
internal sealed record Wording(string Title, string Summary, string Work, List<string> Needs, DateTimeOffset ClosesAt, DateOnly? StartsOn)
{
    public static Wording Of(Opportunity opportunity) =>
        From(opportunity.Title, opportunity.Summary, opportunity.Work, opportunity.Needs, opportunity.ClosesAt!.Value, opportunity.StartsOn);

    /// <summary>As it was typed: a browser sends line breaks of its own, which change nothing.</summary>
    public static Wording From(string? title, string? summary, string? work, IEnumerable<string> needs, DateTimeOffset closesAt, DateOnly? startsOn) =>
        new(Clean(title), Clean(summary), Clean(work), [.. needs.Select(Clean).Where(n => n.Length > 0)], closesAt, startsOn);

    public IEnumerable<AmendedPart> DifferencesFrom(Wording other)
    {
        if (Title != other.Title) yield return AmendedPart.Title;
        if (Summary != other.Summary) yield return AmendedPart.Summary;
        if (Work != other.Work) yield return AmendedPart.Work;
        if (!Needs.SequenceEqual(other.Needs)) yield return AmendedPart.Needs;
        if (ClosesAt != other.ClosesAt) yield return AmendedPart.ClosesAt;
        if (StartsOn != other.StartsOn) yield return AmendedPart.StartsOn;
    }

    private static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>
/// A change of what is published: written by one person, published by another, one at a time. A correction leaves bids as they are;
/// a material one makes a new version, under which what was submitted has to be confirmed again.
/// </summary>
internal sealed class Amendment : Entity
{
    public const int LongestNote = 4000;

    private Amendment() { }

    public Guid OpportunityId { get; private set; }
    public string Reference { get; private set; } = "";
    public AmendmentKind Kind { get; private set; }
    public AmendmentState State { get; private set; }

    /// <summary>What changes and why: published.</summary>
    public string Note { get; private set; } = "";

    /// <summary>What was published until then; read anew when the amendment is published.</summary>
    public Wording Before { get; private set; } = null!;

    public Wording After { get; private set; } = null!;

    public Guid? WrittenBy { get; private set; }
    public Guid? SubmittedBy { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public string? SentBackReason { get; private set; }
    public Guid? PublishedBy { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>The version of the opportunity from this amendment on; 0 before it is published.</summary>
    public int Version { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }
    public string ChangedBy { get; private set; } = "";

    public bool IsMaterial => Kind is AmendmentKind.Material;

    public IEnumerable<AmendedPart> Parts => After.DifferencesFrom(Before);

    /// <summary>The key of the task that asks for the decision, each time that it is sent.</summary>
    public string ApprovalTask => string.Create(CultureInfo.InvariantCulture, $"amend:{Id}:{SubmittedAt!.Value.ToUnixTimeMilliseconds()}");

    public static Result<Amendment> Begin(Opportunity opportunity, AmendmentKind kind, string note, Wording after, PublishingRules rules, Hand by)
    {
        var amendment = new Amendment { OpportunityId = opportunity.Id, Reference = opportunity.Reference ?? "" };
        return amendment.Write(opportunity, kind, note, after, rules, by).Refusal is { } refusal ? refusal : amendment;
    }

    public Result Write(Opportunity opportunity, AmendmentKind kind, string note, Wording after, PublishingRules rules, Hand by)
    {
        if (State is not AmendmentState.Draft) return new AmendmentNotADraft();
        if (opportunity.CannotAmend(kind, note, after, rules) is { } refusal) return refusal;

        (Kind, Note, Before, After) = (kind, note.ReplaceLineEndings("\n").Trim(), Wording.Of(opportunity), after);
        WrittenBy = by.UserId;
        Touch(by);
        Raise(new AmendmentWritten(OpportunityId, Reference));
        return Result.Done;
    }

    public Result SendForApproval(Opportunity opportunity, PublishingRules rules, Hand by)
    {
        if (State is not AmendmentState.Draft) return new AmendmentNotADraft();
        if (opportunity.CannotAmend(Kind, Note, After, rules) is { } refusal) return refusal;

        State = AmendmentState.AwaitingApproval;
        (SubmittedBy, SubmittedAt, SentBackReason) = (by.UserId, by.At, null);
        Touch(by);
        Raise(new AmendmentSentForApproval(OpportunityId, Reference, by.UserId ?? Guid.Empty));
        return Result.Done;
    }

    public Result SendBack(string reason, Hand by)
    {
        if (State is not AmendmentState.AwaitingApproval) return new AmendmentNotAwaitingApproval();
        if (string.IsNullOrWhiteSpace(reason)) return new EndReasonMissing();

        (State, SentBackReason) = (AmendmentState.Draft, reason.Trim());
        Touch(by);
        Raise(new AmendmentSentBack(OpportunityId, Reference, SentBackReason));
        return Result.Done;
    }

    public Result Discard(Hand by)
    {
        if (State is not AmendmentState.Draft) return new AmendmentNotADraft();

        State = AmendmentState.Discarded;
        Touch(by);
        Raise(new AmendmentDiscarded(OpportunityId, Reference));
        return Result.Done;
    }

    /// <summary>The opportunity takes no amendment any more. What was written is kept.</summary>
    public void Lapse(DateTimeOffset now)
    {
        (State, ChangedAt) = (AmendmentState.Lapsed, now);
        Raise(new AmendmentLapsed(OpportunityId, Reference));
    }

    /// <summary>Everything is judged again: what was right when it was written may be too late now.</summary>
    public Result Publish(Opportunity opportunity, PublishingRules rules, Hand by)
    {
        if (State is not AmendmentState.AwaitingApproval) return new AmendmentNotAwaitingApproval();
        if (by.UserId is not { } user || user == SubmittedBy || user == WrittenBy) return new AmendmentNeedsSecondPerson();
        var before = Wording.Of(opportunity);
        if (opportunity.Amend(Kind, Note, After, rules, by).Refusal is { } refusal) return refusal;

        (State, Before, Version) = (AmendmentState.Published, before, opportunity.Version);
        (PublishedBy, PublishedAt) = (user, by.At);
        Touch(by);
        return Result.Done;
    }

    private void Touch(Hand by) => (ChangedAt, ChangedBy) = (by.At, by.Name);
}

/// <summary>Finds the amendments of an opportunity.</summary>
internal sealed class Amendments(PortalDbContext db, TimeProvider clock) : IAmendments
{
    /// <summary>The one that is being written or waits for approval.</summary>
    public Task<Amendment?> UnderWayAsync(Guid opportunityId, CancellationToken ct) => db.Set<Amendment>()
        .FirstOrDefaultAsync(a => a.OpportunityId == opportunityId && (a.State == AmendmentState.Draft || a.State == AmendmentState.AwaitingApproval), ct);

    /// <summary>The published ones, newest first.</summary>
    public async Task<IReadOnlyList<Amendment>> PublishedAsync(Guid opportunityId, CancellationToken ct) => await db.Set<Amendment>().AsNoTracking()
        .Where(a => a.OpportunityId == opportunityId && a.State == AmendmentState.Published).OrderByDescending(a => a.PublishedAt).ThenByDescending(a => a.Id).ToListAsync(ct);

    public async Task<IReadOnlyList<AmendmentCard>> OfAsync(Guid opportunityId, CancellationToken ct)
    {
        if (await db.Set<Opportunity>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == opportunityId, ct) is not { } opportunity || !opportunity.IsPublicAt(clock.GetUtcNow())) return [];
        return [.. (await PublishedAsync(opportunityId, ct)).Select(a => new AmendmentCard(a.Version, a.IsMaterial, a.Note, a.PublishedAt!.Value, a.After.ClosesAt, a.Before.ClosesAt))];
    }
}
