using System.ComponentModel.DataAnnotations;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Activities;

/// <summary>Goes on by several branches at once.</summary>
internal sealed class ForkActivity : Activity<ForkActivity.Settings>
{
    private const int MostBranches = 20;
    private const int LongestName = 100;

    internal sealed record Settings([property: OutcomeNames, MinLength(2)] IReadOnlyList<string> Branches);

    public override IReadOnlyList<string> Outcomes(Settings settings) => [.. settings.Branches.Distinct()];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        if (settings.Branches.Count > MostBranches) yield return new TooManyBranchesNamed(MostBranches);
        if (settings.Branches.Distinct().Count() != settings.Branches.Count || settings.Branches.Any(b => string.IsNullOrWhiteSpace(b) || b.Length > LongestName)) yield return new BranchesNotDistinct();
    }

    public override string? Describe(Settings settings, IWords words) => words.Text("Workflows.Describe.Branches", settings.Branches.Count);

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct) =>
        Task.FromResult<ActivityResult>(new ActivityResult.Forked(context.Settings.Branches));
}
