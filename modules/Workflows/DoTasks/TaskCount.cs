using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.DoTasks;

/// <summary>The number of open tasks, for the masthead: "(3)", or nothing.</summary>
public sealed class TaskCount : ViewComponent
{
    /// <summary>Writes it.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var count = await HttpContext.RequestServices.GetRequiredService<ITaskCount>().OpenAsync(HttpContext.RequestAborted);
        return Content(count.Value == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({count})"));
    }
}
