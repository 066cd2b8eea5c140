using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Bidding.Contracts;
using Procurement.Evaluation.AssignPanel;
using Procurement.Evaluation.DeclareInterest;
using Procurement.Evaluation.Domain;
using Procurement.Evaluation.RankBids;
using Procurement.Kernel;
using Procurement.Opportunities.Contracts;
using Procurement.Site.Contracts;
using Procurement.Users.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Evaluation.ScoreBids;

/// <summary>
/// Plays an evaluation by the real handlers: <c>{ "step": "scores", "opportunity": "O09", "lot": 1, "as": "evaluator@lp1.example.org",
/// "assignedBy": "approver@lp1.example.org", "bids": [ { "bid": "B14", "scores": { "Service quality": [4.1, "Reason"] } } ], "lock": true, "sign": true }</c>.
/// <c>"interest": "..."</c> recuses instead of scoring. A bid may leave criteria out.
/// </summary>
internal sealed class ScoresStep : IRecipeStep
{
    public string Name => "scores";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var opportunities = context.Services.GetRequiredService<IOpportunities>();
        var terms = await opportunities.FindAsync(context.IdOf(step.Text("opportunity")), ct) ?? throw new InvalidOperationException("The opportunity is not public.");
        var lot = step.Number("lot", 1);
        var lotId = terms.Lots.First(l => l.Number == lot).Id;
        var person = await context.Services.GetRequiredService<IAccounts>().FindByEmailAsync(step.Text("as"), ct)
            ?? throw new InvalidOperationException("There is no account " + step.Text("as"));
        var room = context.Services.GetRequiredService<EvaluationRoom>();
        var there = await room.LoadAsync(lotId, ct);
        if (there?.QualityLockedAt is null && there?.Of(person.Id) is null)
        {
            await context.AsAsync(step.TextOrNull("assignedBy") ?? step.Text("as"),
                async s => Must(await s.GetRequiredService<PanelHandler>().AssignAsync(terms.Reference, lot, person.Id, ct)), ct);
        }

        if (there?.Of(person.Id) is null or { State: EvaluatorState.Assigned })
        {
            var interest = step.TextOrNull("interest");
            await context.AsAsync(step.Text("as"),
                async s => Must(await s.GetRequiredService<DeclareInterestHandler>().HandleAsync(terms.Reference, lot, interest is not null, interest, ct)), ct);
            if (interest is not null) return;
        }

        if (there?.QualityLockedAt is null && there?.Of(person.Id)?.State is not (EvaluatorState.Locked or EvaluatorState.Recused))
        {
            var bids = await context.Services.GetRequiredService<IOpenedBids>().OfLotAsync(lotId, ct);
            foreach (var item in step.Items("bids"))
            {
                var bid = bids.First(b => b.Id == context.IdOf(item.Text("bid")));
                var entries = item.GetProperty("scores").EnumerateObject().Select(p => new ScoreEntry(
                    terms.Criteria.First(c => c.Name == p.Name).Id, p.Value[0].GetDecimal(), p.Value[1].GetString()!)).ToList();
                await context.AsAsync(step.Text("as"), async s => Must(await s.GetRequiredService<ScoreHandler>().SaveAsync(terms.Reference, lot, bid.Id, entries, ct)), ct);
            }

            if (step.Flag("lock")) await context.AsAsync(step.Text("as"), async s => Must(await s.GetRequiredService<ScoreHandler>().LockAsync(terms.Reference, lot, ct)), ct);
        }

        if (step.Flag("sign") && there?.SignedAt is null)
            await context.AsAsync(step.Text("as"), async s => Must(await s.GetRequiredService<SignHandler>().HandleAsync(terms.Reference, lot, ct)), ct);
    }
}
