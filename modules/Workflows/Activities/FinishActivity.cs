using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Activities;

/// <summary>Ends the workflow, all its branches included.</summary>
internal sealed class FinishActivity : Activity<NoSettings>
{
    public override IReadOnlyList<string> Outcomes(NoSettings settings) => [];

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<NoSettings> context, CancellationToken ct) => Task.FromResult(ActivityResult.Finish);
}
