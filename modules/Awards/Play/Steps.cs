using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Awards.ApproveAward;
using Procurement.Awards.ConfirmAward;
using Procurement.Awards.Contracts;
using Procurement.Awards.Domain;
using Procurement.Awards.ProposeAward;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Site.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Awards.Play;

internal static class Played
{
    public static async Task<Award> AwardAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var id = context.IdOf(step.Text("award"));
        return await context.Services.GetRequiredService<PortalDbContext>().Set<Award>().AsNoTracking().FirstAsync(a => a.Id == id, ct);
    }
}

/// <summary><c>{ "step": "propose-award", "id": "A09", "opportunity": "O09", "lot": 1, "as": "manager@lp1.example.org" }</c></summary>
internal sealed class ProposeAwardStep : IRecipeStep
{
    public string Name => "propose-award";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var terms = await context.Services.GetRequiredService<IOpportunities>().FindAsync(context.IdOf(step.Text("opportunity")), ct)
            ?? throw new InvalidOperationException("The opportunity is not public.");
        var lot = terms.Lots.First(l => l.Number == step.Number("lot", 1));
        var db = context.Services.GetRequiredService<PortalDbContext>();
        if (!await db.Set<Award>().AnyAsync(a => a.LiveLotId == lot.Id, ct))
        {
            await context.AsAsync(step.Text("as"), async s =>
            {
                var done = await s.GetRequiredService<ProposeAwardHandler>().HandleAsync(terms.Reference, [lot.Number], ct);
                if (done.Refusal is { } refusal) throw new InvalidOperationException("The step was refused: " + refusal);
            }, ct);
        }

        context.Ids[step.Text("id")] = await db.Set<Award>().Where(a => a.LiveLotId == lot.Id).Select(a => a.Id).FirstAsync(ct);
    }
}

/// <summary><c>{ "step": "approve-award", "award": "A09", "as": "approver@lp1.example.org" }</c></summary>
internal sealed class ApproveAwardStep : IRecipeStep
{
    public string Name => "approve-award";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var award = await Played.AwardAsync(step, context, ct);
        if (award.State is not (AwardState.Proposed or AwardState.Cleared)) return;
        await context.AsAsync(step.Text("as"), async s => Must(await s.GetRequiredService<ApproveAwardHandler>().HandleAsync(award.Reference, ct)), ct);
    }
}

/// <summary><c>{ "step": "confirm-award", "award": "A09", "as": "approver@lp1.example.org" }</c></summary>
internal sealed class ConfirmAwardStep : IRecipeStep
{
    public string Name => "confirm-award";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var award = await Played.AwardAsync(step, context, ct);
        if (award.State is AwardState.Confirmed) return;
        await context.AsAsync(step.Text("as"), async s => Must(await s.GetRequiredService<ConfirmAwardHandler>().HandleAsync(award.Reference, ct)), ct);
    }
}
