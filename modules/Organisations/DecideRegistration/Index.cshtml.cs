using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Organisations.Domain;
using Procurement.Organisations.RegisterOrganisation;
using Procurement.Organisations.YourOrganisation;
using Procurement.Places.Contracts;

namespace Procurement.Organisations.DecideRegistration;

/// <summary>An organisation, as an administrator sees it and decides about it.</summary>
public sealed class IndexModel : PortalPage
{
    /// <summary>A reason that was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What was found in the registers.</summary>
    [BindProperty]
    public RegistersModel Registers { get; set; } = new();

    internal Organisation Organisation { get; private set; } = null!;

    internal AnswersView Answers { get; private set; } = null!;

    internal IReadOnlyList<string> Warnings { get; private set; } = [];

    internal IReadOnlyList<AppointmentView> Appointments { get; private set; } = [];

    internal int Members => Organisation.Members.Count(m => m.IsActive);

    internal IReadOnlyList<Choice> NumberChoices => [.. Answers.Numbers.Select(n => new Choice(n.Id.ToString(), $"{n.Label}: {n.Number}", n.Register))];

    private DecideRegistrationHandler Handler => HttpContext.RequestServices.GetRequiredService<DecideRegistrationHandler>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (!await LoadAsync(reference, ct)) return NotFound();
        Registers = new RegistersModel
        {
            Checked = [.. Organisation.Identifiers.Where(i => i.IsChecked).Select(i => i.Id.ToString())],
            IsAccountsOverdue = Organisation.IsAccountsOverdue,
        };
        return Page();
    }

    /// <summary>Lets it in.</summary>
    public Task<IActionResult> OnPostApproveAsync(string reference, CancellationToken ct) =>
        AfterAsync(reference, () => Handler.ApproveAsync(reference, ct), "Organisations.Decide.Approved", ct);

    /// <summary>Gives it back.</summary>
    public Task<IActionResult> OnPostRejectAsync(string reference, CancellationToken ct) =>
        AfterAsync(reference, () => Handler.RejectAsync(reference, Input.Reason, ct), "Organisations.Decide.Rejected", ct);

    /// <summary>Shuts it out.</summary>
    public Task<IActionResult> OnPostSuspendAsync(string reference, CancellationToken ct) =>
        AfterAsync(reference, () => Handler.SuspendAsync(reference, Input.Reason, ct), "Organisations.Suspend.Done", ct);

    /// <summary>Lets it in again.</summary>
    public Task<IActionResult> OnPostReinstateAsync(string reference, CancellationToken ct) =>
        AfterAsync(reference, () => Handler.ReinstateAsync(reference, ct), "Organisations.Reinstate.Done", ct);

    /// <summary>Notes what was found in the registers.</summary>
    public Task<IActionResult> OnPostRegistersAsync(string reference, CancellationToken ct)
    {
        Guid[] found = [.. Registers.Checked.Select(c => Guid.TryParse(c, out var id) ? id : Guid.Empty)];
        return AfterAsync(reference, () => Handler.NoteRegistersAsync(reference, found, Registers.IsAccountsOverdue, ct), "Organisations.Registers.Saved", ct);
    }

    private async Task<IActionResult> AfterAsync(string reference, Func<Task<Result>> act, string done, CancellationToken ct)
    {
        var result = await act();
        if (!await LoadAsync(reference, ct)) return NotFound();
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/admin/organisations/" + Organisation.Reference.ToLowerInvariant(), done, Organisation.Name);
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken ct)
    {
        if (await Handler.FindAsync(reference, ct) is not { } organisation) return false;
        var services = HttpContext.RequestServices;
        var places = services.GetRequiredService<IPlaces>();
        Organisation = organisation;
        Answers = AnswersView.Of(organisation, false, W, places, services.GetRequiredService<IServiceCatalogue>());
        Warnings = YourOrganisation.Warnings.Of(organisation, W);
        Appointments = AppointmentView.Of(organisation, places, London.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow()), mayEnd: true);
        return true;
    }

    /// <summary>The reason.</summary>
    public sealed class InputModel
    {
        /// <summary>Why.</summary>
        public string? Reason { get; set; }
    }

    /// <summary>The registers.</summary>
    public sealed class RegistersModel
    {
        /// <summary>The numbers that were found there.</summary>
        public List<string> Checked { get; set; } = [];

        /// <summary>True when the accounts are late.</summary>
        public bool IsAccountsOverdue { get; set; }
    }
}
