using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>How do people reach it?</summary>
public sealed class ContactModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "contact";

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        (Input.Email, Input.Phone, Input.Website, Input.Address, Input.IsAddressSecret) = (Draft.Email, Draft.Phone, Draft.Website, Draft.Address, Draft.IsAddressSecret);
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        return await SaveAsync(d => d.GiveContact(Input.Email, Input.Phone, Input.Website, Input.Address, Input.IsAddressSecret), ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Where mail to the organisation goes.</summary>
        public string? Email { get; set; }

        /// <summary>Its telephone.</summary>
        public string? Phone { get; set; }

        /// <summary>Its website.</summary>
        public string? Website { get; set; }

        /// <summary>Its address.</summary>
        public string? Address { get; set; }

        /// <summary>True when the address must never be public.</summary>
        public bool IsAddressSecret { get; set; }
    }
}
