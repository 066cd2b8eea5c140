using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Components;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Diagrams;
using Procurement.Workflows.Domain;
using Procurement.Workflows.EditTypes;

namespace Procurement.Workflows.ManageTypes;

/// <summary>A workflow type: one of its versions, drawn and in words, and the switch.</summary>
public sealed class TypeModel : PortalPage
{
    private const int LongestReason = 500;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TypesQuery Types => HttpContext.RequestServices.GetRequiredService<TypesQuery>();

    /// <summary>What was typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal WorkflowType Type { get; private set; } = null!;
    internal WorkflowTypeVersion Version { get; private set; } = null!;
    internal IReadOnlyList<WorkflowTypeVersion> Versions { get; private set; } = [];
    internal DiagramView Diagram { get; private set; } = null!;
    internal IReadOnlyList<Variable> Variables { get; private set; } = [];
    internal string Json { get; private set; } = "";
    internal BoundedCount Alive { get; private set; }
    internal bool HasDraft { get; private set; }
    internal DateTimeOffset? NextStart { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string name, int? version, CancellationToken ct) => await LoadAsync(name, version, ct) ? Page() : NotFound();

    /// <summary>Switches it on.</summary>
    public Task<IActionResult> OnPostOnAsync(string name, CancellationToken ct) => SwitchAsync(name, on: true, ct);

    /// <summary>Switches it off.</summary>
    public Task<IActionResult> OnPostOffAsync(string name, CancellationToken ct) => SwitchAsync(name, on: false, ct);

    /// <summary>Begins to change it, from the version shown.</summary>
    public async Task<IActionResult> OnPostEditAsync(string name, [FromForm] int? version, CancellationToken ct)
    {
        var result = await HttpContext.RequestServices.GetRequiredService<DraftHandler>().StartAsync(name, version, ct);
        return result.Refusal is { } refusal ? Refused(refusal) : LocalRedirect($"/admin/workflows/edit/{name}");
    }

    private async Task<IActionResult> SwitchAsync(string name, bool on, CancellationToken ct)
    {
        var why = Input.Why is { Length: > LongestReason } ? Input.Why[..LongestReason] : Input.Why;
        HttpContext.RequestServices.GetRequiredService<ChangeContext>().Why = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        var result = await HttpContext.RequestServices.GetRequiredService<SwitchTypeHandler>().SwitchAsync(name, on, Input.RowVersion, ct);
        if (result.Refusal is not { } refusal) return Confirmed($"/admin/workflows/types/{name}", on ? "Workflows.Type.SwitchedOn" : "Workflows.Type.SwitchedOff");
        return await LoadAsync(name, null, ct) ? Refused(refusal) : NotFound();
    }

    private async Task<bool> LoadAsync(string name, int? number, CancellationToken ct)
    {
        if (await Types.FindAsync(name, ct) is not { } type) return false;
        if (await Types.VersionAsync(type.Id, number ?? type.LatestNumber, ct) is not { } version) return false;
        (Type, Version) = (type, version);
        Versions = await Types.VersionsAsync(type.Id, ct);
        var definition = await Types.DefinitionAsync(version.Id, ct);
        Variables = definition.Variables;
        Diagram = HttpContext.RequestServices.GetRequiredService<DiagramMaker>().Of(
            "type", W.Text("Workflows.Type.DiagramTitle", definition.Title, version.Number), W.Text("Workflows.Type.DiagramAbout", definition.Activities.Count), definition);
        Json = JsonNode.Parse(version.Definition)!.ToJsonString(Indented);
        HasDraft = await Types.HasDraftAsync(name, ct);
        NextStart = await Types.NextStartAsync(type.Id, ct);
        Alive = await Types.CountAsync(type.Id, [WorkflowState.Running, WorkflowState.Waiting, WorkflowState.Faulted], ct);
        return true;
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Why it is switched.</summary>
        public string? Why { get; set; }

        /// <summary>The row version that the form was made for.</summary>
        public int RowVersion { get; set; }
    }
}
