using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>What sort of organisation is it?</summary>
public sealed class TypeModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "type";

    internal IReadOnlyList<Choice> Types =>
        [.. OrganisationTypes.ForSuppliers.Select(t => new Choice(t.Code, W.Text("OrganisationType." + t.Code), W.Text($"OrganisationType.{t.Code}.Hint")))];

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        Input.Type = Draft.TypeCode;
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        return await SaveAsync(d => d.ChooseType(Input.Type), ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The code of the type.</summary>
        public string? Type { get; set; }
    }
}
