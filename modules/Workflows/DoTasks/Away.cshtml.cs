using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.DoTasks;

/// <summary>When somebody is away, and who does its tasks meanwhile.</summary>
public sealed class AwayModel : PortalPage
{
    private AwayHandler Away => HttpContext.RequestServices.GetRequiredService<AwayHandler>();

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The row version that the form was made for.</summary>
    [BindProperty]
    public int Version { get; set; } = AwayHandler.NoVersion;

    internal AwaySight? Sight { get; private set; }
    internal IReadOnlyList<(Membership At, IReadOnlyList<Choice> People)> Organisations { get; private set; } = [];
    internal bool HasColleagues => Organisations.Any(o => o.People.Count > 1);
    internal bool IsNow { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Sight is not { } sight) return;
        Input = new InputModel
        {
            From = DateInput.From(sight.Absence.From),
            Until = DateInput.From(sight.Absence.Until),
            StandIns = [.. Organisations.Select(o => sight.StandIns.FirstOrDefault(s => s.OrganisationId == o.At.OrganisationId)?.DelegateId.ToString() ?? "")],
        };
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var version = Version;
        await LoadAsync(ct);
        if (!Input.From.TryRead(out var from)) return Refused(new AwayFromMissing());
        if (!Input.Until.TryRead(out var until)) return Refused(new AwayUntilMissing());
        var chosen = Input.Organisations.Select((o, i) => (o, Guid.TryParse(Input.StandIns.ElementAtOrDefault(i), out var to) ? to : (Guid?)null)).ToArray();
        var result = await Away.SetAsync(version, from, until, chosen, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : Confirmed("/tasks", "Workflows.Away.Saved", from, until);
    }

    /// <summary>Ends it.</summary>
    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct)
    {
        var version = Version;
        var result = await Away.EndAsync(version, ct);
        if (result.Refusal is not { } refusal) return Confirmed("/tasks", "Workflows.Away.Ended");
        await LoadAsync(ct);
        return refusal is NotFound ? LocalRedirect("/tasks/away") : Refused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        Sight = await Away.FindAsync(ct);
        List<(Membership, IReadOnlyList<Choice>)> at = [];
        foreach (var membership in Who.Memberships.Where(m => m.IsApproved))
        {
            var people = await services.GetRequiredService<Colleagues>().AtAsync(membership.OrganisationId, ct);
            at.Add((membership, [new Choice("", W.Text("Workflows.Away.Nobody")), .. people.Select(p => new Choice(p.UserId.ToString(), p.DisplayName))]));
        }

        Organisations = at;
        // What comes back is for the absence as it stands now: who looks again may save again.
        Version = Sight?.Absence.RowVersion ?? AwayHandler.NoVersion;
        IsNow = Sight is not null && Sight.Absence.FromAt <= services.GetRequiredService<TimeProvider>().GetUtcNow();
        ModelState.Remove(nameof(Version));
        while (Input.StandIns.Count < at.Count) Input.StandIns.Add("");
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The first day.</summary>
        public DateInput From { get; set; } = new();

        /// <summary>The last.</summary>
        public DateInput Until { get; set; } = new();

        /// <summary>The organisations, in the order of the form.</summary>
        public List<Guid> Organisations { get; set; } = [];

        /// <summary>Who stands in at each.</summary>
        public List<string?> StandIns { get; set; } = [];
    }
}
