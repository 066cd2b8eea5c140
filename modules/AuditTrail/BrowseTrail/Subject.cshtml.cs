using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.AuditTrail.BrowseTrail;

/// <summary>All that was done to one subject.</summary>
public sealed class SubjectModel : PortalPage
{
    private IAuditReader Reader => HttpContext.RequestServices.GetRequiredService<IAuditReader>();

    internal Page<AuditEntry> Entries { get; private set; } = new([], null);

    internal string Name { get; private set; } = "";

    /// <summary>Shows the history; nothing is found where nothing was done, or nothing that may be read.</summary>
    public async Task<IActionResult> OnGetAsync(string type, Guid id, string? after, CancellationToken ct)
    {
        Entries = await Reader.OfAsync(type, id, after, ct);
        if (Entries.Items.Count == 0) return NotFound();
        Name = Entries.Items.Select(e => e.Subject.Reference).FirstOrDefault(r => r is not null) ?? ActionNames.Split(Entries.Items[0].Subject.Type);
        return Page();
    }
}
