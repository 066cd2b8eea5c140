using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.CompareTypes;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;
using Procurement.Workflows.PublishTypes;

namespace Procurement.Workflows.ExchangeTypes;

internal sealed record ImportFileMissing : Refusal
{
    public override string? Field => "Input.File";
}

internal sealed record ImportTooLarge(int MostKilobytes) : Refusal
{
    public override string? Field => "Input.File";
}

internal sealed record ImportNotJson : Refusal
{
    public override string? Field => "Input.File";
}

internal sealed record ImportHoldsNoType : Refusal
{
    public override string? Field => "Input.File";
}

internal sealed record ImportTypeTwice(string Name) : Refusal
{
    public override string? Field => "Input.File";
}

internal sealed record ImportHasMistakes : Refusal;

internal sealed record ImportChangesNothing : Refusal;

internal sealed record ImportOvertaken(string Title, int Number) : Refusal;

/// <summary>What would become of a type.</summary>
internal enum ImportEffect
{
    NewType,
    NewVersion,
    Nothing,
    Wrong,
}

/// <summary>A type in a file, and what importing it would do.</summary>
internal sealed record ImportedType(string Name, string Title, ImportEffect Effect, int LatestNumber, IReadOnlyList<string> Mistakes, Differences? Changes, WrittenType? Written, bool HasDraft);

/// <summary>
/// Imports types from a file: it adds a version where something differs, deletes nothing, and leaves alone what is under way. What it
/// would do is looked at first; what it does is what was looked at.
/// </summary>
internal sealed class ImportHandler(PortalDbContext db, DefinitionChecker checker, PublishTypeHandler publisher, CompareQuery compare, ChangeContext change, IWords words)
{
    public const int MostKilobytes = 512;
    private const int MostTypes = 50;

    /// <summary>Reads the file and says what it would do.</summary>
    public async Task<Result<IReadOnlyList<ImportedType>>> LookAsync(string content, CancellationToken ct)
    {
        if (content.Length > MostKilobytes * 1024) return new ImportTooLarge(MostKilobytes);
        List<JsonElement> steps;
        try
        {
            using var json = JsonDocument.Parse(content, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 40 });
            steps = [.. Steps(json.RootElement).Select(s => s.Clone())];
        }
        catch (JsonException)
        {
            return new ImportNotJson();
        }

        if (steps.Count is 0 or > MostTypes) return new ImportHoldsNoType();
        if (steps.Select(s => s.TryGetProperty("name", out var n) ? n.ToString() : "").GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice) return new ImportTypeTwice(twice.Key);
        List<ImportedType> types = [];
        foreach (var step in steps) types.Add(await LookAsync(step, ct));
        return types;
    }

    /// <summary>Imports all of it or nothing. The numbers are those of the latest versions that were seen, by name; 0 for a new type.</summary>
    public async Task<Result<int>> ImportAsync(string content, IReadOnlyDictionary<string, int> seen, string? note, CancellationToken ct)
    {
        var looked = await LookAsync(content, ct);
        if (looked.Refusal is { } refusal) return refusal;
        if (looked.Value.Any(t => t.Effect == ImportEffect.Wrong)) return new ImportHasMistakes();
        if (looked.Value.FirstOrDefault(t => seen.GetValueOrDefault(t.Name, -1) != t.LatestNumber) is { } other) return new ImportOvertaken(other.Title, other.LatestNumber);
        var changing = looked.Value.Where(t => t.Effect != ImportEffect.Nothing).ToArray();
        if (changing.Length == 0) return new ImportChangesNothing();
        if (changing.Any(t => t.Written!.Note.Length == 0) && string.IsNullOrWhiteSpace(note)) return new NoteIsMissing();
        change.Why = words.Text("Workflows.Import.Why");
        var result = await db.InTransactionAsync(async () =>
        {
            foreach (var type in changing)
            {
                var written = type.Written!.Note.Length > 0 ? type.Written : type.Written with { Note = note!.Trim() };
                if ((await publisher.PublishAsync(written, null, ct)).Refusal is { } refused) return refused;
            }

            return Result.Done;
        }, ct);
        return result.Refusal is { } failed ? failed : changing.Length;
    }

    private async Task<ImportedType> LookAsync(JsonElement step, CancellationToken ct)
    {
        List<Refusal> mistakes = [];
        var written = DefinitionReader.Read(step, mistakes);
        if (written is not null) mistakes.AddRange(checker.Check(written.Definition));
        var name = written?.Name ?? (step.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "");
        var title = written?.Definition.Title ?? name;
        var type = await db.Set<WorkflowType>().AsNoTracking().FirstOrDefaultAsync(t => t.Name == name, ct);
        var draft = await db.Set<WorkflowDraft>().AnyAsync(d => d.Name == name, ct);
        if (mistakes.Count > 0) return new ImportedType(name, title, ImportEffect.Wrong, type?.LatestNumber ?? 0, [.. mistakes.Select(words.Text)], null, null, draft);
        var latest = type is null ? null : await compare.DefinitionAsync(type.Id, type.LatestNumber, ct);
        var same = latest is not null && DefinitionReader.Write(latest).Hash == DefinitionReader.Write(written!.Definition).Hash;
        return new ImportedType(name, title, type is null ? ImportEffect.NewType : same ? ImportEffect.Nothing : ImportEffect.NewVersion, type?.LatestNumber ?? 0, [],
            compare.Of(latest, written!.Definition), written, draft);
    }

    /// <summary>One step, a list of them, or the steps of a recipe: those that are types.</summary>
    private static IEnumerable<JsonElement> Steps(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Steps),
        JsonValueKind.Object when json.TryGetProperty("steps", out var steps) && steps.ValueKind == JsonValueKind.Array => steps.EnumerateArray().Where(s => s.ValueKind == JsonValueKind.Object).SelectMany(Steps),
        JsonValueKind.Object when IsType(json) => [json],
        _ => [],
    };

    private static bool IsType(JsonElement json) =>
        json.TryGetProperty("step", out var step) ? step.ValueKind == JsonValueKind.String && step.ValueEquals("workflow-type") : json.TryGetProperty("activities", out _);
}
