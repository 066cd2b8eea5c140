using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;

namespace Procurement.Opportunities.AmendOpportunity;

/// <summary>What the pages of an amendment share: the opportunity, and the one amendment that is under way.</summary>
public abstract class AmendPage : DraftPage
{
    internal Amendment? Amendment { get; private set; }

    internal string Home => Overview + "/amend";

    internal string Check => Home + "/check";

    /// <summary>Finds both for who has the duty. Not null: the answer to give instead of the page.</summary>
    internal async Task<IActionResult?> FindAsync(string duty, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } answer) return answer;
        if (!Who.May(duty, Draft.LeadProviderId)) return StatusCode(403);
        var services = HttpContext.RequestServices;
        Amendment = await services.GetRequiredService<Amendments>().UnderWayAsync(Id, ct);
        return Opportunity.IsAmendable(Draft.StageAt(services.GetRequiredService<TimeProvider>().GetUtcNow())) ? null : Confirmed(Overview, "Opportunities.Amend.NotNow");
    }

    /// <summary>From here on the form is about the amendment as it stands.</summary>
    internal void Take(int rowVersion)
    {
        ModelState.Remove(nameof(RowVersion));
        RowVersion = rowVersion;
    }
}
