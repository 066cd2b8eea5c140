using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>A question of the registration. Each answer is saved before the next question is asked.</summary>
public abstract class RegistrationPage : PortalPage
{
    internal static readonly IReadOnlyList<string> Steps = ["type", "name", "numbers", "contact", "about", "services", "cohorts", "places", "check"];

    /// <summary>Which registration.</summary>
    [BindProperty(SupportsGet = true, Name = "reference")]
    public string Reference { get; set; } = "";

    /// <summary>True when the answer is being changed from the check page.</summary>
    [BindProperty(SupportsGet = true, Name = "change")]
    public bool Change { get; set; }

    internal Organisation Draft { get; private set; } = null!;

    internal abstract string Step { get; }

    internal int Number => Steps.ToList().IndexOf(Step) + 1;

    internal string BackUrl => Change ? UrlOf("check") : Number > 1 ? UrlOf(Steps[Number - 2]) : "/organisations/register";

    internal ChangeDraftHandler Drafts => HttpContext.RequestServices.GetRequiredService<ChangeDraftHandler>();

    internal string UrlOf(string step) => $"/organisations/register/{Draft.Reference.ToLowerInvariant()}/{step}";

    internal async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await Drafts.FindAsync(Reference, ct) is not { } draft) return NotFound();
        Draft = draft;
        return draft.IsDraft ? null : LocalRedirect($"/organisations/register/{draft.Reference.ToLowerInvariant()}/done");
    }

    internal async Task<IActionResult> SaveAsync(Func<Organisation, Result> change, CancellationToken ct)
    {
        var result = await Drafts.HandleAsync(Reference, change, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Next();
    }

    internal IActionResult Next() => LocalRedirect(Change ? UrlOf("check") : UrlOf(Steps[Math.Min(Number, Steps.Count - 1)]));
}
