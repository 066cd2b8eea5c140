using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Activities;

/// <summary>Starts a workflow that another one runs, and nothing else does.</summary>
internal sealed class StartWhenRunActivity : Activity<NoSettings>
{
    public override ActivityKind Kind => ActivityKind.Start;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<NoSettings> context, CancellationToken ct) => Task.FromResult(ActivityResult.Take(Done));
}
