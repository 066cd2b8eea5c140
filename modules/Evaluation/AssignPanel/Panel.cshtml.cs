using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Evaluation.Domain;
using Procurement.Kernel;
using Procurement.Organisations.Contracts;

namespace Procurement.Evaluation.AssignPanel;

/// <summary>The panel of one lot: who scores, who stood back, and what comes next for the person who looks.</summary>
public sealed class PanelModel : PortalPage
{
    internal LotInHand Lot { get; private set; } = null!;
    internal bool MayAssign { get; private set; }
    internal IReadOnlyList<Choice> Candidates { get; private set; } = [];
    internal Evaluator? Me { get; private set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, int lot, CancellationToken ct) =>
        await LoadAsync(reference, lot, ct) ? Page() : NotFound();

    /// <summary>Puts a person on the panel.</summary>
    public async Task<IActionResult> OnPostAssignAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        var done = await Handler.AssignAsync(reference, lot, Input.UserId, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Lot.Url, "Evaluation.Panel.Assigned");
    }

    /// <summary>Puts the person who asks on the panel.</summary>
    public async Task<IActionResult> OnPostJoinAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct) || Who.UserId is not { } me) return NotFound();
        var done = await Handler.AssignAsync(reference, lot, me, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : LocalRedirect(Lot.Url + "/interest");
    }

    /// <summary>Takes a person off it.</summary>
    public async Task<IActionResult> OnPostReplaceAsync(string reference, int lot, CancellationToken ct)
    {
        if (!await LoadAsync(reference, lot, ct)) return NotFound();
        var done = await Handler.ReplaceAsync(reference, lot, Input.EvaluatorId, Input.Reason, ct);
        return done.Refusal is { } refusal ? Refused(refusal) : Confirmed(Lot.Url, "Evaluation.Panel.Replaced");
    }

    private PanelHandler Handler => HttpContext.RequestServices.GetRequiredService<PanelHandler>();

    private async Task<bool> LoadAsync(string reference, int lot, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        if (await services.GetRequiredService<EvaluationRoom>().LotAsync(reference, lot, ct) is not { } found) return false;
        Lot = found;
        Me = found.Evaluation.Of(Who.UserId);
        MayAssign = PanelHandler.MayAssign(Who, found.Terms.LeadProviderId);
        if (MayAssign && found.Evaluation.QualityLockedAt is null && found.IsScoringStage)
        {
            var people = await services.GetRequiredService<IOrganisations>().MembersAsync(found.Terms.LeadProviderId, Duties.Evaluate, ct);
            Candidates = [.. people.Where(p => found.Evaluation.Of(p.UserId) is null && !found.Evaluation.IsRecused(p.UserId)).Select(p => new Choice(p.UserId.ToString(), p.DisplayName))];
        }

        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The person to add.</summary>
        public Guid UserId { get; set; }

        /// <summary>The place on the panel to give up.</summary>
        public Guid EvaluatorId { get; set; }

        /// <summary>Why.</summary>
        public string? Reason { get; set; }
    }
}
