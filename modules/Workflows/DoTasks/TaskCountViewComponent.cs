using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.DoTasks;

/// <summary>How many tasks are open, for the masthead: <c>@await Component.InvokeAsync("TaskCount")</c> after the link's word. Nothing when there are none.</summary>
public sealed class TaskCountViewComponent(ITaskCount tasks, IWords words, HtmlEncoder encoder) : ViewComponent
{
    /// <summary>Shows the number.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var count = await tasks.OpenAsync(HttpContext.RequestAborted);
        return new HtmlContentViewComponentResult(new HtmlString(count.Value == 0 ? "" :
            $" ({count}<span class=\"govuk-visually-hidden\"> {encoder.Encode(words.Text("Workflows.Tasks.Count"))}</span>)"));
    }
}
