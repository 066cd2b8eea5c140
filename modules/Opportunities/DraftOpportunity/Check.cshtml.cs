using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Opportunities.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.DraftOpportunity;

/// <summary>Everything that was said, and the button that sends it to a second person.</summary>
public sealed class CheckModel : DraftPage
{
    internal IReadOnlyList<Incomplete> Missing { get; private set; } = [];

    private IPlaces Places => HttpContext.RequestServices.GetRequiredService<IPlaces>();

    private IServiceCatalogue Catalogue => HttpContext.RequestServices.GetRequiredService<IServiceCatalogue>();

    internal string Services => string.Join("; ", Draft.Services.Select(c => Catalogue.Service(c)?.Name ?? c));

    internal string Cohorts => string.Join("; ", Draft.Cohorts.Select(c => Catalogue.Cohort(c)?.Name ?? c));

    internal string PlacesOf(Domain.Lot lot) => string.Join(", ", lot.Places.Select(p => Places.Area(p)?.Name ?? Places.Authority(p)?.Name ?? p));

    internal string Show(string text) => text.Length > 0 ? text : W.Text("Opportunities.Missing");

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct) ?? Page();

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var seen = RowVersion;
        if (await ShowAsync(ct) is { } answer) return answer;
        var sent = await HttpContext.RequestServices.GetRequiredService<SendForApprovalHandler>().SendAsync(Id, seen, ct);
        return sent.Refusal is { } refusal ? Refused(refusal) : Confirmed(Overview, "Opportunities.Check.Sent");
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken ct)
    {
        if (await LoadDraftAsync(ct) is { } answer) return answer;
        Missing = [.. Draft.Missing(await Desk.RulesAsync(Draft, ct))];
        ModelState.Remove(nameof(RowVersion));
        RowVersion = Draft.RowVersion;
        return null;
    }
}
