using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>Where does it work?</summary>
public sealed class PlacesModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "places";

    internal IReadOnlyList<Choice> Choices => ProfileChoices.Areas(HttpContext.RequestServices.GetRequiredService<IPlaces>());

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        Input.Areas = [.. Draft.AreaCodes];
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        var known = Choices.Select(c => c.Value).ToHashSet();
        return await SaveAsync(d => d.Cover(Input.Areas.Where(known.Contains)), ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The codes that were ticked.</summary>
        public List<string> Areas { get; set; } = [];
    }
}
