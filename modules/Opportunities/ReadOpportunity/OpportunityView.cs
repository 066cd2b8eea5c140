using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Organisations.Contracts;
using Procurement.Places.Contracts;
using Procurement.Site.Contracts;

namespace Procurement.Opportunities.ReadOpportunity;

/// <summary>An opportunity as its page shows it: names in place of codes, sentences in place of numbers.</summary>
internal sealed record OpportunityView(
    Opportunity Opportunity, OpportunityStage Stage, DateTimeOffset Now, bool IsPreview, OrganisationCard? Lead,
    IReadOnlyList<AreaCard> Areas, IReadOnlyList<ServiceCard> Services, IReadOnlyList<CohortCard> Cohorts, IReadOnlyList<LotView> Lots,
    IReadOnlyList<TimelineItem> Timeline, IReadOnlyList<(bool IsYes, string Text)> Ticks)
{
    /// <summary>Its published amendments, newest first.</summary>
    public IReadOnlyList<Amendment> Changes { get; init; } = [];

    public int AuthorityCount => Lots.SelectMany(l => l.Authorities).Distinct().Count();

    public bool IsEnded => Stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled or OpportunityStage.Unsuccessful;
}

/// <summary>A lot as its row shows it.</summary>
internal sealed record LotView(Lot Lot, string Place, IReadOnlyList<AuthorityCard> Authorities);

/// <summary>Makes the view, of what is public or of a draft.</summary>
internal sealed class OpportunityViews(
    IPlaces places, IServiceCatalogue catalogue, IOrganisations organisations, IWorkingDays days, ISettings settings, Amendments amendments, TimeProvider clock, IWords words)
{
    public Task<OpportunityView> PreviewAsync(Opportunity opportunity, CancellationToken ct) => MakeAsync(opportunity, isPreview: true, ct);

    public Task<OpportunityView> PublicAsync(Opportunity opportunity, CancellationToken ct) => MakeAsync(opportunity, isPreview: false, ct);

    private async Task<OpportunityView> MakeAsync(Opportunity o, bool isPreview, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stage = o.StageAt(now);
        var rules = new PublishingRules(now, await settings.GetAsync<OpportunitySettings>(ct), new HashSet<string>(), places, days);
        List<LotView> lots = [.. o.LotsInOrder.Select(l =>
        {
            var authorities = o.Reference is null ? places.Resolve(l.Places) : [.. l.AuthorityCodes.Select(places.Authority).OfType<AuthorityCard>()];
            return new LotView(l, PlaceOf(l.Places), authorities);
        })];
        var areas = o.Reference is null ? o.AreasOf(rules) : o.AreaCodes;
        return new OpportunityView(o, stage, now, isPreview, await organisations.FindAsync(o.LeadProviderId, ct),
            [.. areas.Select(places.Area).OfType<AreaCard>()], [.. o.Services.Select(catalogue.Service).OfType<ServiceCard>()],
            [.. o.Cohorts.Select(catalogue.Cohort).OfType<CohortCard>()], lots, [.. Timeline(o, stage, now)], [.. Ticks(o, rules)])
        {
            Changes = o.Reference is null ? [] : await amendments.PublishedAsync(o.Id, ct),
        };
    }

    private string PlaceOf(IEnumerable<string> codes) => string.Join(", ", codes.Select(c => places.Area(c) is { } area
        ? words.Text("Opportunities.WholeOf", area.Name) : places.Authority(c)?.Name ?? c));

    private IEnumerable<TimelineItem> Timeline(Opportunity o, OpportunityStage stage, DateTimeOffset now)
    {
        var at = stage switch
        {
            OpportunityStage.Draft or OpportunityStage.AwaitingApproval => -1,
            OpportunityStage.Scheduled or OpportunityStage.Planned => 0,
            OpportunityStage.Open => 1,
            OpportunityStage.Closed => 2,
            OpportunityStage.Opened or OpportunityStage.Evaluating => 3,
            OpportunityStage.AuthorityComment => 4,
            OpportunityStage.Decision or OpportunityStage.Standstill => 5,
            OpportunityStage.Awarded => 6,
            OpportunityStage.InContract => 7,
            // It ended where it was: what had been done stays done.
            OpportunityStage.Withdrawn => o.EndedAt < o.OpensAt ? 0 : 1,
            _ => 3,
        };
        var ended = stage is OpportunityStage.Withdrawn or OpportunityStage.Cancelled or OpportunityStage.Unsuccessful;
        var opens = o.OpensAt;
        var waits = opens > now || o.IsAnnounced;
        TimelineItem Step(int place, string key, string text) =>
            new(words.Text("Opportunities.Timeline." + key), text, place < at || (place == at && ended) ? TimelineState.Done : place == at ? TimelineState.Now : TimelineState.Later);

        yield return new TimelineItem(words.Text(waits ? "Opportunities.Timeline.Announced" : "Opportunities.Timeline.Published"),
            o.PublishedAt is { } published ? Day(published) : words.Text("Opportunities.Timeline.WhenApproved"),
            at > 0 ? TimelineState.Done : at == 0 && !ended ? TimelineState.Now : at == 0 ? TimelineState.Done : TimelineState.Later);
        yield return Step(1, "Open", at == 1 && !ended ? words.Text("Opportunities.Timeline.Today") : opens is { } op ? Instant(op) : words.Text("Opportunities.Timeline.WhenPublished"));
        if (ended)
        {
            if (at > 1) yield return new TimelineItem(words.Text("Opportunities.Timeline.Closed"), Instant(o.ClosesAt!.Value), TimelineState.Done);
            yield return new TimelineItem(words.Text(stage), o.EndedAt is { } end ? Day(end) : "", TimelineState.Now);
            yield break;
        }

        yield return Step(2, at > 1 ? "Closed" : "Closes", o.ClosesAt is { } closes ? Instant(closes) : "");
        yield return Step(3, "Evaluation", words.Text("Opportunities.Timeline.EvaluationText"));
        yield return Step(4, "Comment", words.Text("Opportunities.Timeline.CommentText"));
        yield return Step(5, "Decision", words.Text("Opportunities.Timeline.DecisionText"));
        yield return at >= 6 ? Step(6, "Awarded", o.StartsOn is { } s ? words.Text("Opportunities.Timeline.Starts", s) : "")
            : Step(6, "Start", o.StartsOn is { } starts ? starts.ToString("ddd d MMMM yyyy", Culture) : words.Text("Opportunities.Timeline.NoStart"));
    }

    private static string Day(DateTimeOffset instant) => London.Local(instant).ToString("ddd d MMMM", Culture);

    private static string Instant(DateTimeOffset instant) => $"{Day(instant)}, {London.Clock(instant)} ({London.ZoneName(instant)})";

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.GetCultureInfo(Language.IsWelsh ? "cy-GB" : "en-GB");

    private IEnumerable<(bool IsYes, string Text)> Ticks(Opportunity o, PublishingRules rules)
    {
        yield return (true, words.Text("Opportunities.Ticks.AnySize"));
        yield return o.MinimumIncome is > 0 and var income ? (false, words.Text("Opportunities.Ticks.Income", income)) : (true, words.Text("Opportunities.Ticks.NoIncome"));
        yield return (true, words.Text(o.Lots.Count > 1 ? "Opportunities.Ticks.OneLot" : "Opportunities.Ticks.Share"));
        if (o.Lots.Count > 0 && o.Lots.All(l => l.ValueAYear <= rules.Settings.SmallLot)) yield return (true, words.Text("Opportunities.Ticks.Small", rules.Settings.SmallLot));
        yield return o.PaymentByResults == 0 ? (true, words.Text("Opportunities.Ticks.NoResults")) : (false, words.Text("Opportunities.Ticks.Results", o.PaymentByResults));
        if (o.WelshLanguage.Length > 0) yield return (true, words.Text("Opportunities.Ticks.Welsh"));
        foreach (var need in o.Needs) yield return (false, need);
        yield return (false, words.Text("Opportunities.Ticks.Sign"));
    }
}
