using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Involvement.Contracts;
using Procurement.Involvement.Domain;
using Procurement.Involvement.RatifyComment;
using Procurement.Involvement.RegardComments;
using Procurement.Involvement.WriteComment;
using Procurement.Kernel;
using Procurement.Site.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Involvement.Play;

/// <summary>Finds the request that a step speaks of: the name of its subject, and the authority's GSS code.</summary>
internal static class Played
{
    public static async Task<CommentRequest> RequestAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var (subject, gss) = (context.IdOf(step.Text("subject")), step.Text("authority"));
        return await context.Services.GetRequiredService<PortalDbContext>().Set<CommentRequest>().AsNoTracking()
            .FirstOrDefaultAsync(r => r.SubjectId == subject && r.AuthorityCode == gss, ct)
            ?? throw new InvalidOperationException($"{gss} was not asked about {step.Text("subject")}.");
    }

    public static string Officer(JsonElement step) => step.TextOrNull("as") ?? $"officer@{step.Text("authority").ToLowerInvariant()}.example.org";
}

/// <summary><c>{ "step": "acknowledge", "subject": "A13", "authority": "E09000001" }</c></summary>
internal sealed class AcknowledgeStep : IRecipeStep
{
    public string Name => "acknowledge";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var request = await Played.RequestAsync(step, context, ct);
        if (request.State is not RequestState.Sent) return;
        await context.AsAsync(Played.Officer(step), async s => Must(await s.GetRequiredService<CommentHandler>().AcknowledgeAsync(request.Id, ct)), ct);
    }
}

/// <summary>
/// <c>{ "step": "comment", "subject": "A13", "authority": "E09000023", "outcome": "SupportWithConditions", "text": "...", "final": false }</c>;
/// with <c>"draft": true</c> it is saved and not sent; with <c>"ratify": true</c> a comment that was sent is ratified.
/// </summary>
internal sealed class CommentStep : IRecipeStep
{
    public string Name => "comment";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var request = await Played.RequestAsync(step, context, ct);
        if (step.Flag("ratify"))
        {
            if (request.State is RequestState.SubjectToRatification)
                await context.AsAsync(Played.Officer(step), async s => Must(await s.GetRequiredService<RatifyHandler>().RatifyAsync(request.Id, ct)), ct);
            return;
        }

        if (request.CommentNumber > 0) return;
        var outcome = Enum.Parse<CommentOutcome>(step.Text("outcome"));
        await context.AsAsync(Played.Officer(step), async s =>
            Must(await s.GetRequiredService<CommentHandler>().SaveDraftAsync(request.Id, outcome, step.Text("text"), step.Flag("final", true), request.DraftMark, ct)), ct);
        if (!step.Flag("draft"))
            await context.AsAsync(Played.Officer(step), async s => Must(await s.GetRequiredService<CommentHandler>().SubmitAsync(request.Id, CommentRequest.MarkOf(outcome, step.Flag("final", true), step.Text("text")), ct)), ct);
    }
}

/// <summary><c>{ "step": "recuse", "subject": "A13", "authority": "E09000002", "reason": "..." }</c></summary>
internal sealed class RecuseStep : IRecipeStep
{
    public string Name => "recuse";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var request = await Played.RequestAsync(step, context, ct);
        if (request.State is RequestState.Recused) return;
        await context.AsAsync(Played.Officer(step), async s => Must(await s.GetRequiredService<CommentHandler>().RecuseAsync(request.Id, step.Text("reason"), ct)), ct);
    }
}

/// <summary><c>{ "step": "how-regarded", "subject": "A13", "authority": "E09000023", "as": "manager@lp2.example.org", "text": "..." }</c></summary>
internal sealed class HowRegardedStep : IRecipeStep
{
    public string Name => "how-regarded";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var request = await Played.RequestAsync(step, context, ct);
        if (request.RegardedNumber == request.CommentNumber && request.CommentNumber > 0) return;
        await context.AsAsync(step.Text("as"), async s =>
            Must(await s.GetRequiredService<RegardHandler>().HandleAsync(request.SubjectId, request.Id, request.CommentNumber, step.Text("text"), ct)), ct);
    }
}
