using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.DoTasks;

/// <summary>What waits for the person who asks, and for its organisations.</summary>
public sealed class IndexModel : PortalPage
{
    internal Page<UserTaskCard> Tasks { get; private set; } = new([], null);
    internal BoundedCount Count { get; private set; }
    internal DateTimeOffset Now { get; private set; }

    /// <summary>Shows it, due soonest first.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        Tasks = await services.GetRequiredService<IUserTasks>().MineAsync(after, ct);
        Count = await services.GetRequiredService<ITaskCount>().OpenAsync(ct);
        Now = services.GetRequiredService<TimeProvider>().GetUtcNow();
    }

    /// <summary>For which organisation it is to be done, as the person who asks knows it; null when for itself.</summary>
    internal string? OrganisationOf(Assignee assignee) =>
        assignee is Assignee.Organisation o ? Who.Memberships.FirstOrDefault(m => m.OrganisationId == o.OrganisationId)?.OrganisationName : null;
}
