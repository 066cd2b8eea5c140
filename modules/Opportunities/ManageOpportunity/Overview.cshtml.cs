using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Users.Contracts;

namespace Procurement.Opportunities.ManageOpportunity;

/// <summary>One opportunity as its lead provider sees it: a task list while it is written, and what can be done with it afterwards.</summary>
public sealed class OverviewModel : DraftPage
{
    private static readonly DraftPart[] OptionalParts = [DraftPart.Needs, DraftPart.Documents];

    internal OpportunityStage Stage { get; private set; }

    internal DateTimeOffset Now { get; private set; }

    internal IReadOnlyList<Incomplete> Missing { get; private set; } = [];

    internal string SubmittedBy { get; private set; } = "";

    /// <summary>The amendment that is being written or waits for approval.</summary>
    internal Amendment? Amendment { get; private set; }

    internal IReadOnlyList<DraftPart> Required => [.. Enum.GetValues<DraftPart>().Where(p => !IsOptional(p))];

    internal int Done => Required.Count(p => StateOf(p) is PartState.Completed);

    internal bool MayWrite => Who.May(Duties.Write, Draft.LeadProviderId);

    internal bool MayApprove => Who.May(Duties.Approve, Draft.LeadProviderId);

    internal bool MayWithdraw => MayApprove && Stage is OpportunityStage.Scheduled or OpportunityStage.Planned or OpportunityStage.Open;

    internal bool IsAmendable => Opportunity.IsAmendable(Stage);

    internal bool MayDecideAmendment => MayApprove && Amendment is { State: AmendmentState.AwaitingApproval } a && Who.UserId != a.SubmittedBy && Who.UserId != a.WrittenBy;

    internal bool MayCancelAll => MayApprove && Stage is >= OpportunityStage.Closed and <= OpportunityStage.Standstill
        && !Draft.Lots.Any(l => l.Stage is LotStage.Awarded or LotStage.InContract);

    internal IEnumerable<OpportunitySection> Sections
    {
        get
        {
            var features = HttpContext.RequestServices.GetRequiredService<IFeatures>();
            return HttpContext.RequestServices.GetServices<OpportunitySection>()
                .Where(s => (s.Placement == OpportunitySection.Lead || (s.Placement == OpportunitySection.Aside && Stage >= OpportunityStage.Closed)) && features.IsOn(s.Feature)).OrderBy(s => s.Order);
        }
    }

    internal bool MayCancel(Lot lot) => MayApprove && Stage >= OpportunityStage.Closed && Stage is not OpportunityStage.Withdrawn && !lot.IsFinal;

    internal bool IsOptional(DraftPart part) => OptionalParts.Contains(part);

    internal PartState StateOf(DraftPart part) => Steps.StateOf(part, Draft, Missing);

    internal string HintOf(DraftPart part) => part switch
    {
        DraftPart.Lots when Draft.Lots.Count > 0 => W.Text("Opportunities.Hint.Lots", Draft.Lots.Count, Draft.ValueAYear),
        DraftPart.Criteria => W.Text("Opportunities.Hint.Criteria", Draft.Criteria.Sum(c => c.Weight), Draft.QuestionsAsked, Draft.WordsAsked),
        DraftPart.Documents when Draft.Documents.Count > 0 => W.Text("Opportunities.Hint.Documents", Draft.Documents.Count),
        DraftPart.Dates when Draft.ClosesAt is { } closes => W.Text("Opportunities.Hint.Dates", closes),
        _ => W.Text($"Opportunities.Hint.{part}Empty"),
    };

    internal string NextPath => Required.Cast<DraftPart?>().FirstOrDefault(p => StateOf(p!.Value) is not PartState.Completed) is { } next ? Steps.Path(next) : "check";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ?? Page();

    /// <summary>Takes it back from the second person, to change it.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        if (await ShowAsync(ct) is { } answer) return answer;
        var taken = await HttpContext.RequestServices.GetRequiredService<SendForApprovalHandler>().TakeBackAsync(Id, W.Text("Opportunities.Overview.TakenBack", Who.DisplayName), ct);
        return taken.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview, "Opportunities.Overview.TakenBackDone");
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } answer) return answer;
        Now = HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        Stage = Draft.StageAt(Now);
        if (IsAmendable) Amendment = await HttpContext.RequestServices.GetRequiredService<Amendments>().UnderWayAsync(Id, ct);
        if (Stage is OpportunityStage.Draft) Missing = [.. Draft.Missing(await Desk.RulesAsync(Draft, ct))];
        if (Stage is OpportunityStage.AwaitingApproval && Draft.SubmittedBy is { } writer)
            SubmittedBy = (await HttpContext.RequestServices.GetRequiredService<IAccounts>().FindAsync(writer, ct))?.DisplayName ?? "";
        return null;
    }
}
