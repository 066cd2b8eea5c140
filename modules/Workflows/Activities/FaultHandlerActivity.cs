using Procurement.Workflows.Contracts;

namespace Procurement.Workflows.Activities;

/// <summary>
/// Takes over when a step has failed for good: the workflow goes on from here instead of standing still. A fault of what comes after it
/// stands.
/// </summary>
internal sealed class FaultHandlerActivity : Activity<FaultHandlerActivity.Settings>
{
    public const string StepOutput = "step";
    public const string ReasonOutput = "reason";

    internal sealed record Settings([property: StepId] IReadOnlyList<string>? Steps = null);

    public override ActivityKind Kind => ActivityKind.FaultHandler;

    public override IReadOnlyList<Output> Outputs => [new(StepOutput, ValueKind.Text), new(ReasonOutput, ValueKind.Text)];

    public override string? Describe(Settings settings, Kernel.IWords words) =>
        settings.Steps is { Count: > 0 } steps ? words.Text("Workflows.Describe.FaultOf", string.Join(", ", steps)) : words.Text("Workflows.Describe.FaultOfAny");

    // What happened stands among its outputs already: the engine wrote it there.
    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct) => Task.FromResult(ActivityResult.Take(Done));
}
