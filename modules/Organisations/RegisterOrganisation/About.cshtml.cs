using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>What does it do, and how large is it?</summary>
public sealed class AboutModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "about";

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        (Input.Description, Input.DescriptionCy, Input.Income) = (Draft.Description, Draft.DescriptionCy, Amounts.Show(Draft.Income));
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        if (!Amounts.TryRead(Input.Income, out var income)) return Refused(new IncomeIsNoAmount());
        return await SaveAsync(d => d.Describe(Input.Description, Input.DescriptionCy, income), ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>What it does.</summary>
        public string? Description { get; set; }

        /// <summary>The same in Welsh.</summary>
        public string? DescriptionCy { get; set; }

        /// <summary>Its income in a year.</summary>
        public string? Income { get; set; }
    }
}
