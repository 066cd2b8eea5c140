using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.Tests.Domain;

/// <summary>Tells the story of an opportunity that lacks nothing; a test takes away what matters to it.</summary>
internal sealed class AnOpportunity
{
    public static readonly Guid Lead = Guid.CreateVersion7();
    public static readonly Guid Writer = Guid.CreateVersion7();
    public static readonly Guid Approver = Guid.CreateVersion7();

    /// <summary>Monday 12 October 2026, ten in the morning in London.</summary>
    public static readonly DateTimeOffset Now = London.At(new DateOnly(2026, 10, 12), new TimeOnly(10, 0));

    public static readonly DateTimeOffset Noon28October = London.At(new DateOnly(2026, 10, 28), new TimeOnly(12, 0));

    public Opportunity Draft { get; } = Opportunity.Start(Lead, "Larkmere Justice LLP (demo)", "Women’s centre outreach", [], ByWriter);

    public AnOpportunity()
    {
        Done(Draft.DescribeWork("Women’s centre outreach", "Larkmere looks for somebody.", "The work.", ByWriter));
        Done(Draft.DescribeServices(["WOM-CTR"], ["WOM"], 2, ByWriter));
        Done(Draft.SetTerms(36, 12, 0, "", false, ByWriter));
        Done(Draft.PutLot(null, "Lewisham", ["E09000023"], 130000, 100, ByWriter));
        Done(Draft.PutLot(null, "Southwark", ["E09000028"], 110000, null, ByWriter));
        Done(Draft.PutCriterion(null, "Quality", 70, false, 3m, [Ask(500)], ByWriter));
        Done(Draft.PutCriterion(null, "Price", 30, true, null, [], ByWriter));
        Done(Draft.MakeStatements("All of it is for women.", "", ByWriter));
        Done(Draft.SetDates(null, false, Noon28October, new DateOnly(2027, 2, 1), ByWriter));
    }

    public static Hand ByWriter => new(Writer, "Writer", Now);

    public static Hand ByApprover(DateTimeOffset? at = null) => new(Approver, "Approver", at ?? Now);

    public static Question Ask(int words) => new(Guid.CreateVersion7(), "How?", words);

    public static PublishingRules Rules(DateTimeOffset? now = null, params string[] appointed) =>
        new(now ?? Now, new OpportunitySettings(), new HashSet<string>(appointed.Length > 0 ? appointed : ["CPA17"]), new SomePlaces(), new Weekdays());

    public AnOpportunity With(Func<Opportunity, Result> change)
    {
        Done(change(Draft));
        return this;
    }

    public AnOpportunity Sent()
    {
        Done(Draft.SendForApproval(Rules(), ByWriter));
        return this;
    }

    public AnOpportunity Published(DateTimeOffset? at = null)
    {
        Sent();
        Done(Draft.Publish(Rules(at), "OPP-2026-0042", "Larkmere Justice LLP (demo)", ByApprover(at)));
        return this;
    }

    public AnOpportunity ClosedWithLotsAt(params LotStage[] stages)
    {
        Published();
        foreach (var (lot, stage) in Draft.LotsInOrder.Zip(stages).ToList()) Walk(lot.Id, stage);
        return this;
    }

    public void Walk(Guid lotId, LotStage to)
    {
        foreach (var stage in new[] { LotStage.Opened, LotStage.Evaluating, LotStage.AuthorityComment, LotStage.Decision, LotStage.Standstill, LotStage.Awarded, LotStage.InContract })
        {
            if (to is LotStage.Active) return;
            Done(Draft.MoveLot(lotId, to is LotStage.Unsuccessful ? to : stage, Noon28October));
            if (stage == to || to is LotStage.Unsuccessful) return;
        }
    }

    public static void Done(Result result) => Assert.True(result.IsDone, result.Refusal?.ToString());
}

/// <summary>Monday to Friday; holidays have tests of their own where the calendar lives.</summary>
internal sealed class Weekdays : IWorkingDays
{
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public DateOnly Add(DateOnly from, int workingDays)
    {
        for (var day = from; ;)
        {
            if (workingDays == 0 && IsWorkingDay(day)) return day;
            day = day.AddDays(1);
            if (workingDays > 0 && IsWorkingDay(day)) workingDays--;
        }
    }

    public DateTimeOffset EndOfPeriod(DateTimeOffset from, int workingDays) => London.EndOf(Add(London.DateOf(from), workingDays));

    public DateTimeOffset EndOfStandstill(DateTimeOffset notified, int days) => throw new NotSupportedException();

    public int Between(DateOnly a, DateOnly b) => throw new NotSupportedException();

    public DateTimeOffset Before(DateTimeOffset instant, int workingDays) => throw new NotSupportedException();
}

/// <summary>London with two boroughs, and Wales with one council.</summary>
internal sealed class SomePlaces : IPlaces
{
    private static readonly AreaCard[] All =
    [
        new("CPA17", "London", "", "london", "London", "England", 5, 6, "London", "London", [], "", "", [], []),
        new("CPA10", "Wales", "Cymru", "wales", "Wales", "Wales", 2, 4, "Wales", "Wales", [], "", "", [], []),
    ];

    private static readonly AuthorityCard[] Councils = [Council("E09000023", "Lewisham", "CPA17"), Council("E09000028", "Southwark", "CPA17"), Council("W06000015", "Cardiff", "CPA10")];

    public IReadOnlyList<AreaCard> Areas() => All;

    public AreaCard? Area(string? code) => All.FirstOrDefault(a => a.Code == code);

    public AreaCard? AreaBySlug(string? slug) => All.FirstOrDefault(a => a.Slug == slug);

    public AuthorityCard? Authority(string? gss) => Councils.FirstOrDefault(a => a.Gss == gss);

    public IReadOnlyList<AuthorityCard> Authorities() => Councils;

    public IReadOnlyList<AuthorityCard> CurrentAuthorities() => Councils;

    public IReadOnlyList<AuthorityCard> AuthoritiesIn(string areaCode) => [.. Councils.Where(a => a.AreaCode == areaCode)];

    public IReadOnlyList<AuthorityCard> Resolve(IEnumerable<string> areaOrGssCodes) =>
        [.. areaOrGssCodes.SelectMany(c => Councils.Where(a => a.Gss == c || a.AreaCode == c)).Distinct()];

    public IReadOnlyList<CommissionerCard> CommissionersIn(string areaCode) => [];

    public IReadOnlyList<CommissionerCard> Commissioners() => [];

    private static AuthorityCard Council(string gss, string name, string area) => new(gss, name, "", "Council of " + name, "", area, "unitary_authority", "", "", null, null, [], [], []);
}
