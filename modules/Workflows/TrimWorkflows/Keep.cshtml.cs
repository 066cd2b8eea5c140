using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Site.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.TrimWorkflows;

/// <summary>For how long the journals of workflows that have ended are kept.</summary>
public sealed class KeepModel : PortalPage
{
    private ISettings Settings => HttpContext.RequestServices.GetRequiredService<ISettings>();

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        var stored = await Settings.ReadAsync<WorkflowSettings>(ct);
        Input = new InputModel { Days = stored.Value.KeepDays.ToString(CultureInfo.InvariantCulture), Version = stored.Version };
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!int.TryParse(Input.Days?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < WorkflowSettings.FewestDays or > WorkflowSettings.MostDays)
            return Refused(new KeepDaysWrong(WorkflowSettings.FewestDays, WorkflowSettings.MostDays));
        var stored = await Settings.ReadAsync<WorkflowSettings>(ct);
        var saved = await Settings.SaveAsync(stored.Value with { KeepDays = days }, Input.Version, ct);
        return saved.Refusal is { } refusal ? Refused(refusal) : Confirmed("/admin/workflows", "Workflows.Keep.Saved");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>How many days.</summary>
        public string? Days { get; set; }

        /// <summary>What was read.</summary>
        public int Version { get; set; }
    }
}
