using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.EditTypes;

/// <summary>What the pages of a draft share: the draft, and what happens when somebody else has changed it.</summary>
public abstract class DraftPage : PortalPage
{
    /// <summary>The row version of the draft that the form was made for.</summary>
    [BindProperty]
    public int RowVersion { get; set; }

    internal DraftSight Sight { get; private set; } = null!;

    internal DraftHandler Drafts => Service<DraftHandler>();

    internal DiagramMaker Diagrams => Service<DiagramMaker>();

    internal T Service<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    internal async Task<bool> LoadAsync(string name, CancellationToken ct)
    {
        if (await Service<DraftQuery>().FindAsync(name, ct) is not { } sight) return false;
        Sight = sight;
        return true;
    }

    /// <summary>Where a draft was that is no more: its type, or nothing.</summary>
    internal async Task<IActionResult> GoneAsync(string name, CancellationToken ct) =>
        await Service<ManageTypes.TypesQuery>().FindAsync(name, ct) is null ? NotFound() : LocalRedirect($"/admin/workflows/types/{name}");

    /// <summary>Goes on when it was done; else shows the page again, with the draft as it now stands and what was typed.</summary>
    internal async Task<IActionResult> AnswerAsync(string name, Result result, string url, string key, CancellationToken ct, params object?[] args)
    {
        if (result.Refusal is not { } refusal) return Confirmed(url, key, args);
        if (refusal is DraftIsGone)
            return await Service<ManageTypes.TypesQuery>().FindAsync(name, ct) is null ? NotFound() : Confirmed($"/admin/workflows/types/{name}", "Refusal.DraftIsGone");
        if (!await LoadAsync(name, ct)) return NotFound();
        await AgainAsync(ct);
        return Refused(refusal);
    }

    /// <summary>Fills what the page shows beside what was typed.</summary>
    internal virtual Task AgainAsync(CancellationToken ct) => Task.CompletedTask;
}
