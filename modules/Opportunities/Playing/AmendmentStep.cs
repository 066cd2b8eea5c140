using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Opportunities.AmendOpportunity;
using Procurement.Opportunities.ApproveAmendment;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Site.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Opportunities.Playing;

/// <summary>
/// Plays an amendment through the real handlers: <c>opportunity</c>, <c>manager</c>, <c>approver</c>, <c>kind</c>, <c>note</c>, and what
/// changes of <c>title</c>, <c>summary</c>, <c>work</c>, <c>needs</c>, <c>closes</c> and <c>starts</c>. It stops at <c>stage</c>: draft,
/// awaiting or published.
/// </summary>
internal sealed class AmendmentStep : IRecipeStep
{
    public string Name => "amendment";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        var id = context.IdOf(step.Text("opportunity"));
        var (manager, note) = (step.Text("manager"), step.Text("note"));
        if (await context.Services.GetRequiredService<PortalDbContext>().Set<Amendment>().AnyAsync(a => a.OpportunityId == id && a.Note == note, ct)) return;
        var stage = step.TextOrNull("stage") ?? "published";
        await context.AsAsync(manager, async s =>
        {
            var before = Wording.Of((await s.GetRequiredService<DraftDesk>().ReadOwnAsync(id, ct))!);
            var after = Wording.From(
                step.TextOrNull("title") ?? before.Title, step.TextOrNull("summary") ?? before.Summary,
                step.Texts("work") is { Count: > 0 } work ? string.Join("\n\n", work) : before.Work, step.Texts("needs") is { Count: > 0 } needs ? needs : before.Needs,
                step.TryGetProperty("closes", out var closes) ? context.At(closes.Number("day"), closes.TextOrNull("time") ?? "12:00") : before.ClosesAt,
                step.TryGetProperty("starts", out _) ? context.Day(step.Number("starts")) : before.StartsOn);
            Must(await s.GetRequiredService<AmendHandler>().WriteAsync(id, AmendHandler.None, Enum.Parse<AmendmentKind>(step.TextOrNull("kind") ?? nameof(AmendmentKind.Correction)), note, after, ct));
        }, ct);
        if (stage is "draft") return;
        await context.AsAsync(manager, async s => Must(await s.GetRequiredService<AmendHandler>().SendAsync(id, await VersionAsync(s, id, ct), ct)), ct);
        if (stage is "published")
            await context.AsAsync(step.Text("approver"), async s => Must(await s.GetRequiredService<ApproveAmendmentHandler>().PublishAsync(id, await VersionAsync(s, id, ct), ct)), ct);
    }

    private static async Task<int> VersionAsync(IServiceProvider services, Guid id, CancellationToken ct) =>
        (await services.GetRequiredService<Amendments>().UnderWayAsync(id, ct))!.RowVersion;
}
