using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Media.Contracts;
using Procurement.Opportunities.ApproveOpportunity;
using Procurement.Opportunities.Domain;
using Procurement.Opportunities.DraftOpportunity;
using Procurement.Site.Contracts;
using static Procurement.Site.Contracts.StepOutcomes;

namespace Procurement.Opportunities.Playing;

/// <summary>
/// Plays the drafting, sending and publishing of an opportunity through the real handlers, as the lead provider's own people. Its
/// properties may stand in a file of this module that <c>from</c> names. It stops at <c>stage</c>: draft, awaiting or published.
/// Names what it made: <c>O04</c>, and its lots <c>O04/1</c>, <c>O04/2</c>.
/// </summary>
internal sealed class OpportunityStep : IRecipeStep
{
    public string Name => "opportunity";

    public async Task RunAsync(JsonElement step, RecipeContext context, CancellationToken ct)
    {
        using var file = step.TextOrNull("from") is { } from ? await ReadAsync(context, from, ct) : null;
        var told = new Told(step, file?.RootElement);
        var name = told.Text("id");
        var lead = context.IdOf(told.Text("lead"));
        var manager = told.Text("manager");

        var id = await FindAsync(context, lead, told.Text("title"), ct);
        if (id is null)
        {
            id = await DraftAsync(told, context, lead, manager, ct);
            var stage = told.TextOrNull("stage") ?? "published";
            if (stage is not "draft") await context.AsAsync(manager, async s => Must(await s.GetRequiredService<SendForApprovalHandler>().SendAsync(id.Value, await VersionAsync(s, id.Value, ct), ct)), ct);
            if (stage is "published") await context.AsAsync(told.Text("approver"), async s => Must(await s.GetRequiredService<ApproveHandler>().PublishAsync(id.Value, await VersionAsync(s, id.Value, ct), ct)), ct);
        }

        context.Ids[name] = id.Value;
        foreach (var lot in await context.Services.GetRequiredService<PortalDbContext>().Set<Lot>().AsNoTracking().Where(l => l.OpportunityId == id).ToListAsync(ct))
            context.Ids[$"{name}/{lot.Number}"] = lot.Id;
    }

    private static async Task<Guid> DraftAsync(Told told, RecipeContext context, Guid lead, string manager, CancellationToken ct)
    {
        Guid id = default;
        await context.AsAsync(manager, async s =>
        {
            var started = await s.GetRequiredService<StartHandler>().HandleAsync(lead, told.Text("title"), ct);
            id = Must(started);
        }, ct);
        Task Change(Func<Opportunity, Hand, Result> change) => context.AsAsync(manager, async s =>
            Must(await s.GetRequiredService<DraftDesk>().ChangeAsync(id, await VersionAsync(s, id, ct), change, ct)), ct);

        await Change((o, by) => o.DescribeWork(told.Text("title"), told.Text("summary"), string.Join("\n\n", told.Texts("work")), by));
        await Change((o, by) => o.DescribeServices(told.Texts("services"), told.Texts("cohorts"), told.Number("tier"), by));
        await Change((o, by) => o.SetTerms(told.Number("term"), told.Number("extension", 0), told.Number("paymentByResults", 0), told.TextOrNull("paymentByResultsReason") ?? "", told.Flag("allowsOverlap"), by));
        foreach (var lot in told.Items("lots"))
            await Change((o, by) => o.PutLot(null, lot.Text("title"), lot.Texts("places"), lot.Number("value"), lot.TryGetProperty("people", out _) ? lot.Number("people") : null, by));
        await Change((o, by) => o.SetNeeds(told.Texts("needs"), told.Number("minimumIncome", 0), by));
        if (told.Items("criteria") is { Count: > 0 } criteria)
        {
            await Change((o, by) => o.Criteria.Select(c => o.RemoveCriterion(c.Id, by)).ToList().FirstOrDefault(r => !r.IsDone));
            foreach (var criterion in criteria)
                await Change((o, by) => o.PutCriterion(null, criterion.Text("name"), criterion.Number("weight"), criterion.Flag("price"),
                    criterion.TryGetProperty("threshold", out var t) ? t.GetDecimal() : null,
                    criterion.Items("questions").Select(q => new Question(Guid.CreateVersion7(), q.Text("text"), q.Number("words"))), by));
        }

        await Change((o, by) => o.MakeStatements(told.Text("womens"), told.TextOrNull("welsh") ?? "", by));
        foreach (var document in told.Items("documents"))
        {
            var bytes = SmallPdf.Of(document.Text("title"), document.Texts("lines"));
            await context.AsAsync(manager, async s => Must(await s.GetRequiredService<DocumentHandler>().AddAsync(id, document.Text("title"),
                owner => new Upload(new MemoryStream(bytes), document.Text("file"), bytes.Length, owner), ct)), ct);
        }

        var opens = told.Item("opens");
        var closes = told.Item("closes") ?? throw new InvalidOperationException("The step needs \"closes\".");
        await Change((o, by) => o.SetDates(opens is { } op ? At(context, op) : null, opens is { } notice && notice.Flag("notice"), At(context, closes),
            told.NumberOrNull("starts") is { } starts ? context.Day(starts) : null, by));
        return id;
    }

    private static DateTimeOffset At(RecipeContext context, JsonElement moment) => context.At(moment.Number("day"), moment.TextOrNull("time") ?? "12:00");

    private static async Task<Guid?> FindAsync(RecipeContext context, Guid lead, string title, CancellationToken ct) =>
        await context.Services.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.LeadProviderId == lead && o.Title == title).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct);

    private static Task<int> VersionAsync(IServiceProvider services, Guid id, CancellationToken ct) =>
        services.GetRequiredService<PortalDbContext>().Set<Opportunity>().Where(o => o.Id == id).Select(o => o.RowVersion).FirstAsync(ct);

    private static async Task<JsonDocument> ReadAsync(RecipeContext context, string name, CancellationToken ct)
    {
        await using var stream = context.OpenFile(name);
        return await JsonDocument.ParseAsync(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }, ct);
    }

    /// <summary>What the step says, or else its file.</summary>
    private sealed class Told(JsonElement step, JsonElement? file)
    {
        public string Text(string name) => TextOrNull(name) ?? throw new InvalidOperationException($"The step needs \"{name}\".");

        public string? TextOrNull(string name) => step.TextOrNull(name) ?? file?.TextOrNull(name);

        public int Number(string name, int? fallback = null) =>
            NumberOrNull(name) ?? fallback ?? throw new InvalidOperationException($"The step needs \"{name}\".");

        public int? NumberOrNull(string name) => Item(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

        public bool Flag(string name) => Item(name) is { ValueKind: JsonValueKind.True };

        public IReadOnlyList<string> Texts(string name) => Item(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(v => v.GetString()!)] : [];

        public IReadOnlyList<JsonElement> Items(string name) => Item(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

        public JsonElement? Item(string name) => step.TryGetProperty(name, out var own) ? own is { ValueKind: JsonValueKind.Null } ? null : own : file is { } f && f.TryGetProperty(name, out var other) ? other : null;
    }
}
