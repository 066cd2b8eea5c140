using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Site.SwitchFeature;

/// <summary>One feature: what switching it does, and the switch.</summary>
public sealed class OneFeatureModel : PortalPage
{
    /// <summary>The feature.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    internal Feature Feature { get; private set; } = null!;

    internal bool IsOn => Board.IsOn(Id);

    internal IReadOnlyList<Feature> StopWith => Board.StopWith(Id);

    internal IReadOnlyList<Feature> Needs => Board.Needs(Feature);

    private FeatureBoard Board => HttpContext.RequestServices.GetRequiredService<FeatureBoard>();

    private SwitchFeatureHandler Handler => HttpContext.RequestServices.GetRequiredService<SwitchFeatureHandler>();

    /// <summary>Shows it.</summary>
    public IActionResult OnGet()
    {
        if (Board.Find(Id) is not { } feature) return NotFound();
        Feature = feature;
        return Page();
    }

    /// <summary>Switches it on.</summary>
    public Task<IActionResult> OnPostOnAsync(CancellationToken ct) => SwitchAsync(on: true, "Site.Feature.SwitchedOn", ct);

    /// <summary>Switches it off.</summary>
    public Task<IActionResult> OnPostOffAsync(CancellationToken ct) => SwitchAsync(on: false, "Site.Feature.SwitchedOff", ct);

    private async Task<IActionResult> SwitchAsync(bool on, string key, CancellationToken ct)
    {
        if (Board.Find(Id) is not { } feature) return NotFound();
        Feature = feature;
        return (await Handler.SwitchAsync(Id, on, ct)).Refusal is { } refusal ? Refused(refusal) : Confirmed("/admin/features", key, feature.Name);
    }
}
