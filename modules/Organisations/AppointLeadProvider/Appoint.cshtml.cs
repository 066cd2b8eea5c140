using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Organisations.Domain;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.AppointLeadProvider;

/// <summary>Appoints a lead provider to areas.</summary>
public sealed class AppointModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Organisation Organisation { get; private set; } = null!;

    internal IReadOnlyList<Choice> Choices => ProfileChoices.Areas(HttpContext.RequestServices.GetRequiredService<IPlaces>());

    private AppointHandler Handler => HttpContext.RequestServices.GetRequiredService<AppointHandler>();

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) => await LoadAsync(reference, ct) ? Page() : NotFound();

    /// <summary>Appoints.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct)) return NotFound();
        DateOnly? to = null;
        if (!Input.From.TryRead(out var from)) ModelState.AddModelError("Input.From", W.Text("Organisations.Appoint.FromMissing"));
        if (!Input.To.IsEmpty)
        {
            if (Input.To.TryRead(out var last)) to = last;
            else ModelState.AddModelError("Input.To", W.Text("Organisations.Appoint.ToWrong"));
        }

        if (!ModelState.IsValid) return Page();
        var result = await Handler.AppointAsync(reference, Input.Areas, from, to, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/admin/organisations/" + Organisation.Reference.ToLowerInvariant(), "Organisations.Appoint.Done", Organisation.Name);
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        if (await Handler.FindAsync(reference, ct) is not { } organisation) return false;
        Organisation = organisation;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The areas.</summary>
        public List<string> Areas { get; set; } = [];

        /// <summary>The first day.</summary>
        public DateInput From { get; set; } = new();

        /// <summary>The last day; empty for none.</summary>
        public DateInput To { get; set; } = new();
    }
}
