using Microsoft.AspNetCore.Mvc;
using Procurement.AuditTrail.Contracts;

namespace Procurement.AuditTrail.SubjectHistory;

/// <summary>What is shown of a history.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Links">Whether each leads to its own page, which administrators alone may read.</param>
internal sealed record Journal(IReadOnlyList<AuditEntry> Entries, bool Links);

/// <summary>
/// The history of a subject, for the pages of other modules: <c>&lt;vc:...&gt;</c> or
/// <c>Component.InvokeAsync("SubjectHistory", new { type = "Opportunity", id })</c>. The page has decided already that this person may
/// read the subject; what is under seal is not in it.
/// </summary>
public sealed class SubjectHistoryViewComponent(IAuditReader reader) : ViewComponent
{
    /// <summary>Shows the newest entries.</summary>
    public async Task<IViewComponentResult> InvokeAsync(string type, Guid id)
    {
        var page = await reader.OfAsync(type, id, null, HttpContext.RequestAborted);
        return View("/Areas/AuditTrail/Pages/SubjectHistory/Default.cshtml", new Journal(page.Items, Links: false));
    }
}
