using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.AppointLeadProvider;

/// <summary>Ends an appointment early.</summary>
public sealed class EndModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Organisation Organisation { get; private set; } = null!;

    internal Appointment Appointment { get; private set; } = null!;

    internal IEnumerable<string> Areas => Appointment.AreaCodes.Select(c => HttpContext.RequestServices.GetRequiredService<IPlaces>().Area(c)?.Name ?? c);

    private AppointHandler Handler => HttpContext.RequestServices.GetRequiredService<AppointHandler>();

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, Guid appointmentId, CancellationToken ct) =>
        await LoadAsync(reference, appointmentId, ct) ? Page() : NotFound();

    /// <summary>Ends it.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, Guid appointmentId, CancellationToken ct)
    {
        if (!await LoadAsync(reference, appointmentId, ct)) return NotFound();
        if (!Input.To.TryRead(out var to))
        {
            ModelState.AddModelError("Input.To", W.Text("Organisations.End.ToMissing"));
            return Page();
        }

        var result = await Handler.EndAsync(reference, appointmentId, to, Input.Reason, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/admin/organisations/" + Organisation.Reference.ToLowerInvariant(), "Organisations.End.Done");
    }

    private async Task<bool> LoadAsync(string reference, Guid appointmentId, CancellationToken ct)
    {
        if (await Handler.FindAsync(reference, ct) is not { } organisation) return false;
        if (organisation.Appointments.FirstOrDefault(a => a.Id == appointmentId) is not { } appointment) return false;
        (Organisation, Appointment) = (organisation, appointment);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The last day.</summary>
        public DateInput To { get; set; } = new();

        /// <summary>Why.</summary>
        public string? Reason { get; set; }
    }
}
