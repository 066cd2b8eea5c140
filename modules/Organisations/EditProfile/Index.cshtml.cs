using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Organisations.Domain;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.EditProfile;

/// <summary>The profile of an organisation: what others read, and what it is found by.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Organisation Organisation { get; private set; } = null!;

    internal IReadOnlyList<Choice> Services => ProfileChoices.Services(Service<IServiceCatalogue>());

    internal IReadOnlyList<Choice> Cohorts => ProfileChoices.Cohorts(Service<IServiceCatalogue>());

    internal IReadOnlyList<Choice> Areas => ProfileChoices.Areas(Service<IPlaces>());

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await Service<EditProfileHandler>().FindAsync(reference, ct) is not { } o) return NotFound();
        Organisation = o;
        Input = new InputModel
        {
            Version = o.RowVersion,
            NameCy = o.NameCy,
            Description = o.Description,
            DescriptionCy = o.DescriptionCy,
            Income = Amounts.Show(o.Income),
            Email = o.Email,
            Phone = o.Phone,
            Website = o.Website,
            Address = o.Address,
            IsAddressSecret = o.IsAddressSecret,
            Services = [.. o.ServiceCodes],
            Cohorts = [.. o.CohortCodes],
            Areas = [.. o.AreaCodes],
        };
        return Page();
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        var handler = Service<EditProfileHandler>();
        if (await handler.FindAsync(reference, ct) is not { } o) return NotFound();
        Organisation = o;
        if (!Amounts.TryRead(Input.Income, out var income)) return Refused(new IncomeIsNoAmount());
        var profile = new Profile(
            Input.NameCy, Input.Description, Input.DescriptionCy, income, Input.Email, Input.Phone, Input.Website, Input.Address, Input.IsAddressSecret,
            Known(Input.Services, Services), Known(Input.Cohorts, Cohorts), Known(Input.Areas, Areas));
        var result = await handler.HandleAsync(reference, Input.Version, profile, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/your-organisation/" + o.Reference.ToLowerInvariant(), "Organisations.Profile.Saved");
    }

    private static List<string> Known(List<string> chosen, IReadOnlyList<Choice> choices) => chosen.FindAll(c => choices.Any(k => k.Value == c));

    private T Service<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The version of the profile that was read.</summary>
        public int Version { get; set; }

        /// <summary>The Welsh name.</summary>
        public string? NameCy { get; set; }

        /// <summary>What it does.</summary>
        public string? Description { get; set; }

        /// <summary>The same in Welsh.</summary>
        public string? DescriptionCy { get; set; }

        /// <summary>Its income in a year.</summary>
        public string? Income { get; set; }

        /// <summary>Where mail goes.</summary>
        public string? Email { get; set; }

        /// <summary>Its telephone.</summary>
        public string? Phone { get; set; }

        /// <summary>Its website.</summary>
        public string? Website { get; set; }

        /// <summary>Its address.</summary>
        public string? Address { get; set; }

        /// <summary>True when the address must never be public.</summary>
        public bool IsAddressSecret { get; set; }

        /// <summary>Services.</summary>
        public List<string> Services { get; set; } = [];

        /// <summary>Groups of people.</summary>
        public List<string> Cohorts { get; set; } = [];

        /// <summary>Areas.</summary>
        public List<string> Areas { get; set; } = [];
    }
}
