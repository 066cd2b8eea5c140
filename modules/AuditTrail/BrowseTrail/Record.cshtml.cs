using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.AuditTrail.Contracts;
using Procurement.Components;

namespace Procurement.AuditTrail.BrowseTrail;

/// <summary>One thing that was done, with all that was written of it.</summary>
public sealed class RecordModel : PortalPage
{
    private AuditReader Reader => HttpContext.RequestServices.GetRequiredService<AuditReader>();

    internal AuditEntry Entry { get; private set; } = null!;

    internal IReadOnlyList<(string Name, string Value)> Data { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await Reader.FindAsync(id, ct) is not { } entry) return NotFound();
        Entry = entry;
        using var data = JsonDocument.Parse(entry.Data);
        Data = data.RootElement.ValueKind == JsonValueKind.Object
            ? [.. data.RootElement.EnumerateObject().Select(p => (ActionNames.Split(char.ToUpperInvariant(p.Name[0]) + p.Name[1..]), Plain(p.Value)))]
            : [(W.Text("AuditTrail.Record.Data"), Plain(data.RootElement))];
        return Page();
    }

    private string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => W.Text("Common.Yes"),
        JsonValueKind.False => W.Text("Common.No"),
        JsonValueKind.Null => "–",
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind is JsonValueKind.String or JsonValueKind.Number) => string.Join(", ", value.EnumerateArray().Select(Plain)),
        _ => value.GetRawText(),
    };
}
