using System.ComponentModel.DataAnnotations;
using Procurement.Kernel;
using Procurement.Workflows.Contracts;
using Procurement.Workflows.Engine;

namespace Procurement.Workflows.Activities;

/// <summary>Starts a workflow when something happens, and when the conditions on what it brought hold.</summary>
internal sealed class StartActivity : Activity<StartActivity.Settings>
{
    internal sealed record Settings([property: EventName, StringLength(100, MinimumLength = 1)] string Event, [property: Conditions] ConditionGroup? Where = null);

    public override ActivityKind Kind => ActivityKind.Start;

    public override string? StartsOn(Settings settings) => settings.Event;

    public override bool Admits(ActivityContext<Settings> context) => context.Settings.Where is not { } where || context.Holds(where);

    public override IEnumerable<Refusal> Check(Settings settings, IDefinitionFacts facts) => settings.Where is { } where ? facts.CheckConditions(where) : [];

    public override string? Describe(Settings settings, IWords words) =>
        EventNames.Say(words, settings.Event);

    public override Task<ActivityResult> ExecuteAsync(ActivityContext<Settings> context, CancellationToken ct)
    {
        // It held when the workflow was started; asked again, so that what could not be evaluated there is a fault here.
        _ = Admits(context);
        return Task.FromResult(ActivityResult.Take(Done));
    }
}
