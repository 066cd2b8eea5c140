using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>What does it offer?</summary>
public sealed class ServicesModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "services";

    internal IReadOnlyList<Choice> Choices => ProfileChoices.Services(HttpContext.RequestServices.GetRequiredService<IServiceCatalogue>());

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        Input.Services = [.. Draft.ServiceCodes];
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        var known = Choices.Select(c => c.Value).ToHashSet();
        return await SaveAsync(d => d.Offer(Input.Services.Where(known.Contains)), ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The codes that were ticked.</summary>
        public List<string> Services { get; set; } = [];
    }
}
