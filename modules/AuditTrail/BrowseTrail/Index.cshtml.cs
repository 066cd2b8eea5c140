using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.AuditTrail.BrowseTrail;

/// <summary>All that was done, newest first.</summary>
public sealed class IndexModel : PortalPage
{
    private IAuditReader Reader => HttpContext.RequestServices.GetRequiredService<IAuditReader>();

    private ActionNames Names => HttpContext.RequestServices.GetRequiredService<ActionNames>();

    /// <summary>What people call the subject.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reference { get; set; }

    /// <summary>What was done.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Action { get; set; }

    /// <summary>By whom.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? By { get; set; }

    /// <summary>The first day.</summary>
    [BindProperty(SupportsGet = true)]
    public DateInput From { get; set; } = new();

    /// <summary>The last day.</summary>
    [BindProperty(SupportsGet = true)]
    public DateInput Until { get; set; } = new();

    internal Page<AuditEntry> Entries { get; private set; } = new([], null);

    internal IReadOnlyList<Choice> Actions { get; private set; } = [];

    internal bool IsFiltered => !string.IsNullOrWhiteSpace(Reference) || !string.IsNullOrEmpty(Action) || By is not null || !From.IsEmpty || !Until.IsEmpty;

    internal string? ByName => By is null ? null : Entries.Items.Count > 0 ? Entries.Items[0].WhoName : By.ToString();

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        Actions = [new Choice("", W.Text("AuditTrail.Browse.AnyAction")), .. Names.All.Select(a => new Choice(a, ActionNames.Say(W, a))).OrderBy(c => c.Text, StringComparer.CurrentCulture)];
        var filter = new AuditFilter(
            Reference: string.IsNullOrWhiteSpace(Reference) ? null : Reference.Trim(), UserId: By, Action: string.IsNullOrEmpty(Action) ? null : Action,
            From: Day("From", From) is { } from ? London.At(from, TimeOnly.MinValue) : null,
            Before: Day("Until", Until) is { } until ? London.At(until.AddDays(1), TimeOnly.MinValue) : null);
        if (ModelState.IsValid) Entries = await Reader.FindAsync(filter, after, ct);
    }

    private DateOnly? Day(string field, DateInput input)
    {
        if (input.IsEmpty) return null;
        if (input.TryRead(out var day)) return day;
        ModelState.AddModelError(field, W.Text("AuditTrail.Browse.NoSuchDay"));
        return null;
    }
}
