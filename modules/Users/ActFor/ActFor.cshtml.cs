using Microsoft.AspNetCore.Mvc;
using Procurement.Components;
using Procurement.Users.Accounts;
using Procurement.Users.Domain;
using Procurement.Users.SignIn;

namespace Procurement.Users.ActFor;

/// <summary>Chooses for which of one's organisations one acts.</summary>
public sealed class ActForModel : PortalPage
{
    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Where to go on afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    internal IReadOnlyList<Choice> Organisations =>
        [.. Who.Memberships.OrderBy(m => m.OrganisationName, StringComparer.CurrentCulture).Select(m => new Choice(m.OrganisationId.ToString(), m.OrganisationName, UserWords.Kind(W, m.Kind)))];

    /// <summary>Shows the form.</summary>
    public void OnGet() => Input.Organisation = Who.ActingFor?.OrganisationId.ToString();

    /// <summary>Switches.</summary>
    public IActionResult OnPost()
    {
        if (!Guid.TryParse(Input.Organisation, out var id) || Who.Memberships.FirstOrDefault(m => m.OrganisationId == id) is not { } chosen)
            return Refused(new OrganisationIsNotYours());
        ActingCookie.Write(Response, chosen.OrganisationId);
        return Confirmed(LocalAddress.OrHome(ReturnUrl, "/account"), "Users.ActingFor.Done", chosen.OrganisationName);
    }

    /// <summary>What is chosen.</summary>
    public sealed class InputModel
    {
        /// <summary>The organisation's key.</summary>
        public string? Organisation { get; set; }
    }
}
