using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Pages.Contracts;

namespace Procurement.Pages.ShowHome;

/// <summary>The home page, made of what the modules bring.</summary>
public sealed class IndexModel : PortalPage
{
    private const int HeroesStandBelow = 100;

    internal IReadOnlyList<HomeBlock> Blocks { get; private set; } = [];

    internal bool HasHero => Blocks.Any(b => b.Order < HeroesStandBelow);

    /// <summary>Shows it.</summary>
    public void OnGet()
    {
        var features = HttpContext.RequestServices.GetRequiredService<IFeatures>();
        Blocks = [.. HttpContext.RequestServices.GetServices<HomeBlock>().Where(b => features.IsOn(b.Feature)).OrderBy(b => b.Order)];
    }
}
