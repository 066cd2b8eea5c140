using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;

namespace Procurement.Workflows.Activities;

/// <summary>Waits a span of time, or until the end of so many working days.</summary>
internal sealed class DelayActivity : Activity<DelayActivity.Settings>
{
    private const string Timer = "over";

    internal sealed record Settings(
        [property: Range(1, 525_600)] int? Minutes = null, [property: Range(1, 8_760)] int? Hours = null, [property: Range(1, 3_650)] int? Days = null,
        [property: Range(1, 1_000)] int? WorkingDays = null);

    public override ActivityKind Kind => ActivityKind.Event;

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) =>
        new[] { settings.Minutes, settings.Hours, settings.Days, settings.WorkingDays }.Count(x => x is not null) == 1 ? [] : [new DelayNeedsOneSpan()];

    public override string? Describe(Settings settings, IWords words) => settings switch
    {
        { WorkingDays: { } n } => words.Text("Workflows.Describe.WorkingDays", n),
        { Days: { } n } => words.Text("Workflows.Describe.Days", n),
        { Hours: { } n } => words.Text("Workflows.Describe.Hours", n),
        { Minutes: { } n } => words.Text("Workflows.Describe.Minutes", n),
        _ => null,
    };

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var until = context.Settings switch
        {
            { WorkingDays: { } n } => context.Services.GetRequiredService<IWorkingDays>().EndOfPeriod(context.Now, n),
            { Days: { } n } => London.At(London.DateOf(context.Now).AddDays(n), TimeOnly.FromDateTime(London.Local(context.Now).DateTime)),
            { Hours: { } n } => context.Now.AddHours(n),
            var s => context.Now.AddMinutes(s.Minutes!.Value),
        };
        context.Progress("Workflows.Progress.Until", until);
        return Task.FromResult(ActivityResult.Wait(WaitFor.Timer(Timer, until)));
    }
}
