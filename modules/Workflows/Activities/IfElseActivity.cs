using Procurement.Kernel;
using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Activities;

/// <summary>Goes one way when conditions hold, and another when they do not.</summary>
internal sealed class IfElseActivity : Activity<IfElseActivity.Settings>
{
    public const string Yes = "Yes";
    public const string No = "No";

    internal sealed record Settings(ConditionGroup Conditions);

    public override IReadOnlyList<string> Outcomes(Settings settings) => [Yes, No];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => facts.CheckConditions(settings.Conditions);

    public override string? Describe(Settings settings, IWords words) =>
        settings.Conditions is { Rows: [var row], Groups: null or { Count: 0 } }
            ? words.Text("Workflows.Describe.Condition", row.Variable, words.Text(row.Is), row.Value is { ValueKind: System.Text.Json.JsonValueKind.Number } n ? n.GetDecimal() : row.Value?.ToString())
            : words.Text("Workflows.Describe.Conditions", settings.Conditions.Rows.Count + (settings.Conditions.Groups?.Sum(g => g.Rows.Count) ?? 0));

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct) =>
        Task.FromResult(ActivityResult.Take(context.Holds(context.Settings.Conditions) ? Yes : No));
}
