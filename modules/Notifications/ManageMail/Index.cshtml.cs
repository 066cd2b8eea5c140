using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Notifications.Deliver;
using Procurement.Notifications.Domain;

namespace Procurement.Notifications.ManageMail;

/// <summary>How mail goes out, and what could not.</summary>
public sealed class IndexModel : PortalPage
{
    private MailQueue Queue => HttpContext.RequestServices.GetRequiredService<MailQueue>();

    internal Weather Weather => HttpContext.RequestServices.GetRequiredService<Weather>();

    internal MailSettings Settings => HttpContext.RequestServices.GetRequiredService<MailSettings>();

    internal BoundedCount Waiting { get; private set; }

    internal BoundedCount GivenUpCount { get; private set; }

    internal DateTimeOffset? Oldest { get; private set; }

    internal IReadOnlyList<QueueRow> PutOff { get; private set; } = [];

    internal Page<QueueRow> GivenUp { get; private set; } = new([], null);

    /// <summary>Shows the queue.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        Waiting = await Queue.CountAsync(MailState.Waiting, ct);
        GivenUpCount = await Queue.CountAsync(MailState.GivenUp, ct);
        Oldest = await Queue.OldestAsync(ct);
        PutOff = await Queue.PutOffAsync(ct);
        GivenUp = await Queue.GivenUpAsync(after, ct);
    }

    /// <summary>Has one tried again.</summary>
    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken ct)
    {
        var result = await Queue.RetryAsync(id, ct);
        if (result.Refusal is not { } refusal) return Confirmed("/admin/mail", "Notifications.Mail.Retried");
        if (refusal is not Kernel.NotFound) await OnGetAsync(null, ct);
        return Refused(refusal);
    }

    /// <summary>Has all tried again.</summary>
    public async Task<IActionResult> OnPostRetryAllAsync(CancellationToken ct)
    {
        var result = await Queue.RetryAllAsync(ct);
        if (result.Refusal is not { } refusal) return Confirmed("/admin/mail", "Notifications.Mail.RetriedAll");
        await OnGetAsync(null, ct);
        return Refused(refusal);
    }
}
