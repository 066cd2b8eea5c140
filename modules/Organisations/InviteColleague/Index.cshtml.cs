using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Organisations.Domain;
using Procurement.Organisations.ManagePeople;

namespace Procurement.Organisations.InviteColleague;

/// <summary>Invites a colleague.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal Organisation Organisation { get; private set; } = null!;

    internal IReadOnlyList<Choice> Choices => DutyChoices.Of(W);

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) => await LoadAsync(reference, ct) ? Page() : NotFound();

    /// <summary>Invites.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct)) return NotFound();
        var result = await HttpContext.RequestServices.GetRequiredService<InviteHandler>().HandleAsync(Organisation.Id, Input.Email, Input.Duties, ct);
        return result.Refusal is { } refusal ? Refused(refusal)
            : Confirmed($"/your-organisation/{Organisation.Reference.ToLowerInvariant()}/people", "Organisations.Invite.Sent", Input.Email!.Trim());
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        var people = HttpContext.RequestServices.GetRequiredService<PeopleHandler>();
        if (await people.FindAsync(reference, ct) is not { } organisation || !people.MayManage(organisation)) return false;
        Organisation = organisation;
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The address.</summary>
        public string? Email { get; set; }

        /// <summary>The duties.</summary>
        public List<string> Duties { get; set; } = [];
    }
}
