using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;

namespace Procurement.Opportunities.AmendOpportunity;

/// <summary>What would change, beside what stands, and what its writer can do with it: send it, take it back, give it up.</summary>
public sealed class CheckModel : AmendPage
{
    internal bool IsWaiting => Amendment!.State is AmendmentState.AwaitingApproval;

    private AmendHandler Handler => HttpContext.RequestServices.GetRequiredService<AmendHandler>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ?? Page();

    /// <summary>Sends it to a second person.</summary>
    public Task<IActionResult> OnPostSendAsync(CancellationToken ct) => DoAsync(seen => Handler.SendAsync(Id, seen, ct), Overview, "Opportunities.Amend.Sent", ct);

    /// <summary>Takes it back from the second person, to change it.</summary>
    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) =>
        DoAsync(_ => Handler.TakeBackAsync(Id, W.Text("Opportunities.Overview.TakenBack", Who.DisplayName), ct), Check, "Opportunities.Amend.TakenBack", ct);

    /// <summary>Gives it up.</summary>
    public Task<IActionResult> OnPostDiscardAsync(CancellationToken ct) => DoAsync(seen => Handler.DiscardAsync(Id, seen, ct), Overview, "Opportunities.Amend.Discarded", ct);

    private async Task<IActionResult> DoAsync(Func<int, Task<Result>> act, string next, string key, CancellationToken ct)
    {
        var seen = RowVersion;
        if (await ShowAsync(ct) is { } answer) return answer;
        var done = await act(seen);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(next, key);
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken ct)
    {
        if (await FindAsync(Duties.Write, ct) is { } answer) return answer;
        if (Amendment is null) return Confirmed(Overview, "Opportunities.Amend.None");
        Take(Amendment.RowVersion);
        return null;
    }
}
