using Procurement.Kernel;
using Procurement.Opportunities.Contracts;

namespace Procurement.Opportunities.Domain;

/// <summary>A part of the work that is bid for and awarded alone.</summary>
internal sealed class Lot : Entity
{
    private static readonly Dictionary<LotStage, LotStage[]> Steps = new()
    {
        [LotStage.Active] = [LotStage.Opened, LotStage.Unsuccessful],
        [LotStage.Opened] = [LotStage.Evaluating, LotStage.Unsuccessful],
        [LotStage.Evaluating] = [LotStage.AuthorityComment, LotStage.Unsuccessful],
        [LotStage.AuthorityComment] = [LotStage.Decision, LotStage.Evaluating, LotStage.Unsuccessful],
        [LotStage.Decision] = [LotStage.Standstill, LotStage.AuthorityComment, LotStage.Evaluating, LotStage.Unsuccessful],
        [LotStage.Standstill] = [LotStage.Awarded, LotStage.Decision, LotStage.Evaluating, LotStage.Unsuccessful],
        [LotStage.Awarded] = [LotStage.InContract],
        [LotStage.InContract] = [],
        [LotStage.Cancelled] = [],
        [LotStage.Unsuccessful] = [],
    };

    private Lot() { }

    public Lot(Guid opportunityId, int number) => (OpportunityId, Number) = (opportunityId, number);

    public Guid OpportunityId { get; private set; }
    public int Number { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>Codes of areas and of single authorities, as the lead provider chose them.</summary>
    public List<string> Places { get; private set; } = [];

    public int? ValueAYear { get; private set; }
    public int? PeopleAYear { get; private set; }

    /// <summary>The areas, settled at publishing: what a merger of councils changes later does not change who was asked.</summary>
    public List<string> AreaCodes { get; private set; } = [];

    /// <summary>The authorities, settled at publishing.</summary>
    public List<string> AuthorityCodes { get; private set; } = [];

    public LotStage Stage { get; private set; }
    public string? CancelReason { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    public bool IsFinal => Stage is LotStage.Awarded or LotStage.InContract or LotStage.Cancelled or LotStage.Unsuccessful;

    public static bool MayMove(LotStage from, LotStage to) => Steps[from].Contains(to);

    internal void Describe(string title, IEnumerable<string> places, int? valueAYear, int? peopleAYear) =>
        (Title, Places, ValueAYear, PeopleAYear) = (title, [.. places.Distinct()], valueAYear, peopleAYear);

    internal void Renumber(int number) => Number = number;

    internal void Settle(PublishingRules rules) =>
        (AreaCodes, AuthorityCodes) = ([.. rules.AreasOf(Places)], [.. rules.Places.Resolve(Places).Select(a => a.Gss)]);

    internal void MoveTo(LotStage to) => Stage = to;

    internal void Cancel(string reason, DateTimeOffset now) => (Stage, CancelReason, CancelledAt) = (LotStage.Cancelled, reason, now);
}
