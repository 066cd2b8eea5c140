using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;

namespace Procurement.Organisations.SetUpLeadProvider;

/// <summary>Sets a lead provider up and invites its first manager.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal IReadOnlyList<Choice> Types =>
        [new Choice("", W.Text("Common.Choose")), .. OrganisationTypes.ForLeadProviders.Select(t => new Choice(t.Code, W.Text("OrganisationType." + t.Code)))];

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Sets it up.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (string, string)[] numbers =
        [
            (IdentifierSchemes.Companies, Input.Company ?? ""), (IdentifierSchemes.Charities, Input.Charity ?? ""), (IdentifierSchemes.Mutuals, Input.Society ?? ""),
        ];
        var result = await HttpContext.RequestServices.GetRequiredService<SetUpLeadProviderHandler>()
            .HandleAsync(Input.Type, Input.Name, Input.NameCy, numbers, Input.Email, Duties.All.ToArray(), ct);
        return result.Refusal is { } refusal ? Refused(refusal)
            : Confirmed($"/admin/organisations/{result.Value.Reference.ToLowerInvariant()}/appoint", "Organisations.SetUp.Done", Input.Email!.Trim());
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>Its Welsh name.</summary>
        public string? NameCy { get; set; }

        /// <summary>Its type.</summary>
        public string? Type { get; set; }

        /// <summary>Its company number.</summary>
        public string? Company { get; set; }

        /// <summary>Its charity number.</summary>
        public string? Charity { get; set; }

        /// <summary>Its number in the Mutuals Public Register.</summary>
        public string? Society { get; set; }

        /// <summary>The first manager's address.</summary>
        public string? Email { get; set; }
    }
}
