using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Notifications.ReadInbox;

/// <summary>The inbox of the person who is signed in.</summary>
public sealed class IndexModel : PortalPage
{
    private Inbox Inbox => HttpContext.RequestServices.GetRequiredService<Inbox>();

    internal Page<InboxRow> Messages { get; private set; } = new([], null);

    internal BoundedCount Unread { get; private set; }

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        Messages = await Inbox.ListAsync(after, ct);
        Unread = await Inbox.UnreadAsync(ct);
    }

    /// <summary>Marks one as read and goes where it leads.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken ct) =>
        await Inbox.MarkAsync(id, ct) is { } url ? LocalRedirect(url) : NotFound();

    /// <summary>Marks one as read.</summary>
    public async Task<IActionResult> OnPostReadAsync(Guid id, CancellationToken ct) =>
        await Inbox.MarkAsync(id, ct) is not null ? Confirmed("/inbox", "Notifications.Inbox.Marked") : NotFound();

    /// <summary>Marks all as read, up to the newest that was shown.</summary>
    public async Task<IActionResult> OnPostAllAsync(Guid newest, CancellationToken ct)
    {
        await Inbox.MarkAllAsync(newest, ct);
        return Confirmed("/inbox", "Notifications.Inbox.MarkedAll");
    }
}
