using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>What is it called?</summary>
public sealed class NameModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "name";

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        (Input.Name, Input.NameCy) = (Draft.Name, Draft.NameCy);
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        return await SaveAsync(d => d.GiveName(Input.Name, Input.NameCy), ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>Its Welsh name.</summary>
        public string? NameCy { get; set; }
    }
}
