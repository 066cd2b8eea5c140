using Procurement.Kernel;

namespace Procurement.Opportunities.Contracts;

/// <summary>A published opportunity as other rooms need it. Its stage is right at the instant of asking, whether or not a job has run.</summary>
public sealed record OpportunityTerms(
    Guid Id, string Reference, string Title, Guid LeadProviderId, string LeadProviderName, int Version, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    OpportunityStage Stage, bool AllowsOverlap, IReadOnlyList<LotTerms> Lots, IReadOnlyList<CriterionTerms> Criteria)
{
    /// <summary>When the work starts; null when no day was named.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>The codes of its services, so that a bidder's profile can be compared.</summary>
    public IReadOnlyList<string> ServiceCodes { get; init; } = [];

    /// <summary>The codes of those whom it serves.</summary>
    public IReadOnlyList<string> CohortCodes { get; init; } = [];

    /// <summary>True while bids are taken: from the opening instant until just before the closing instant.</summary>
    public bool TakesBidsAt(DateTimeOffset now) => Stage is OpportunityStage.Open && now >= OpensAt && now < ClosesAt;
}

/// <summary>One lot of an opportunity.</summary>
/// <param name="Id">The key.</param>
/// <param name="Number">1, 2, 3.</param>
/// <param name="Title">What it is called.</param>
/// <param name="ValueAYear">Whole pounds, VAT not included.</param>
/// <param name="AreaCodes">The contract package areas in which it lies.</param>
/// <param name="AuthorityCodes">The GSS codes of the authorities concerned, resolved when it was published.</param>
/// <param name="Stage">Where it stands.</param>
public sealed record LotTerms(
    Guid Id, int Number, string Title, int ValueAYear, IReadOnlyList<string> AreaCodes, IReadOnlyList<string> AuthorityCodes, LotStage Stage)
{
    /// <summary>About how many people a year it serves; null when that is not known.</summary>
    public int? PeopleAYear { get; init; }

    /// <summary>For example "Lot 1, Lewisham outreach" is shown from these by Words; this is the bare name.</summary>
    public override string ToString() => $"{Number}. {Title}";
}

/// <summary>One criterion by which bids are judged. The weights add up to 100.</summary>
public sealed record CriterionTerms(Guid Id, string Name, int Weight, bool IsPrice, decimal? Threshold, IReadOnlyList<QuestionTerms> Questions);

/// <summary>A question that every bid answers, and how long the answer may be.</summary>
public sealed record QuestionTerms(Guid Id, string Text, int MaxWords);

/// <summary>Reads opportunities that the public may see (planned, open, closed and after). A draft is never found here.</summary>
public interface IOpportunities
{
    /// <summary>Finds one by its key.</summary>
    Task<OpportunityTerms?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>Finds several by their keys.</summary>
    Task<IReadOnlyDictionary<Guid, OpportunityTerms>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>Finds one by its reference, for example <c>OPP-2026-0042</c>.</summary>
    Task<OpportunityTerms?> FindByReferenceAsync(string reference, CancellationToken ct);

    /// <summary>Finds the one to which a lot belongs.</summary>
    Task<OpportunityTerms?> FindByLotAsync(Guid lotId, CancellationToken ct);
}

/// <summary>Moves a lot on. Higher rooms call it in their own transaction.</summary>
public interface ILotProgress
{
    /// <summary>Moves the lot, or refuses when the step is not a legal one. To where it stands already: done.</summary>
    Task<Result> MoveAsync(Guid lotId, LotStage to, CancellationToken ct);
}

/// <summary>
/// What a higher room adds to the public page of an opportunity. The component is invoked with <c>new { opportunityId }</c> and
/// writes nothing when it has nothing to say.
/// </summary>
/// <param name="Placement"><see cref="Aside"/>, <see cref="Main"/> or <see cref="Lead"/>.</param>
/// <param name="ViewComponent">The component's name.</param>
/// <param name="Feature">The feature that it belongs to.</param>
/// <param name="Order">Its place, ascending.</param>
public sealed record OpportunitySection(string Placement, string ViewComponent, string Feature, int Order)
{
    /// <summary>In the side column, under the closing instant: the call to action.</summary>
    public const string Aside = "aside";

    /// <summary>In the main column, after what the lead provider published.</summary>
    public const string Main = "main";

    /// <summary>On the lead provider's own page of it, <c>/lead/opportunities/{id}</c>: what its people can do next.</summary>
    public const string Lead = "lead";
}
