using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.DoTasks;

/// <summary>What waits for the person who asks, and for its organisations.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>What is shown: open, with others, or done.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    internal InboxView View { get; private set; }
    internal Page<InboxLine> Tasks { get; private set; } = new([], null);
    internal BoundedCount Count { get; private set; }
    internal DateTimeOffset Now { get; private set; }
    internal AwaySight? Away { get; private set; }

    /// <summary>Shows it, due soonest first.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        View = Enum.TryParse<InboxView>(Show, out var view) && Enum.IsDefined(view) ? view : InboxView.Open;
        Tasks = await services.GetRequiredService<UserTaskService>().InboxAsync(View, after, ct);
        Count = await services.GetRequiredService<ITaskCount>().OpenAsync(ct);
        Away = await services.GetRequiredService<AwayHandler>().FindAsync(ct);
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
    }

    /// <summary>For which organisation it is to be done, as the person who asks knows it; null when for itself.</summary>
    internal string? OrganisationOf(Assignee assignee) =>
        assignee is Assignee.Organisation o ? Who.Memberships.FirstOrDefault(m => m.OrganisationId == o.OrganisationId)?.OrganisationName : null;
}
