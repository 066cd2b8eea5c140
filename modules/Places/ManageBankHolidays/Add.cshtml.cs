using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;

namespace Procurement.Places.ManageBankHolidays;

/// <summary>Adds a bank holiday that was proclaimed.</summary>
public sealed class AddModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Adds it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Input.Date.TryRead(out var date)) ModelState.AddModelError("Input.Date", W.Text("Places.Holidays.DateMissing"));
        if (string.IsNullOrWhiteSpace(Input.Name)) ModelState.AddModelError("Input.Name", W.Text("Places.Holidays.NameMissing"));
        if (Input.Name is { Length: > 100 } || Input.Note is { Length: > 200 }) ModelState.AddModelError("Input.Name", W.Text("Places.Holidays.TooLong"));
        if (!ModelState.IsValid) return Page();

        HttpContext.RequestServices.GetRequiredService<ChangeContext>().Why = Input.Note;
        var handler = HttpContext.RequestServices.GetRequiredService<ProclaimBankHolidayHandler>();
        var result = await handler.HandleAsync(date, Input.Name!, Input.Note ?? "", ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed($"/admin/bank-holidays?year={date.Year}", "Places.Holidays.Added", London.Day(date));
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The day.</summary>
        public DateInput Date { get; set; } = new();

        /// <summary>What it is called.</summary>
        public string? Name { get; set; }

        /// <summary>Where it was proclaimed.</summary>
        public string? Note { get; set; }
    }
}
