using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Opportunities.FindOpportunities;
using Procurement.Places.Contracts;

namespace Procurement.Opportunities.Home;

/// <summary>The hero of the home page: search, figures, most wanted services, tile map.</summary>
public sealed class OpenWorkHeroViewComponent : ViewComponent
{
    /// <summary>Shows it.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var work = HttpContext.RequestServices.GetRequiredService<OpenWork>();
        var ct = HttpContext.RequestAborted;
        var view = new HeroView(await work.OpenAsync(ct), await work.ClosingAsync(ct), await work.PlannedAsync(ct), await work.MostWantedAsync(5, ct), work.ServiceCount, await work.ByAreaAsync(ct));
        return View("~/Areas/Opportunities/Pages/Home/_Hero.cshtml", view);
    }
}

/// <summary>The three doors.</summary>
public sealed class DoorsViewComponent : ViewComponent
{
    /// <summary>Shows them.</summary>
    public IViewComponentResult Invoke() => View("~/Areas/Opportunities/Pages/Home/_Doors.cshtml");
}

/// <summary>What closes soonest.</summary>
public sealed class ClosingSoonViewComponent : ViewComponent
{
    /// <summary>Shows it.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var work = HttpContext.RequestServices.GetRequiredService<OpenWork>();
        return View("~/Areas/Opportunities/Pages/Home/_ClosingSoon.cshtml",
            new SoonView(await work.SoonestAsync(4, null, HttpContext.RequestAborted), await work.OpenAsync(HttpContext.RequestAborted)));
    }
}

/// <summary>All areas as a list: the same figures as the tile map.</summary>
public sealed class AllAreasViewComponent : ViewComponent
{
    /// <summary>Shows them.</summary>
    public async Task<IViewComponentResult> InvokeAsync() => View("~/Areas/Opportunities/Pages/Home/_AllAreas.cshtml",
        new AreasView(await HttpContext.RequestServices.GetRequiredService<OpenWork>().ByAreaAsync(HttpContext.RequestAborted)));
}

/// <summary>On the page of an area: its open work.</summary>
public sealed class WorkInAreaViewComponent : ViewComponent
{
    /// <summary>Shows it.</summary>
    public async Task<IViewComponentResult> InvokeAsync(string areaCode)
    {
        var work = HttpContext.RequestServices.GetRequiredService<OpenWork>();
        var ct = HttpContext.RequestAborted;
        var area = HttpContext.RequestServices.GetRequiredService<IPlaces>().Area(areaCode);
        return area is null ? Content("") : View("~/Areas/Opportunities/Pages/Home/_WorkInArea.cshtml",
            new WorkInAreaView(area, await work.SoonestAsync(5, areaCode, ct), await work.OpenInAsync(areaCode, ct), await work.PlannedInAsync(areaCode, ct)));
    }
}

internal sealed record HeroView(
    BoundedCount Open, BoundedCount Closing, BoundedCount Planned, IReadOnlyList<(ServiceCard Service, int Open)> MostWanted, int ServiceCount,
    IReadOnlyList<(AreaCard Area, int Open)> Areas);

internal sealed record SoonView(ResultRowList Rows, BoundedCount Open);

internal sealed record AreasView(IReadOnlyList<(AreaCard Area, int Open)> Areas);

internal sealed record WorkInAreaView(AreaCard Area, ResultRowList Rows, BoundedCount Open, BoundedCount Planned);
