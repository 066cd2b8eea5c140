using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.RegisterOrganisation;

/// <summary>Whom does it serve?</summary>
public sealed class CohortsModel : RegistrationPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal override string Step => "cohorts";

    internal IReadOnlyList<Choice> Choices => ProfileChoices.Cohorts(HttpContext.RequestServices.GetRequiredService<IServiceCatalogue>());

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        Input.Cohorts = [.. Draft.CohortCodes];
        return Page();
    }

    /// <summary>Saves the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere) return elsewhere;
        var known = Choices.Select(c => c.Value).ToHashSet();
        return await SaveAsync(d => d.Serve(Input.Cohorts.Where(known.Contains)), ct);
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The codes that were ticked.</summary>
        public List<string> Cohorts { get; set; } = [];
    }
}
