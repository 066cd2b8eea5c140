using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.DoTasks;

/// <summary>Where a link in a message leads: to its task, for who may do it; when it is too old, or no link at all, it says that and nothing of the task.</summary>
public sealed class LinkModel : PortalPage
{
    private const int DefaultDays = 30;

    internal int Days { get; private set; }

    /// <summary>Goes to the task.</summary>
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        Days = int.TryParse(services.GetRequiredService<IConfiguration>()["Workflows:TaskLinkDays"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 ? days : DefaultDays;
        if (services.GetRequiredService<TaskLinks>().Read(token, TimeSpan.FromDays(Days)) is not { } id) return Page();
        var tasks = services.GetRequiredService<UserTaskService>();
        if (await tasks.FindForAsync(id, ct) is not { } task) return NotFound();
        var card = tasks.Card(task);
        return LocalRedirect(services.GetRequiredService<IDoors>().Open(card.Url) && task.State == Contracts.UserTaskState.Open ? card.Url : Contracts.WorkflowAddresses.Task(id));
    }
}
