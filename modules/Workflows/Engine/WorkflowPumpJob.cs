using Procurement.Kernel;

namespace Procurement.Workflows.Engine;

/// <summary>Hands events on and takes the steps that are due, every second.</summary>
internal sealed class WorkflowPumpJob(WorkflowEngine engine) : IJob
{
    public Task<int> RunAsync(CancellationToken ct) => engine.PumpAsync(ct);
}
