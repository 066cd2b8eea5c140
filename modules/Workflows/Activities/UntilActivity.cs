using System.Text.Json;
using Procurement.Kernel;
using Procurement.Places.Contracts;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Domain;
using ValueKind = Procurement.Workflows.Contracts.ValueKind;

namespace Procurement.Workflows.Activities;

/// <summary>Waits for an instant that the workflow knows, or for so many working days before or after it. One that has passed holds nothing up.</summary>
internal sealed class UntilActivity(IWorkingDays workingDays) : Activity<UntilActivity.Settings>
{
    private const string Timer = "over";

    internal sealed record Settings(
        [property: VariableName(ValueKind.Instant)] string Instant, [property: WorkingDays] int? WorkingDaysBefore = null, [property: WorkingDays] int? WorkingDaysAfter = null);

    public override ActivityKind Kind => ActivityKind.Event;

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts)
    {
        if (facts.KindOf(settings.Instant) is not (ValueKind.Instant or ValueKind.Any)) yield return new NotAnInstant(settings.Instant);
        if (settings.WorkingDaysBefore is not null && settings.WorkingDaysAfter is not null) yield return new UntilNeedsOneDirection();
    }

    public override string? Describe(Settings settings, IWords words) => settings switch
    {
        { WorkingDaysBefore: { } n } => words.Text("Workflows.Describe.Before", n, settings.Instant),
        { WorkingDaysAfter: { } n } => words.Text("Workflows.Describe.After", n, settings.Instant),
        _ => settings.Instant,
    };

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        var value = context.Frame.Find(context.Settings.Instant);
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out var instant)) throw new CannotEvaluateException(context.Settings.Instant);
        var until = context.Settings switch
        {
            { WorkingDaysBefore: { } n } => workingDays.Before(instant, n),
            { WorkingDaysAfter: { } n } => London.At(workingDays.Add(London.DateOf(instant), n), TimeOnly.FromDateTime(London.Local(instant).DateTime)),
            _ => instant,
        };
        if (until <= context.Now) return Task.FromResult(ActivityResult.Take(Done));
        context.Progress("Workflows.Progress.Until", until);
        return Task.FromResult(ActivityResult.Wait(WaitFor.Timer(Timer, until)));
    }
}
