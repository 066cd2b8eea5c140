using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Procurement.Data;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.TryTypes;

/// <summary>A value to try with, as a text.</summary>
internal sealed record Sample(string Name, Contracts.ValueKind Kind, string Text);

/// <summary>A workflow that has really been started, whose beginning can be tried again.</summary>
internal sealed record Precedent(Guid Id, string Title, DateTimeOffset StartedAt);

/// <summary>What a draft can be tried with: sensible values of each kind, or those with which a workflow of its type really began.</summary>
internal sealed class Samples(PortalDbContext db, ActivityCatalogue catalogue, IEnumerable<WorkflowEventRegistration> events, ISeals seals, IWho who, IWords words)
{
    private const int MostPrecedents = 10;

    /// <summary>The steps that can start it.</summary>
    public IReadOnlyList<Step> StartsOf(Definition definition) => [.. definition.Activities.Where(s => catalogue.Find(s.Activity)?.Kind == ActivityKind.Start)];

    public IReadOnlyList<Sample> Of(Definition definition, DateTimeOffset now, IReadOnlyDictionary<string, JsonElement>? real)
    {
        var brings = StartsOf(definition).Select(s => catalogue.Find(s.Activity)!).Zip(StartsOf(definition), (a, s) => a.StartsOn(SettingsReader.Read(a.SettingsType, s.Settings)))
            .SelectMany(name => events.Where(e => e.Name == name).SelectMany(e => e.Brings)).ToArray();
        var known = definition.Variables.Select(v => (v.Name, v.Kind, v.Default)).Concat(brings.Select(b => (b.Name, b.Kind, Default: (JsonElement?)null))).DistinctBy(v => v.Name);
        return [.. known.Select(v => new Sample(v.Name, v.Kind, (real?.TryGetValue(v.Name, out var began) == true ? began : v.Default) is { } value ? Write(value, v.Kind) : Invent(v.Name, v.Kind, definition, now)))];
    }

    /// <summary>The last ones of the type that began in the open, and whose journals still stand.</summary>
    public async Task<IReadOnlyList<Precedent>> PrecedentsAsync(Guid? typeId, CancellationToken ct) => typeId is null ? []
        : await db.Set<Workflow>().Where(w => w.TypeId == typeId && w.SealId == null && w.TrimmedAt == null).OrderByDescending(w => w.Id).Take(MostPrecedents)
            .Select(w => new Precedent(w.Id, w.SubjectTitle ?? w.CorrelationId, w.StartedAt)).ToListAsync(ct);

    /// <summary>What one of them is about, and what brought it about.</summary>
    public async Task<(string Correlation, string Title, IReadOnlyDictionary<string, JsonElement> Brought)?> FindAsync(Guid? typeId, Guid id, CancellationToken ct)
    {
        if (await db.Set<Workflow>().AsNoTracking().FirstOrDefaultAsync(w => w.Id == id && w.TypeId == typeId && w.SealId == null && w.TrimmedAt == null, ct) is not { } workflow) return null;
        if (await db.Set<WorkflowExecutionRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.WorkflowId == id && r.Kind == RecordKind.Started, ct) is not { } started) return null;
        return (workflow.CorrelationId, workflow.SubjectTitle ?? workflow.CorrelationId, seals.Read<RecordContent>(null, started.Content).Input ?? new Dictionary<string, JsonElement>());
    }

    /// <summary>Reads what was typed; null when it is not of that kind. An empty text is no value.</summary>
    public static bool TryRead(string? text, Contracts.ValueKind kind, out JsonElement? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        text = text.Trim();
        object? read = kind switch
        {
            Contracts.ValueKind.Text => text,
            Contracts.ValueKind.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
            Contracts.ValueKind.Boolean => bool.TryParse(text, out var yes) ? yes : null,
            Contracts.ValueKind.Day => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Contracts.ValueKind.Instant => DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                ? London.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) : null,
            Contracts.ValueKind.List => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            _ => Json(text),
        };
        if (read is not null) value = Values.One(read);
        return read is not null;
    }

    private static object Json(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement.Clone();
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Write(JsonElement value, Contracts.ValueKind kind) => (kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Null or JsonValueKind.Undefined) => "",
        (Contracts.ValueKind.Boolean, JsonValueKind.True) => "true",
        (Contracts.ValueKind.Boolean, JsonValueKind.False) => "false",
        (Contracts.ValueKind.List, JsonValueKind.Array) => string.Join(", ", value.EnumerateArray().Select(v => v.ToString())),
        (Contracts.ValueKind.Instant, JsonValueKind.String) when value.TryGetDateTimeOffset(out var at) => London.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private string Invent(string name, Contracts.ValueKind kind, Definition definition, DateTimeOffset now) => kind switch
    {
        // A key has to be one: the person's own account, or its own organisation, is at least there.
        Contracts.ValueKind.Text when NamesIn(definition, "person", name) => (who.UserId ?? Guid.CreateVersion7()).ToString(),
        Contracts.ValueKind.Text when name.EndsWith("Id", StringComparison.Ordinal) || NamesIn(definition, "organisation", name) => (who.ActingFor?.OrganisationId ?? who.UserId ?? Guid.CreateVersion7()).ToString(),
        Contracts.ValueKind.Text => words.Text("Workflows.Try.SampleText"),
        Contracts.ValueKind.Number => "1000",
        Contracts.ValueKind.Boolean => "true",
        Contracts.ValueKind.Day => London.DateOf(now).AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Contracts.ValueKind.Instant => London.Local(now.AddDays(14)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 12:00",
        Contracts.ValueKind.List => words.Text("Workflows.Try.SampleList"),
        _ => "",
    };

    private static bool NamesIn(Definition definition, string setting, string name) => definition.Activities.Any(a => a.Settings is { } json
        && Regex.IsMatch(json.GetRawText(), $"\"{setting}\"\\s*:\\s*\"\\{{\\{{\\s*{Regex.Escape(name)}\\s*\\}}\\}}\""));
}
