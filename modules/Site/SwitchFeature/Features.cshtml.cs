using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Site.SwitchFeature;

/// <summary>Lists the features.</summary>
public sealed class FeaturesModel : PortalPage
{
    internal IReadOnlyList<Feature> Features { get; private set; } = [];

    internal FeatureBoard Board => HttpContext.RequestServices.GetRequiredService<FeatureBoard>();

    /// <summary>Lists them.</summary>
    public void OnGet() => Features = [.. Board.All.OrderBy(f => f.Always).ThenBy(f => f.Name, StringComparer.CurrentCulture)];
}
