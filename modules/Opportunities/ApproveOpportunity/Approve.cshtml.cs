using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Opportunities.ReadOpportunity;
using Procurement.Users.Contracts;

namespace Procurement.Opportunities.ApproveOpportunity;

/// <summary>The second person's page: everything as the public will see it, and two decisions.</summary>
public sealed class ApproveModel : DraftPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal OpportunityView View { get; private set; } = null!;

    internal IReadOnlyList<Incomplete> Missing { get; private set; } = [];

    internal string SubmittedBy { get; private set; } = "";

    internal IReadOnlyList<PublicationHold> Holds { get; private set; } = [];

    internal bool IsOwn => Who.UserId is { } me && me == Draft.SubmittedBy;

    internal string WhatHappens => Draft.OpensAt is { } opens && opens > HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()
        ? W.Text(Draft.IsAnnounced ? "Opportunities.Approve.WillAnnounce" : "Opportunities.Approve.WillSchedule", opens)
        : W.Text("Opportunities.Approve.WillOpen");

    private ApproveHandler Handler => HttpContext.RequestServices.GetRequiredService<ApproveHandler>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ?? Page();

    /// <summary>Publishes it.</summary>
    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        var seen = RowVersion;
        if (await ShowAsync(ct) is { } answer) return answer;
        var published = await Handler.PublishAsync(Id, seen, ct);
        return published.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview, "Opportunities.Approve.Published");
    }

    /// <summary>Sends it back with a reason.</summary>
    public async Task<IActionResult> OnPostBackAsync(CancellationToken ct)
    {
        var seen = RowVersion;
        if (await ShowAsync(ct) is { } answer) return answer;
        if (WordCount.Of(Input.Reason) > 200 || Input.Reason?.Length > 4000)
        {
            ModelState.AddModelError("Input.Reason", W.Text("Opportunities.TooManyWords", 200));
            return Page();
        }

        var sent = await Handler.SendBackAsync(Id, seen, Input.Reason, ct);
        return sent.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview, "Opportunities.Approve.SentBack");
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } answer) return answer;
        if (!Who.May(Duties.Approve, Draft.LeadProviderId)) return StatusCode(403);
        if (Draft.Stage is not OpportunityStage.AwaitingApproval) return Confirmed(Overview, "Opportunities.Approve.NoLonger");
        var services = HttpContext.RequestServices;
        View = await services.GetRequiredService<OpportunityViews>().PreviewAsync(Draft, ct);
        Holds = await services.GetRequiredService<PublicationHolds>().StandingAsync(Draft.Id, ct);
        Missing = [.. Draft.Missing(await Desk.RulesAsync(Draft, ct))];
        SubmittedBy = Draft.SubmittedBy is { } writer ? (await services.GetRequiredService<IAccounts>().FindAsync(writer, ct))?.DisplayName ?? "" : "";
        ModelState.Remove(nameof(RowVersion));
        RowVersion = Draft.RowVersion;
        return null;
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>Why it goes back.</summary>
        public string? Reason { get; set; }
    }
}
