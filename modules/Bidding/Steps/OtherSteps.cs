using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Bidding.DecideCompliance;
using Procurement.Bidding.Domain;
using Procurement.Bidding.OpenBids;
using Procurement.Bidding.WithdrawBid;
using Procurement.Data;
using Procurement.Opportunities.Contracts;
using Procurement.Site.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Bidding.Steps;

/// <summary>Plays a withdrawal: <c>bid</c>, <c>as</c>, <c>reason</c>.</summary>
internal sealed class WithdrawBidStep : IRecipeStep
{
    public string Name => "withdraw-bid";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var bid = await context.Services.GetRequiredService<BidBook>().ReadAsync(context.IdOf(step.Text("bid")), ct);
        if (bid!.Content.State == BidState.Withdrawn) return;
        await context.AsAsync(step.Text("as"), async s => Must(await s.GetRequiredService<WithdrawBidHandler>().HandleAsync(bid.Reference, step.Text("reason"), ct)), ct);
    }
}

/// <summary>Plays an opening: <c>opportunity</c>, <c>asks</c>, <c>confirms</c>.</summary>
internal sealed class OpenBidsStep : IRecipeStep
{
    public string Name => "open-bids";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var id = context.IdOf(step.Text("opportunity"));
        if (await context.Services.GetRequiredService<IOpenedBids>().IsOpenAsync(id, ct)) return;
        var reference = (await context.Services.GetRequiredService<IOpportunities>().FindAsync(id, ct))!.Reference;
        await context.AsAsync(step.Text("asks"), async s => Must(await s.GetRequiredService<OpenBidsHandler>().AskAsync(reference, ct)), ct);
        await context.AsAsync(step.Text("confirms"), async s => Must(await s.GetRequiredService<OpenBidsHandler>().ConfirmAsync(reference, ct)), ct);
    }
}

/// <summary>Plays decisions on compliance: <c>bids</c> (or one <c>bid</c>), <c>as</c>, <c>complies</c> (true when missing), <c>reason</c>.</summary>
internal sealed class ComplianceStep : IRecipeStep
{
    public string Name => "compliance";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var names = step.Texts("bids") is { Count: > 0 } many ? many : [step.Text("bid")];
        foreach (var name in names)
        {
            var id = context.IdOf(name);
            var row = await context.Services.GetRequiredService<PortalDbContext>().Set<Opened>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, ct)
                ?? throw new InvalidOperationException($"'{name}' was not opened.");
            if (row.Status != BidStatus.Opened) continue;
            await context.AsAsync(step.Text("as"), async s => Must(
                await s.GetRequiredService<DecideComplianceHandler>().HandleAsync(id, step.Flag("complies", true), step.TextOrNull("reason"), row.RowVersion, ct)), ct);
        }
    }
}
