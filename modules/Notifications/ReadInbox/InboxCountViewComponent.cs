using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Procurement.Kernel;
using Procurement.Notifications.Contracts;

namespace Procurement.Notifications.ReadInbox;

/// <summary>How many messages are new, for the masthead: <c>@await Component.InvokeAsync("InboxCount")</c> after the link's word. Nothing when there are none.</summary>
public sealed class InboxCountViewComponent(IInboxCount inbox, IWords words, HtmlEncoder encoder) : ViewComponent
{
    /// <summary>Shows the number.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var count = await inbox.UnreadAsync(HttpContext.RequestAborted);
        return new HtmlContentViewComponentResult(new HtmlString(count.Value == 0 ? "" :
            $" ({count}<span class=\"govuk-visually-hidden\"> {encoder.Encode(words.Text("Notifications.Inbox.New"))}</span>)"));
    }
}
