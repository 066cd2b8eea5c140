using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Opportunities.AmendOpportunity;
using Procurement.Opportunities.Domain;
using Procurement.Users.Contracts;

namespace Procurement.Opportunities.ApproveAmendment;

/// <summary>The second person's page: what would change, beside what stands, and two decisions.</summary>
public sealed class ApproveModel : AmendPage
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal string SubmittedBy { get; private set; } = "";

    internal Refusal? Obstacle { get; private set; }

    internal bool IsOwn => Who.UserId is { } me && (me == Amendment!.SubmittedBy || me == Amendment.WrittenBy);

    private ApproveAmendmentHandler Handler => HttpContext.RequestServices.GetRequiredService<ApproveAmendmentHandler>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ?? Page();

    /// <summary>Publishes it.</summary>
    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        var seen = RowVersion;
        if (await ShowAsync(ct) is { } answer) return answer;
        var published = await Handler.PublishAsync(Id, seen, ct);
        return published.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview, "Opportunities.Amend.Published");
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
        if (await FindAsync(Duties.Approve, ct) is { } answer) return answer;
        if (Amendment is not { State: AmendmentState.AwaitingApproval } amendment) return Confirmed(Overview, "Opportunities.Approve.NoLonger");
        Obstacle = Draft.CannotAmend(amendment.Kind, amendment.Note, amendment.After, await Desk.RulesAsync(Draft, ct));
        SubmittedBy = amendment.SubmittedBy is { } writer ? (await HttpContext.RequestServices.GetRequiredService<IAccounts>().FindAsync(writer, ct))?.DisplayName ?? "" : "";
        Take(amendment.RowVersion);
        return null;
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>Why it goes back.</summary>
        public string? Reason { get; set; }
    }
}
