using System.ComponentModel.DataAnnotations;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Activities;

/// <summary>Starts a workflow again and again, at the times of a cron expression on London's clocks.</summary>
internal sealed class ScheduleActivity : Activity<ScheduleActivity.Settings>
{
    public const string Due = "due";

    internal sealed record Settings([property: Cron, StringLength(100, MinimumLength = 1)] string Cron);

    public override ActivityKind Kind => ActivityKind.Start;

    public override IReadOnlyList<Output> Outputs => [new(Due, ValueKind.Instant)];

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        if (!CronTimes.IsReadable(settings.Cron)) yield return new CronNotReadable(settings.Cron);
        else if (CronTimes.IsTooOften(settings.Cron)) yield return new CronTooOften();
    }

    public override string? Describe(Settings settings, IWords words) => settings.Cron;

    // When it was due stands among its outputs already: what started it wrote it there.
    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct) => Task.FromResult(ActivityResult.Take(Done));
}
