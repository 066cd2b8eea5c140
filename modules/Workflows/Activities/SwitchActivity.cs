using System.ComponentModel.DataAnnotations;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Activities;

/// <summary>A way that a switch can go, and when.</summary>
internal sealed record SwitchCase([property: StringLength(100, MinimumLength = 1)] string Name, [property: Conditions] ConditionGroup Conditions);

/// <summary>Goes the first way whose conditions hold.</summary>
internal sealed class SwitchActivity : Activity<SwitchActivity.Settings>
{
    public const string Otherwise = "Otherwise";
    private const int LongestName = 100;
    private const int MostCases = 20;

    internal sealed record Settings([property: MinLength(1), MaxLength(MostCases)] IReadOnlyList<SwitchCase> Cases);

    public override IReadOnlyList<string> Outcomes(Settings settings) => [.. settings.Cases.Select(c => c.Name).Where(n => !string.IsNullOrEmpty(n)).Append(Otherwise).Distinct()];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        var names = settings.Cases.Select(c => c.Name).ToArray();
        if (names.Distinct().Count() != names.Length || names.Any(n => string.IsNullOrWhiteSpace(n) || n.Length > LongestName || n == Otherwise)) yield return new CasesNotDistinct();
        foreach (var mistake in settings.Cases.SelectMany(c => facts.CheckConditions(c.Conditions))) yield return mistake;
    }

    public override string? Describe(Settings settings, IWords words) => words.Text("Workflows.Describe.Cases", settings.Cases.Count);

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        // Every case is looked at, so that one that cannot be evaluated is never hidden by another.
        var holds = context.Settings.Cases.Select(c => (c.Name, Holds: context.Holds(c.Conditions))).ToArray();
        return Task.FromResult(ActivityResult.Take(holds.FirstOrDefault(c => c.Holds).Name ?? Otherwise));
    }
}
