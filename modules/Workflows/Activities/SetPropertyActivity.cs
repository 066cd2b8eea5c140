using System.Text.Json;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Activities;

/// <summary>Sets a variable.</summary>
internal sealed class SetPropertyActivity : Activity<SetPropertyActivity.Settings>
{
    internal sealed record Settings([property: VariableName(Declared = true)] string Name, [property: Template] JsonElement Value);

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        if (settings.Name.Contains('.', StringComparison.Ordinal) || facts.KindOf(settings.Name) is null) yield return new PropertyNotDeclared(settings.Name);
        if (settings.Value.ValueKind == JsonValueKind.String)
            foreach (var mistake in facts.CheckText(settings.Value.GetString()!)) yield return mistake;
    }

    public override string? Describe(Settings settings, IWords words) => words.Text("Workflows.Describe.Set", settings.Name, settings.Value.ToString());

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var value = context.Settings.Value;
        context.Set(context.Settings.Name, value.ValueKind == JsonValueKind.String ? context.Fill(value.GetString()!) : value);
        return Task.FromResult(ActivityResult.Take(Done));
    }
}
