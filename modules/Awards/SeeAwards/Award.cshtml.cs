using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Components;
using Procurement.Involvement.Contracts;
using Procurement.Kernel;

namespace Procurement.Awards.SeeAwards;

/// <summary>One award as its lead provider sees it: where it stands, what stands in its way, and what each bidder will read.</summary>
public sealed class AwardModel : PortalPage
{
    internal Award Award { get; private set; } = null!;
    internal Clearance Clearance { get; private set; } = null!;
    internal Refusal? MissingReason { get; private set; }
    internal IReadOnlyList<AwardHold> Holds { get; private set; } = [];
    internal DateTimeOffset Now { get; private set; }
    internal bool MayPropose { get; private set; }
    internal bool MayApprove { get; private set; }

    internal bool IsOpen => Award.State is AwardState.Proposed or AwardState.Cleared;

    internal bool CanConfirm => MayApprove && Award.State is AwardState.Standstill && Now > Award.StandstillEndsAt!.Value.AddSeconds(59);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string award, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<AwardRoom>().OfMineAsync(award, ct) is not { } found) return NotFound();
        Award = found;
        Clearance = await services.GetRequiredService<IClearance>().ForAsync(found.Id, ct);
        MissingReason = found.MissingReason();
        if (IsOpen) Holds = await services.GetRequiredService<AwardHolds>().StandingAsync(found.Id, ct);
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        MayPropose = AwardRoom.MayPropose(Who, found.LeadProviderId);
        MayApprove = Who.May(Duties.Approve, found.LeadProviderId);
        return Page();
    }
}
